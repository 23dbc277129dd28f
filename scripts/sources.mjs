import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Everything on which the build depends. */
const roots = [
  'src',
  'server',
  'cli',
  'files',
  'hardware',
  'installed',
  'library',
  'public',
  'scripts/vite',
  'index.html',
  'admin.html',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.library.json',
];
const configs = [
  'vite.config.ts',
  'vite.admin.config.ts',
  'vite.single.config.ts',
  'vite.server.config.ts',
  'vite.cli.config.ts',
  'vite.executable.config.ts',
  'vite.library.config.ts',
];

/**
 * Fingerprints the sources by content: a checkout or an unpacked archive changes times, not content.
 *
 * @returns {string} SHA-256 in hex over every file's path and bytes
 */
export function fingerprintSources() {
  const hash = createHash('sha256');
  for (const root of [...roots, ...configs]) {
    for (const file of filesBelow(root)) {
      hash.update(`${file}\0`).update(createHash('sha256').update(readFileSync(file)).digest());
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]} the files at or below it, in an order that is the same everywhere
 */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
