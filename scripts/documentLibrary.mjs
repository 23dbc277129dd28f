import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, ensureInstalledIn } from './install.mjs';

/** Writes the API documentation of the library as HTML into `dist/docs/library`. */

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
ensureInstalled();
ensureInstalledIn('scripts/typedoc');
const typedoc = 'scripts/typedoc/node_modules/typedoc/bin/typedoc';
const { status } = spawnSync(process.execPath, [typedoc, '--options', 'scripts/typedoc/typedoc.json'], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
