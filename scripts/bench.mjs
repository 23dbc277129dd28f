import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled, ensureInstalledIn } from './install.mjs';

/**
 * Measures the transfer, the pages, the commands and the service against comparable systems. `npm run bench` prints all tables, `npm run bench -- frames` one of
 * them, `-- --quick` with fewer trials.
 */
process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
/** Inside the peers' own packages, so that bundling finds them; ours are found further up. */
const cache = 'bench/node_modules/.cache/bench';

ensureInstalled();
ensureInstalledIn('bench');
checkTypes();
await ensureBuilt();
await bundle();
// The page's own camera, decoder and receiver.
await buildPage('bench/browser', 'browser', 'page.html');
await buildPage('bench/peers/excalidraw', 'excalidraw', 'index.html');
const { status } = spawnSync(process.execPath, [join(cache, 'main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);

function checkTypes() {
  const { status: failed } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'bench'], {
    stdio: 'inherit',
  });
  if (failed !== 0) process.exit(failed ?? 1);
}

/** Node does not read TypeScript. */
async function bundle() {
  const { build } = await import('vite');
  const { dependencies } = JSON.parse(readFileSync('bench/package.json', 'utf8'));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    // Vite looks for packages from the project's folder, where the peers are not.
    ssr: { external: Object.keys(dependencies) },
    build: {
      outDir: cache,
      emptyOutDir: true,
      ssr: true,
      target: 'node20.19',
      reportCompressedSize: false,
      rolldownOptions: {
        input: {
          main: 'bench/main.ts',
          trialsWorker: 'bench/trialsWorker.ts',
          typedWorker: 'bench/typedWorker.ts',
          replica: 'bench/service/replica.ts',
          readingThread: 'server/reading/readingThread.ts',
        },
      },
    },
  });
}

/**
 * Builds what runs in a browser.
 *
 * @param {string} root
 * @param {string} folder where the build goes, in the cache
 * @param {string} page
 */
async function buildPage(root, folder, page) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    publicDir: false,
    root,
    logLevel: 'error',
    worker: { format: 'iife' },
    build: {
      outDir: resolve(cache, folder),
      emptyOutDir: true,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: join(root, page) },
    },
  });
}
