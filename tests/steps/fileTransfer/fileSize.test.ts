import { expect, it } from 'vitest';
import { sizeIn } from '../../../src/steps/fileTransfer/fileSize.ts';

it.each([
  ['en', 0, '0 bytes'],
  ['en', 1, '1 byte'],
  ['en', 999, '999 bytes'],
  ['en', 1500, '1.5 kB'],
  ['en', 261_900, '262 kB'],
  ['de', 1, '1 Byte'],
  ['de', 1500, '1,5 kB'],
])('in %s, %i bytes are %s', (language, bytes, size) => {
  expect(sizeIn(language, bytes).replace(/\s/g, ' ')).toBe(size);
});
