import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fingerprintSources } from './sources.mjs';

const stamp = 'dist/sources.sha256';
const forms = [
  { name: 'one-file page', folder: 'single', config: 'vite.single.config.ts' },
  { name: 'installable pages', folder: 'pages', config: 'vite.config.ts' },
  // Into the same folder, after the pages that it is no part of.
  { name: 'admin page', folder: 'pages', config: 'vite.admin.config.ts' },
  { name: 'activation service', folder: 'server', config: 'vite.server.config.ts' },
  { name: 'command line tool', folder: 'cli', config: 'vite.cli.config.ts' },
  { name: 'script of the single executable', folder: 'executable', config: 'vite.executable.config.ts' },
  { name: 'library', folder: 'library', config: 'vite.library.config.ts' },
];

/** Builds when what is built does not match the sources. */
export async function ensureBuilt() {
  if (!isBuilt()) await buildAll();
}

/** @returns {boolean} whether `dist` holds what the sources say now */
export function isBuilt() {
  return (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprintSources() &&
    forms.every(({ folder }) => existsSync(join('dist', folder)))
  );
}

/**
 * Builds all forms beside `dist` and then swaps them in, so that a build that fails or is interrupted leaves the last
 * good one, and a service that runs from it undisturbed.
 */
export async function buildAll() {
  const { build } = await import('vite');
  const sources = fingerprintSources();
  const next = resolve(`dist/.next-${process.pid}`);
  const { NODE_ENV } = process.env;
  // Vite heeds it, and under Vitest it is another: what is built would be larger, and not what is shipped.
  process.env.NODE_ENV = 'production';
  try {
    for (const { name, folder, config } of forms) {
      console.log(`\nBuilding the ${name}`);
      await build({ configFile: config, logLevel: 'warn', build: { outDir: join(next, folder) } });
    }
    describeLibrary(join(next, 'library', 'types'));
    for (const folder of new Set(forms.map((form) => form.folder))) swapIn(join(next, folder), join('dist', folder));
    writeFileSync(stamp, sources);
  } finally {
    rmSync(next, { recursive: true, force: true });
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
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
}

/**
 * @param {string} fresh
 * @param {string} place
 */
function swapIn(fresh, place) {
  const old = `${fresh}-old`;
  mkdirSync(dirname(place), { recursive: true });
  if (existsSync(place)) renameSync(place, old);
  renameSync(fresh, place);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
  await buildAll();
}
