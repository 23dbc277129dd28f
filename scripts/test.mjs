import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { ensureBrowsers } from './installBrowsers.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));

/** Cheapest first; the first failure ends the run. */
const stages = [
  { title: 'Dependencies', run: ensureInstalled },
  { title: 'Browsers', run: ensureBrowsers },
  {
    title: 'Build, types, lint, format and advisories',
    run: () =>
      allOf([
        ['scripts/prepare.mjs'],
        ['node_modules/typescript/bin/tsc', '-b'],
        ['node_modules/@biomejs/biome/bin/biome', 'ci'],
        ['scripts/audit/audit.mjs'],
      ]),
  },
  // One run of all projects, so that no core idles while a journey waits.
  { title: 'Tests', run: () => allOf([['node_modules/vitest/vitest.mjs', 'run']]) },
];

for (const [index, { title, run }] of stages.entries()) {
  console.log(`\n[${index + 1}/${stages.length}] ${title}`);
  const start = performance.now();
  try {
    await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`\nStopped at: ${title}`);
    process.exit(1);
  }
  console.log(`${title}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
console.log('\nAll passed.');

/**
 * Runs programs at the same time. A single one writes to the terminal as it goes; of several, each one's output follows
 * when it has ended.
 *
 * @param {string[][]} programs arguments of Node
 */
async function allOf(programs) {
  const failed = await Promise.all(programs.map((args) => runNode(args, programs.length === 1)));
  const names = failed.filter((name) => name !== null);
  if (names.length > 0) throw new Error(`${names.join(' and ')} failed`);
}

/**
 * @param {string[]} args
 * @param {boolean} isAlone
 * @returns {Promise<string | null>} its command when it failed
 */
function runNode(args, isAlone) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: isAlone ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => {
      process.stdout.write(output);
      resolve(code === 0 ? null : args.join(' '));
    });
  });
}
