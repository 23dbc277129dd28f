import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, runNpm } from './install.mjs';
import { ensureBrowsers } from './installBrowsers.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));

/** Cheapest first; the first failure ends the run. */
const stages = [
  { title: 'Dependencies', run: ensureInstalled },
  { title: 'Browsers', run: ensureBrowsers },
  { title: 'Build', run: async () => (await import('./build.mjs')).ensureBuilt() },
  { title: 'Types', run: () => npmScript('types') },
  { title: 'Lint and format', run: () => npmScript('lint') },
  {
    title:
      'Unit and property tests, the service on SQLite and PostgreSQL, what was built, verifiers in other languages',
    run: () => npmScript('test:fast'),
  },
  { title: 'Journeys in real browsers', run: () => npmScript('test:journeys') },
];

for (const [index, { title, run }] of stages.entries()) {
  console.log(`\n[${index + 1}/${stages.length}] ${title}`);
  try {
    await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`\nStopped at: ${title}`);
    process.exit(1);
  }
}
console.log('\nAll passed.');

/** @param {string} name */
function npmScript(name) {
  const { status } = runNpm(['run', '--silent', name]);
  if (status !== 0) throw new Error(`npm run ${name} failed`);
}
