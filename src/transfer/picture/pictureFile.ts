import { Refusal } from '../../refusal.ts';

/** Larger pictures are not opened: a few kilobytes can claim billions of pixels. */
export const maxPixels = 64_000_000;

/** In pixels. */
export interface ClaimedSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Says why a picture file could not be opened, or holds less than it should.
 *
 * @param file untrusted
 * @returns Refusal `picture-format-unsupported` with `format`, of a format that not every device reads;
 *   `picture-too-large` with `megapixels` and `limit`; `picture-cut-short`; null when nothing of that is true
 */
export function problemWith(file: Uint8Array): Refusal | null {
  const format = rareFormat(file);
  if (format !== null) return new Refusal('picture-format-unsupported', { format });
  const { width, height } = claimedSize(file) ?? { width: 0, height: 0 };
  if (width * height > maxPixels) {
    const megapixels = Math.ceil((width * height) / 1_000_000);
    return new Refusal('picture-too-large', { megapixels, limit: maxPixels / 1_000_000 });
  }
  return isCutShort(file) ? new Refusal('picture-cut-short') : null;
}

/** By the brand at byte 4 (ISO/IEC 14496-12 section 4.3). */
const brands: readonly (readonly [RegExp, string])[] = [
  [/^ftypavi[fs]/, 'AVIF'],
  [/^ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)/, 'HEIC'],
];
const beginnings: readonly (readonly [string, string])[] = [
  ['II*\0', 'TIFF'],
  ['MM\0*', 'TIFF'],
  ['%PDF-', 'PDF'],
  ['\xff\x0a', 'JPEG XL'],
  ['\0\0\0\x0cJXL ', 'JPEG XL'],
];

/** @returns name of a format that some devices do not read; null for another one */
function rareFormat(file: Uint8Array): string | null {
  const head = latin1(file.subarray(0, 1024));
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'WebP';
  if (/^\s*</.test(head) && /<svg[\s>]/i.test(head)) return 'SVG';
  const [, brand] = brands.find(([pattern]) => pattern.test(head.slice(4, 12))) ?? [];
  const [, name] = beginnings.find(([beginning]) => head.startsWith(beginning)) ?? [];
  return brand ?? name ?? null;
}

/** @returns the size in pixels that a PNG, GIF, BMP or JPEG claims; null when it cannot be told */
export function claimedSize(file: Uint8Array): ClaimedSize | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const head = latin1(file.subarray(0, 8));
  if (file.length < 26) return null;
  if (head.startsWith('\x89PNG')) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (head.startsWith('GIF8')) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (head.startsWith('BM')) return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
  const frame = jpegSegments(file).find(({ marker }) => isFrameHeader(marker));
  if (!frame || frame.at + 9 > file.length) return null;
  return { width: view.getUint16(frame.at + 7), height: view.getUint16(frame.at + 5) };
}

const startOfScan = 0xda;

/** SOF0 to SOF15, without the three tables in between (ITU-T T.81 table B.1). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** @returns segments up to the first scan, with where they begin; none of a file that is no JPEG */
function jpegSegments(file: Uint8Array): readonly { readonly marker: number; readonly at: number }[] {
  if (file[0] !== 0xff || file[1] !== 0xd8) return [];
  const segments: { marker: number; at: number }[] = [];
  let at = 2;
  while (at + 4 <= file.length && file[at] === 0xff) {
    const marker = file[at + 1] ?? 0;
    // Any number of fill bytes may come before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    segments.push({ marker, at });
    if (marker === startOfScan) break;
    at += 2 + (file[at + 2] ?? 0) * 256 + (file[at + 3] ?? 0);
  }
  return segments;
}

/** Whether a PNG or JPEG ends before its end mark. Programs append data after it, so it need not be at the end. */
function isCutShort(file: Uint8Array): boolean {
  if (latin1(file.subarray(0, 4)) === '\x89PNG') return !latin1(file.subarray(-4096)).includes('IEND');
  const segments = jpegSegments(file);
  if (segments.length === 0) return false;
  const scan = segments.find(({ marker }) => marker === startOfScan);
  // A thumbnail before the scan has an end mark of its own.
  for (let at = scan?.at ?? file.length; at + 1 < file.length; at++) {
    if (file[at] === 0xff && file[at + 1] === 0xd9) return false;
  }
  return true;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
