import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer as createProbe } from 'node:net';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { whenParentEnds } from './parent.mjs';

// Runs the wizard, the admin page and the activation service of the demonstration vendor from the sources.
process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
ensureInstalled();
// The service also serves the built pages; those of an older build are sufficient here.
if (!existsSync('dist/pages/admin.html')) await (await import('./build.mjs')).ensureBuilt();

const { build, createServer, runnerImport } = await import('vite');
const dataFolder = resolve(process.env.KEYFERRY_DATA?.trim() || '.keyferry');
const port = await freePort();
/** @type {() => void} */
let announceStart = () => {};
const serviceStarted = new Promise((resolve) => {
  announceStart = () => resolve(undefined);
});
const pages = await startPages();
const address = pages.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';

/** @type {import('node:child_process').ChildProcess | undefined} */
let service;
let isStopping = false;
const builder = await buildServiceOnChange();

process.once('SIGINT', stop);
process.once('SIGTERM', stop);
whenParentEnds(stop);

/** Starts the development server of both pages. It forwards calls of the API to the service. */
async function startPages() {
  const { module } = await runnerImport(resolve('scripts/vite/demoVendor.ts'));
  const target = `http://localhost:${port}`;
  const server = await createServer({
    configFile: 'vite.config.ts',
    appType: 'mpa',
    plugins: [module.demoVendor(join(dataFolder, 'products/orrery/vendor.json'), serviceStarted)],
    server: {
      port: Number(process.env.KEYFERRY_DEV_PORT ?? 5173),
      proxy: Object.fromEntries(['/api', '/keyferry.html', '/healthz', '/readyz'].map((path) => [path, target])),
    },
  });
  await server.listen();
  return server;
}

/** Builds the service whenever one of its sources changes, and restarts it. */
async function buildServiceOnChange() {
  const watcher = /** @type {import('vite').Rolldown.RolldownWatcher} */ (
    await build({
      configFile: 'vite.server.config.ts',
      logLevel: 'warn',
      // Next to `dist/pages`, where the service looks for them.
      build: { outDir: 'dist/dev', watch: {} },
    })
  );
  watcher.on('event', (event) => {
    if (event.code === 'BUNDLE_END') void event.result.close();
    if (event.code === 'ERROR') console.error(event.error.message);
    if (event.code === 'END') void restartService();
  });
  return watcher;
}

async function restartService() {
  const isFirst = service === undefined;
  await endService();
  if (isStopping) return;
  service = spawn(process.execPath, ['dist/dev/demo.js'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      KEYFERRY_DATA: dataFolder,
      KEYFERRY_HOST: 'localhost',
      KEYFERRY_PORT: String(port),
      KEYFERRY_PUBLIC_URL: address,
    },
  });
  if (await isRunning(service)) {
    announceStart();
    console.log(isFirst ? welcome() : 'Restarted the activation service.');
  } else console.error('The activation service ended. It starts again when its sources change.');
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<boolean>} whether it prints the address on which it listens before it ends
 */
function isRunning(child) {
  let printed = '';
  return new Promise((resolve) => {
    child.once('exit', () => resolve(false));
    child.stdout?.on('data', (chunk) => {
      printed += chunk;
      if (printed.includes('Ctrl-C')) resolve(true);
    });
  });
}

async function endService() {
  if (service === undefined || service.exitCode !== null || service.signalCode !== null) return;
  const exit = once(service, 'exit');
  service.kill('SIGTERM');
  await exit;
}

function welcome() {
  const shown = (/** @type {string} */ name) => relative('.', join(dataFolder, name));
  return `
  Wizard      ${address}/
  Admin page  ${address}/admin   sign in with the token in ${shown('admin-token.txt')}
  Service     http://localhost:${port}/
  Serials     ${shown('demo-serials.txt')}

  Pages update when their sources change, the service restarts. To stop, press Ctrl-C.
`;
}

async function stop() {
  isStopping = true;
  await Promise.all([endService(), builder.close(), pages.close()]);
  process.exit(0);
}

/** @returns {Promise<number>} a port that stays the same over restarts of the service */
async function freePort() {
  const probe = createProbe().listen(0, 'localhost');
  await once(probe, 'listening');
  const found = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof found === 'object' && found !== null ? found.port : 0;
}
