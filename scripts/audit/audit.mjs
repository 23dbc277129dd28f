import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgeAudit } from './advisories.mjs';

/**
 * Fails if the registry knows a serious vulnerability of a package that is shipped. Without network, or with a registry that
 * publishes no advisories, it says so and passes.
 */
process.chdir(join(dirname(fileURLToPath(import.meta.url)), '../..'));

const { npm_execpath: own } = process.env;
const npm = own?.endsWith('.js') ? [process.execPath, own] : ['npm'];
const audit = ['audit', '--omit=dev', '--package-lock-only', '--json', '--fetch-retries=0', '--fetch-timeout=2000'];
const [program = 'npm', ...args] = [...npm, ...audit];

execFile(program, args, { timeout: 10_000, killSignal: 'SIGKILL', maxBuffer: 2 ** 26 }, (_, output) => {
  const { outcome, lines } = judgeAudit(output);
  if (outcome === 'unanswered') console.log(`The registry gave no advisories (${lines.join()}): nothing was checked.`);
  else if (outcome === 'clean') console.log('The registry knows no serious vulnerability of the shipped packages.');
  else {
    console.error(`Vulnerable packages that are shipped:\n${lines.map((line) => `  ${line}\n`).join('')}`);
    process.exitCode = 1;
  }
});
