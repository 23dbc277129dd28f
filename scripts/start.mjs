import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';

// What is installed and built here runs with the keys: nobody else may write to it, however lax the account is.
process.umask(process.umask() | 0o022);
process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
ensureInstalled();
// Vite is there only now.
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();

const service = spawn(process.execPath, ['dist/server/demo.js', ...process.argv.slice(2)], { stdio: 'inherit' });
service.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]));

// A terminal delivers Ctrl-C to the service as well; passed on, it would count as the second, which means "at once".
process.on('SIGINT', () => process.stdin.isTTY || service.kill('SIGINT'));
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.once(signal, () => service.kill('SIGTERM'));

// npm passes signals on to its shell only, which dies of them without a word to us: losing that parent means "stop".
const parent = process.ppid;
const { npm_lifecycle_event: npmScript } = process.env;
const watch = setInterval(() => {
  if (npmScript === undefined || process.ppid === parent) return;
  clearInterval(watch);
  service.kill('SIGTERM');
}, 500);
