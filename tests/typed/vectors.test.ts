import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeVectors } from './makeVectors.ts';

const path = new URL('vectors.json', import.meta.url);

/** `KEYFERRY_WRITE_VECTORS=1` writes the file anew. */
test('the vectors are what the code writes', async () => {
  const text = `${JSON.stringify(await makeVectors(), null, 2)}\n`;
  if (process.env.KEYFERRY_WRITE_VECTORS === '1') writeFileSync(path, text);
  expect(readFileSync(path, 'utf8')).toBe(text);
});
