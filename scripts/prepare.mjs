import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';

/** Installs and builds what is missing. */

// What is installed and built here runs with the vendor's keys: no other account may write to it.
process.umask(process.umask() | 0o022);
process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
ensureInstalled();
// Vite may have been installed just now.
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
