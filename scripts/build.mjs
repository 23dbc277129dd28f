import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { fingerprintSources } from './sources.mjs';

const stamp = 'dist/sources.sha256';
const forms = [
  { name: 'one-file page', folder: 'single', config: 'vite.single.config.ts' },
  { name: 'installable pages', folder: 'pages', config: 'vite.config.ts' },
  // Goes into the same folder after the pages, which do not contain it.
  { name: 'admin page', folder: 'pages', config: 'vite.admin.config.ts' },
  { name: 'activation service', folder: 'server', config: 'vite.server.config.ts' },
  { name: 'command line tool', folder: 'cli', config: 'vite.cli.config.ts' },
  { name: 'script of the single executable', folder: 'executable', config: 'vite.executable.config.ts' },
  { name: 'library', folder: 'library', config: 'vite.library.config.ts' },
];

/** Builds unless `dist` matches the sources. */
export async function ensureBuilt() {
  if (!isBuilt()) await buildAll();
}

/** @returns {boolean} whether `dist` is built from the current sources */
export function isBuilt() {
  return (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprintSources() &&
    forms.every(({ folder }) => existsSync(join('dist', folder)))
  );
}

/**
 * Builds all forms into a temporary folder and then swaps them in, so that a build that fails or is interrupted leaves the
 * last good one in place, and a service that runs from it undisturbed.
 */
export async function buildAll() {
  const { build } = await import('vite');
  const sources = fingerprintSources();
  const next = resolve(`dist/.next-${process.pid}`);
  const { NODE_ENV } = process.env;
  // Vitest sets another value, with which Vite would build larger files than those that are shipped.
  process.env.NODE_ENV = 'production';
  try {
    for (const { name, folder, config } of forms) {
      console.log(`\nBuilding the ${name}`);
      await build({ configFile: config, logLevel: 'warn', build: { outDir: join(next, folder) } });
    }
    describeLibrary(join(next, 'library', 'types'));
    compressAssets(join(next, 'pages'), join(next, 'compressed'));
    for (const folder of new Set([...forms.map((form) => form.folder), 'compressed']))
      swapIn(join(next, folder), join('dist', folder));
    writeFileSync(stamp, sources);
  } finally {
    rmSync(next, { recursive: true, force: true });
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

/**
 * Compresses the files that packing does not change at the highest level, so that the service need not do it while a
 * visitor waits.
 *
 * @param {string} pages
 * @param {string} outDir gets `PATH.br` and `PATH.gzip` for each file
 */
function compressAssets(pages, outDir) {
  for (const folder of ['assets', 'admin']) {
    mkdirSync(join(outDir, folder), { recursive: true });
    for (const name of readdirSync(join(pages, folder))) {
      const bytes = readFileSync(join(pages, folder, name));
      writeFileSync(join(outDir, folder, `${name}.br`), brotliCompressSync(bytes));
      writeFileSync(join(outDir, folder, `${name}.gzip`), gzipSync(bytes, { level: 9 }));
    }
  }
}

/**
 * Writes the library's types.
 *
 * @param {string} outDir
 */
function describeLibrary(outDir) {
  const compiler = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.library.json', '--outDir', outDir], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the types of the library could not be written');
  for (const name of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.d.ts')) describeCommonJs(join(outDir, name));
  }
}

/**
 * Writes the same types for CommonJS, where TypeScript refuses those of an ES module.
 *
 * @param {string} declarations a `.d.ts` file
 */
function describeCommonJs(declarations) {
  const text = readFileSync(declarations, 'utf8').replaceAll(/(['"])(\.{1,2}\/[^'"]+)\.ts\1/g, '$1$2.cts$1');
  writeFileSync(declarations.replace(/\.ts$/, '.cts'), text);
}

/**
 * @param {string} fresh
 * @param {string} target
 */
function swapIn(fresh, target) {
  const old = `${fresh}-old`;
  mkdirSync(dirname(target), { recursive: true });
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
  await buildAll();
}
