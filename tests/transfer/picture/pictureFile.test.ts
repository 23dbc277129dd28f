import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { problemWith } from '../../../src/transfer/picture/pictureFile.ts';

const png = readFileSync('public/icons/icon-512.png');
const text = (content: string) => Buffer.from(content, 'latin1');

/** A JPEG's marks: a thumbnail with an end mark of its own, the size, one scan. */
function jpeg(width: number, height: number): Buffer {
  const size = Buffer.from([0xff, 0xc2, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  const thumbnail = Buffer.from([0xff, 0xe1, 0, 6, 0xff, 0xd8, 0xff, 0xd9]);
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 12, 0xff, 0, 34, 56]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), thumbnail, size, scan, Buffer.from([0xff, 0xd9])]);
}

function sized(file: Buffer, at: number, bytes: readonly number[]): Buffer {
  const copy = Buffer.from(file);
  copy.set(bytes, at);
  return copy;
}

const bmp = Buffer.concat([text('BM'), Buffer.alloc(60)]);

describe('a picture file', () => {
  test.each([
    ['a PNG', png],
    ['a JPEG', jpeg(4000, 3000)],
    ['a JPEG with data after its end', Buffer.concat([jpeg(40, 30), Buffer.alloc(5000, 7)])],
    ['a GIF', text(`GIF89a\x40\x00\x40\x00${'\0'.repeat(40)}`)],
    ['a BMP', bmp],
    ['a text', text('hello')],
    ['nothing', text('')],
    ['XML', text('<?xml version="1.0"?><license/>')],
  ])('%s has no known problem', (_, file) => {
    expect(problemWith(file)).toBeNull();
  });

  test.each([
    ['WebP', text('RIFF\x20\0\0\0WEBPVP8 ')],
    ['HEIC', text('\0\0\0\x18ftypheic\0\0\0\0')],
    ['HEIC', text('\0\0\0\x18ftypmif1\0\0\0\0')],
    ['AVIF', text('\0\0\0\x1cftypavif\0\0\0\0')],
    ['TIFF', text('II*\0\x08\0\0\0')],
    ['TIFF', text('MM\0*\0\0\0\x08')],
    ['PDF', text('%PDF-1.7\n')],
    ['JPEG XL', text('\0\0\0\x0cJXL \r\n')],
    ['SVG', text('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ])('%s is named', (format, file) => {
    expect(problemWith(file)).toMatchObject({ code: 'picture-format-unsupported', details: { format } });
  });

  test.each([
    ['a PNG', sized(png, 16, [0, 0, 39, 16, 0, 0, 31, 64])],
    ['a JPEG', jpeg(10_000, 8000)],
    ['a GIF', text(`GIF89a\x10\x27\x40\x1f${'\0'.repeat(40)}`)],
    ['a BMP', sized(bmp, 18, [16, 39, 0, 0, 192, 224, 255, 255])],
  ])('%s of 80 megapixels is too large', (_, file) => {
    expect(problemWith(file)).toMatchObject({ code: 'picture-too-large', details: { megapixels: 80, limit: 64 } });
  });

  test.each([
    ['a PNG', png.subarray(0, 1500)],
    ['a JPEG', jpeg(40, 30).subarray(0, -2)],
    ['a JPEG without a scan', jpeg(40, 30).subarray(0, 20)],
  ])('%s without its end is cut short', (_, file) => {
    expect(problemWith(file)?.code).toBe('picture-cut-short');
  });

  test('is never read beyond its end', () => {
    for (const file of [png, jpeg(40, 30), text('GIF89a\0\0'), bmp]) {
      for (let length = 0; length < Math.min(file.length, 80); length++) problemWith(file.subarray(0, length));
    }
  });
});
