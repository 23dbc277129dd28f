import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

/** Folders without access to browser or Node globals; each imports only those listed for it. */
const pure = {
  'src/crypto': [],
  'src/documents': ['src/crypto'],
  'src/contract': ['src/crypto', 'src/documents'],
  'src/vendor': ['src/crypto', 'src/contract', 'src/documents'],
  'src/machine': ['src/crypto', 'src/documents'],
  'src/verify': ['src/crypto', 'src/documents'],
  'src/issue': ['src/crypto', 'src/documents'],
  'src/transfer': ['src/crypto', 'src/documents'],
  'src/foreign': ['src/crypto', 'src/documents'],
  'src/typed': ['src/crypto', 'src/contract', 'src/documents'],
} as const;
const allPure = Object.keys(pure);

/**
 * The project folders that each folder may import, in addition to itself and `src/refusal.ts`. The longest matching folder decides.
 * Files directly in `src` wire the pages and may import everything in `src`; `tests`, `bench` and configuration files
 * may import everything.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  ...pure,
  'src/activation': allPure,
  'src/storage': ['src/activation', ...allPure],
  'src/device': ['src/activation', ...allPure],
  'src/messages': ['src/contract', 'src/documents', 'src/machine', 'src/vendor'],
  'src/ui': ['src/messages', ...allPure],
  'src/steps': ['src/activation', 'src/messages', 'src/ui', ...allPure],
  'src/admin': ['src/messages', 'src/ui', ...allPure],
  'src/admin/api.ts': ['src/device/service/serviceCall.ts', ...allPure],
  'src/admin/main.tsx': ['src/admin', 'src/device', 'src/messages', 'src/ui', ...allPure],
  files: [],
  hardware: ['files', 'src/machine', 'src/documents'],
  installed: ['files', 'hardware', 'server/keys/nodeSigner.ts', 'server/keys/nodeVerifier.ts', ...allPure],
  server: ['files', 'hardware', ...allPure],
  cli: ['files', 'hardware', 'installed', 'server', 'src/messages', 'package.json', ...allPure],
  'cli/fetch': ['cli', 'src/device/service/serviceCall.ts', 'src/messages', ...allPure],
  library: [
    'files',
    'hardware',
    'installed',
    'src/device/service/serviceCall.ts',
    'src/messages/endDate.ts',
    ...allPure,
  ],
  'library/browser': ['library', 'src/messages/endDate.ts', 'src/storage/schema.ts', ...allPure],
  scripts: ['scripts'],
  'scripts/vite': ['src/vendor'],
};

it('lets each folder import only what the table allows', () => {
  expect(sources().flatMap(forbiddenImports)).toEqual([]);
});

function sources(): readonly string[] {
  const listed = execFileSync('git', [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    ...Object.keys(allowed),
  ]);
  return listed
    .toString()
    .split('\n')
    .filter((file) => /\.(?:ts|tsx|mjs)$/.test(file));
}

function forbiddenImports(file: string): readonly string[] {
  const [folder, targets] = ruleFor(file);
  return importsOf(file)
    .filter((target) => target !== 'src/refusal.ts')
    .filter((target) => ![folder, ...targets].some((root) => target === root || target.startsWith(`${root}/`)))
    .map((target) => `${file} imports ${target}`);
}

function ruleFor(file: string): [string, readonly string[]] {
  const [longest] = Object.entries(allowed)
    .filter(([root]) => file === root || file.startsWith(`${root}/`))
    .sort(([one], [other]) => other.length - one.length);
  return longest ?? ['', []];
}

/** @returns paths of the project's own files that a file imports, statically or dynamically, types included */
function importsOf(file: string): readonly string[] {
  const specifiers = readFileSync(file, 'utf8').matchAll(/(?:\bfrom |\bimport\(|^import )'(\.{1,2}\/[^']+)'/gm);
  return [...specifiers].map(([, specifier = '']) => join(dirname(file), specifier.replace(/\?.*$/, '')));
}
