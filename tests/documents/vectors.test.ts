import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cases, vectorFiles } from '../vectorMaker/manifest.ts';

const folder = fileURLToPath(new URL('../vectors/', import.meta.url));

// To write the files again: KEYFERRY_WRITE_VECTORS=1 npx vitest run tests/documents/vectors.test.ts
if (process.env.KEYFERRY_WRITE_VECTORS) {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, bytes] of vectorFiles) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

describe('the vectors', () => {
  it('match the output of their script, no file more and none less', () => {
    const kept = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
    expect(kept.sort()).toEqual([...vectorFiles.keys()].sort());
    const differing = [...vectorFiles].filter(([path, bytes]) => !readFileSync(join(folder, path)).equals(bytes));
    expect(differing.map(([path]) => path)).toEqual([]);
  });

  it('have unique names', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it('contain at least sixty kinds of failure', () => {
    expect(cases.filter(({ expect: code }) => code !== 'pass').length).toBeGreaterThan(60);
  });
});
