import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';

/** Runs the tests that need no browser and no build, or those of the given paths, and prints their coverage by folder. */
process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
ensureInstalled();
const projects = ['unit', 'server', 'store'].flatMap((name) => ['--project', `${name}*`]);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...projects, '--coverage', '--reporter=dot', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
if (status !== 0) process.exit(status ?? 1);

/** @typedef {Record<'lines' | 'branches', { total: number, covered: number }>} Summary */

/** @type {Record<string, Summary>} */
const { total, ...files } = JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8'));
/** @type {Map<string, Summary[]>} */
const folders = new Map();
for (const [file, summary] of Object.entries(files)) {
  const folder = folderOf(relative('.', file));
  folders.set(folder, [...(folders.get(folder) ?? []), summary]);
}
console.log(`\n${'Coverage'.padEnd(24)}${'lines'.padStart(10)}${'branches'.padStart(12)}`);
for (const [folder, summaries] of [...folders].sort(([a], [b]) => a.localeCompare(b))) printRow(folder, summaries);
if (total !== undefined) printRow('total', [total]);

/** @param {string} file such as `src/verify/license.ts` @returns {string} such as `src/verify` */
function folderOf(file) {
  const folders = dirname(file).split(sep);
  return folders.slice(0, folders[0] === 'src' ? 2 : 1).join('/');
}

/**
 * @param {string} name
 * @param {readonly Summary[]} summaries
 */
function printRow(name, summaries) {
  const share = (/** @type {'lines' | 'branches'} */ metric) => {
    const sum = (/** @type {'total' | 'covered'} */ field) =>
      summaries.reduce((before, summary) => before + summary[metric][field], 0);
    return sum('total') === 0 ? '-' : `${((100 * sum('covered')) / sum('total')).toFixed(1)} %`;
  };
  console.log(`${name.padEnd(24)}${share('lines').padStart(10)}${share('branches').padStart(12)}`);
}
