import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { whenParentEnds } from './parent.mjs';

// What is installed and built here runs with the vendor's keys: no other account may write to it.
process.umask(process.umask() | 0o022);
process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
ensureInstalled();
// Vite may have been installed just now.
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();

const service = spawn(process.execPath, ['dist/server/demo.js', ...process.argv.slice(2)], { stdio: 'inherit' });
service.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]));

// A terminal sends Ctrl-C to the service as well; forwarded, it would count as the second one, which means "at once".
process.on('SIGINT', () => process.stdin.isTTY || service.kill('SIGINT'));
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.once(signal, () => service.kill('SIGTERM'));

whenParentEnds(() => service.kill('SIGTERM'));
