import { expect, test } from 'vitest';
import { isPicture } from '../../../src/activation/intake/pictureFile.ts';

const latin1 = (text: string) => new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))]);
const scanned = '%PDF-1.7\n1 0 obj\n<< /Type /XObject /Subtype /Image /Width 9 >>\nstream\n\xff\xd8';

test.each([
  ['PNG', '\x89PNG\r\n\x1a\n'],
  ['JPEG', '\xff\xd8\xff\xe0'],
  ['GIF', 'GIF89a'],
  ['BMP', 'BM'],
  ['WebP', 'RIFF\x20\0\0\0WEBP'],
  ['TIFF', 'II*\0\x08'],
  ['TIFF, big-endian', 'MM\0*\0'],
  ['HEIC', '\0\0\0\x18ftypheic'],
  ['AVIF', '\0\0\0\x1cftypavif'],
  ['PDF of a scanned page', scanned],
])('%s is a picture', async (_, content) => {
  expect(await isPicture(latin1(content))).toBe(true);
});

test.each([
  ['XML', '<?xml version="1.0"?>'],
  ['a PDF without pictures', '%PDF-1.7\n1 0 obj\n<< /Type /Page >>'],
  ['a video', '\0\0\0\x18ftypisom'],
  ['nothing', ''],
])('%s is none', async (_, content) => {
  expect(await isPicture(latin1(content))).toBe(false);
});
