import type { RgbaPicture } from '../../transfer/picture/treatments.ts';

/** A QR code of version 7, row by row from the first bit on, 1 for dark: the first version with everything that larger ones have. */
const modules =
  '/m06hMv8FLF6nJBumt6FVLt1DEqQtdukl/nXrsFTHGUBB/qqqqqv4A9tHmUA+/c/rn1Sh8fv2X5miHQjliMJ+QvEXJIhFQt+shjOUvFbOX/HQl8E' +
  'jT2QsIoO30hQ0Y0GiKkUJoGaqYnU4VhRlvQqokb4YvyB/4RcvE6kcGuY6ygrdxRvHmUV7/8vrn+/IEdr2WZzxnSjkGASWT7EWacxlaN+csgWUrFV' +
  'Sr1nNl8+jxmQEIgWRuhN0Z4krakEJpnCqYt055jy5sEqgkm84vyB/wB4tE6kY/uYqyhqcE5vHmcZur8/rn+91Udv2cIuvnYjk0EFGQXEcJ/tlfN+' +
  '0gA=';
const size = 45;
/** Pixels of a module. */
const scale = 12;
/** As large as most frames: what is drawn and searched then has its memory. */
const [width, height] = [1280, 720];

/** @returns a picture of a code, to be read before the first one of the camera: browsers compile WebAssembly when it is first used */
export function warmUpPicture(): RgbaPicture {
  const bytes = Uint8Array.from(atob(modules), (character) => character.charCodeAt(0));
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const pixels = new Uint32Array(data.buffer);
  const black = new Uint32Array(new Uint8Array([0, 0, 0, 255]).buffer)[0] as number;
  const [left, top] = [(width - size * scale) / 2, (height - size * scale) / 2];
  for (let y = 0; y < size * scale; y++) {
    for (let x = 0; x < size * scale; x++) {
      const module = Math.floor(y / scale) * size + Math.floor(x / scale);
      const isDark = ((bytes[module >> 3] as number) >> (7 - (module & 7))) & 1;
      if (isDark) pixels[(top + y) * width + left + x] = black;
    }
  }
  return { width, height, data };
}
