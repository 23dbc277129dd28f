import type { RgbaPicture } from '../../../../src/transfer/picture/treatments.ts';

/** Offsets in the file's header and in the picture's (BITMAPFILEHEADER, BITMAPINFOHEADER). */
const at = { pixels: 10, headerSize: 14, width: 18, height: 22, bits: 28, compression: 30 } as const;
const uncompressed = 0;
const bitFields = 3;

/**
 * Reads what programs save today: 24 or 32 bits a pixel, or 1, 4 or 8 with a palette, uncompressed.
 *
 * @throws Error for another kind of BMP, RangeError for one that ends too early
 */
export function bmpPixels(file: Uint8Array): RgbaPicture {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [width, signedHeight] = [view.getInt32(at.width, true), view.getInt32(at.height, true)];
  const [bits, compression] = [view.getUint16(at.bits, true), view.getUint32(at.compression, true)];
  const isPlain = compression === uncompressed && [1, 4, 8, 24, 32].includes(bits);
  if (!isPlain && !(compression === bitFields && bits === 32)) throw new Error('a kind of BMP that is not read');
  const height = Math.abs(signedHeight);
  const start = view.getUint32(at.pixels, true);
  const rowLength = Math.ceil((width * bits) / 32) * 4;
  if (width <= 0 || start + rowLength * height > file.length) throw new RangeError('a BMP that ends too early');
  const palette = at.headerSize + view.getUint32(at.headerSize, true);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    // Rows go from bottom to top, where the height is positive.
    const row = start + (signedHeight > 0 ? height - 1 - y : y) * rowLength;
    for (let x = 0; x < width; x++) {
      const from = bits >= 24 ? row + x * (bits / 8) : palette + 4 * entryAt(file, row, x, bits);
      const to = (y * width + x) * 4;
      data[to] = file[from + 2] ?? 0;
      data[to + 1] = file[from + 1] ?? 0;
      data[to + 2] = file[from] ?? 0;
    }
  }
  return { width, height, data };
}

/** @returns number of a pixel's color in the palette */
function entryAt(file: Uint8Array, row: number, x: number, bits: number): number {
  const byte = file[row + ((x * bits) >> 3)] ?? 0;
  return (byte >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1);
}
