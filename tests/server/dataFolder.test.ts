import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeWhole } from '../../server/dataFolder.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyferry-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a failed write leaves no partial file', () => {
  const taken = join(folder, 'taken');
  mkdirSync(taken);
  expect(() => writeWhole(taken, 'secret')).toThrow();
  expect(readdirSync(folder)).toEqual(['taken']);
});
