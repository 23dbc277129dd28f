import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applicationWithLibrary } from './installed.ts';

/** Unpacked, without types. */
const MAX_BYTES = 300_000;

test('the library is a small package with types, licenses and no dependencies', () => {
  const { installed } = applicationWithLibrary();
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(installed, name)).isFile(),
  );
  const sizes = files.filter((name) => !name.startsWith('types')).map((name) => statSync(join(installed, name)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_BYTES);

  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const { version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(manifest).toMatchObject({ name: '@keyferry/library', version, license });
  expect(manifest).not.toHaveProperty('dependencies');
  const entries = Object.values<Record<string, Record<string, string>>>(manifest.exports);
  const named = entries.flatMap((entry) => Object.values(entry).flatMap((kind) => Object.values(kind)));
  expect(named.filter((file) => !existsSync(join(installed, file)))).toEqual([]);

  expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'third-party-licenses.md']));
});

test('no module of the library needs another package', () => {
  const { installed } = applicationWithLibrary();
  const modules = readdirSync(installed).filter((name) => /\.c?js$/.test(name));
  expect(modules.length).toBeGreaterThan(5);
  for (const name of modules) {
    const text = readFileSync(join(installed, name), 'utf8');
    const specifiers = [
      ...text.matchAll(/\b(?:from|import)\s*["'`]([^"'`]+)["'`]/g),
      ...text.matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/g),
    ].map(([, specifier = '']) => specifier);
    expect(specifiers.filter((specifier) => !/^(?:node:|\.\/)/.test(specifier))).toEqual([]);
  }
});
