import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';

/** Installs and builds what is missing, and does nothing else. */

// What is installed and built here runs with the keys: nobody else may write to it, however lax the account is.
process.umask(process.umask() | 0o022);
process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
ensureInstalled();
// Vite is there only now.
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
