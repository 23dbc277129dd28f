import { inflateCapped } from '../../documents/inflate/inflate.ts';
import { maxPixels } from './pictureFile.ts';
import type { RgbaPicture } from './treatments.ts';

/** A picture in a PDF: a JPEG file, as scanners store it, or pixels. */
export type PdfPicture = Uint8Array | RgbaPicture;

/** A document of more pages is no carrier of codes. */
const mostPictures = 200;
/** Characters of a stream's dictionary, at most. */
const longestDictionary = 4096;

/**
 * Yields the pictures in a PDF that are stored as JPEG, deflated or plain (ISO 32000-1 section 8.9.5). No drawing is
 * executed: a page that was scanned, or printed from a browser, is a picture.
 *
 * @param file untrusted
 */
export function* pdfPictures(file: Uint8Array): Generator<PdfPicture> {
  const text = new TextDecoder('latin1').decode(file);
  let pictures = 0;
  for (const { index, 0: keyword } of text.matchAll(/\bstream\r?\n/g)) {
    const dictionary = dictionaryBefore(text, index);
    if (!/\/Subtype\s*\/Image\b/.test(dictionary)) continue;
    const start = index + keyword.length;
    const picture = pictureIn(file.subarray(start, endOf(text, start, dictionary)), dictionary);
    if (picture) yield picture;
    pictures += 1;
    if (pictures === mostPictures) return;
  }
}

function dictionaryBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - longestDictionary), at);
  return before.slice(before.lastIndexOf(' obj'));
}

function endOf(text: string, start: number, dictionary: string): number {
  const end = start + numberIn(dictionary, 'Length');
  if (/^\s*endstream/.test(text.slice(end, end + 20))) return end;
  const found = text.indexOf('endstream', start);
  return found < 0 ? text.length : found;
}

/** @returns 0 when the number is missing, or stands elsewhere */
function numberIn(dictionary: string, name: string): number {
  return Number(new RegExp(`/${name}\\s+(\\d+)(?!\\d|\\s+\\d+\\s+R)`).exec(dictionary)?.[1] ?? 0);
}

/** @returns null for a picture in a form that is not read */
function pictureIn(stored: Uint8Array, dictionary: string): PdfPicture | null {
  const [width, height] = [numberIn(dictionary, 'Width'), numberIn(dictionary, 'Height')];
  if (width * height === 0 || width * height > maxPixels) return null;
  const filters = /\/Filter\s*(\[[^[\]]*\]|\/\w+)/.exec(dictionary)?.[1]?.match(/\w+/g) ?? [];
  const isDeflated = filters[0] === 'FlateDecode';
  const [encoding = null, ...others] = isDeflated ? filters.slice(1) : filters;
  if (others.length > 0 || numberIn(dictionary, 'Predictor') > 1) return null;
  const bytes = isDeflated ? inflated(stored, 4 * width * height) : stored;
  if (encoding !== null) return encoding === 'DCTDecode' ? bytes : null;
  return bytes && pixelsOf(bytes, width, height, numberIn(dictionary, 'BitsPerComponent') || 1);
}

function inflated(stored: Uint8Array, limit: number): Uint8Array | null {
  try {
    // Behind the header of zlib (RFC 1950 section 2.2).
    return inflateCapped(stored.subarray(2), limit);
  } catch {
    return null;
  }
}

/** @returns null for a number of colors that is not read */
function pixelsOf(bytes: Uint8Array, width: number, height: number, bits: number): RgbaPicture | null {
  const colors = bits === 8 ? Math.floor(bytes.length / (width * height)) : 1;
  if (![1, 8].includes(bits) || ![1, 3].includes(colors)) return null;
  const rowLength = Math.ceil((width * colors * bits) / 8);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = (y * width + x) * 4;
      for (let color = 0; color < 3; color++) {
        const from = y * rowLength + (bits === 8 ? x * colors + (colors === 3 ? color : 0) : x >> 3);
        const value = bytes[from] ?? 255;
        data[to + color] = bits === 8 ? value : ((value >> (7 - (x & 7))) & 1) * 255;
      }
    }
  }
  return { width, height, data };
}
