import { type PdfPicture, pdfPictures } from '../../../../src/transfer/picture/pdfPictures.ts';
import { claimedSize, maxPixels } from '../../../../src/transfer/picture/pictureFile.ts';
import type { RgbaPicture } from '../../../../src/transfer/picture/treatments.ts';
import { bmpPixels } from './bmp.ts';
import { gifFrames } from './gif.ts';
import { jpegPixels } from './jpeg.ts';
import { pngPixels } from './png.ts';
import { tiffPages } from './tiff.ts';

/** By the first bytes of a file, as Latin-1. */
const formats: readonly (readonly [RegExp, (file: Uint8Array) => Iterable<PdfPicture>])[] = [
  [/^\x89PNG\r\n/, (file) => [pngPixels(file)]],
  [/^\xff\xd8\xff/, (file) => [jpegPixels(file)]],
  [/^BM/, (file) => [bmpPixels(file)]],
  [/^GIF8/, gifFrames],
  [/^(?:II\*\0|MM\0\*)/, tiffPages],
  [/^%PDF-/, pdfPictures],
];

/**
 * Yields the pictures in a file: one, of a GIF its frames, of a TIFF its pages, of a PDF what `pdfPictures` finds.
 *
 * @param file untrusted
 * @throws Error of the reader for a damaged file, too many pixels, or a kind that is not read
 */
export function* picturesIn(file: Uint8Array): Generator<RgbaPicture> {
  const head = Buffer.from(file.subarray(0, 8)).toString('latin1');
  const [, read] = formats.find(([beginning]) => beginning.test(head)) ?? [];
  const { width, height } = claimedSize(file) ?? { width: 0, height: 0 };
  if (!read || width * height > maxPixels) throw new Error('a format that is not read, or too many pixels');
  for (const picture of read(file)) {
    if (picture instanceof Uint8Array) yield jpegPixels(picture);
    else yield picture;
  }
}
