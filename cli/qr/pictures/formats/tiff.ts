import { decode, pageCount, type TiffIfd } from 'tiff';
import { maxPixels } from '../../../../src/transfer/picture/pictureFile.ts';
import type { RgbaPicture } from '../../../../src/transfer/picture/treatments.ts';

/**
 * Yields the pages of a TIFF.
 *
 * @param file untrusted
 * @throws Error of the reader for a damaged file, or a compression that it does not read
 */
export function* tiffPages(file: Uint8Array): Generator<RgbaPicture> {
  const pages = pageCount(file);
  for (let page = 0; page < pages; page++) {
    const [{ width, height } = { width: 0, height: 0 }] = decode(file, { pages: [page], ignoreImageData: true });
    if (width * height > maxPixels) throw new Error('too many pixels');
    const [picture] = decode(file, { pages: [page] });
    if (picture) yield pixelsOf(picture);
  }
}

function pixelsOf(picture: TiffIfd): RgbaPicture {
  const { width, height, components: count, bitsPerSample = 1, palette, data: samples, alpha } = picture;
  const factor = 255 / (2 ** bitsPerSample - 1);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = pixel * count;
    const gray = samples[at] ?? 0;
    const color = palette?.[gray]?.map((value) => value / 257);
    for (let channel = 0; channel < 3; channel++) {
      data[pixel * 4 + channel] = color?.[channel] ?? (samples[at + (count < 3 ? 0 : channel)] ?? 0) * factor;
    }
    if (alpha) data[pixel * 4 + 3] = (samples[at + count - 1] ?? 0) * factor;
  }
  return { width, height, data };
}
