import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs what `npm test` runs with the long form of each test that has one, then measures the coverage. */
process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
for (const script of ['scripts/test.mjs', 'scripts/coverage.mjs']) {
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit', env: { ...process.env, LONG: '1' } });
  if (status !== 0) process.exit(status ?? 1);
}
