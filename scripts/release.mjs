import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runNpm } from './install.mjs';
import { checksumFile, dateSection, releaseProblems, withVersion } from './releasePlan.mjs';

const usage = `Usage: npm run release -- VERSION [--dry-run]

Checks, tests, builds and packs a release, commits its version and tags it. Pushes nothing.

  --dry-run   Do everything but commit and tag; leave the sources as they are.
`;
const versionedFiles = ['package.json', 'package-lock.json'];
const outDir = 'dist/release';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const { version, isDryRun } = readArguments();
check();
run('npm test', () => spawnSync(process.execPath, ['scripts/test.mjs'], { stdio: 'inherit' }).status);
setVersion();
try {
  pack();
  if (!isDryRun) commitAndTag();
} finally {
  if (isDryRun) restoreSources();
}
console.log(`\nPacked ${readdirSync(outDir).join(', ')} to ${outDir}.`);
if (isDryRun) console.log('A dry run: nothing was committed or tagged.');
else console.log(`Tagged v${version}. To publish it: git push origin main v${version}`);

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'dry-run': { type: 'boolean' } } });
    const [given, ...others] = positionals;
    if (given === undefined || others.length > 0) throw new Error('Name one version.');
    return { version: given.replace(/^v/, ''), isDryRun: values['dry-run'] === true };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return process.exit(2);
  }
}

/** Prints all obstacles at once. */
function check() {
  const problems = releaseProblems({
    version,
    packageVersion: JSON.parse(readFileSync('package.json', 'utf8')).version,
    branch: git('branch', '--show-current').trim(),
    status: git('status', '--porcelain'),
    tags: git('tag', '--list').split('\n'),
    changelog: existsSync('CHANGELOG.md') ? readFileSync('CHANGELOG.md', 'utf8') : '',
  });
  if (problems.length === 0) return;
  for (const problem of problems) console.error(problem);
  process.exit(1);
}

function setVersion() {
  for (const file of versionedFiles) writeFileSync(file, withVersion(readFileSync(file, 'utf8'), version));
  const changelog = dateSection(readFileSync('CHANGELOG.md', 'utf8'), version, new Date().toISOString().slice(0, 10));
  writeFileSync('CHANGELOG.md', changelog);
}

/** Builds with the new version, and packs the application and, where it has a manifest, the library. */
function pack() {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  run('npm run build', () => runNpm(['run', 'build']).status);
  const packages = ['.', ...(existsSync('dist/library/package.json') ? ['./dist/library'] : [])];
  run('npm pack', () => runNpm(['pack', ...packages, '--ignore-scripts', '--pack-destination', outDir]).status);
  const files = readdirSync(outDir).map((name) => ({
    name,
    sha256: createHash('sha256')
      .update(readFileSync(join(outDir, name)))
      .digest('hex'),
  }));
  writeFileSync(join(outDir, 'SHA256SUMS'), checksumFile(files));
}

function commitAndTag() {
  git('commit', '--quiet', '--message', `Release ${version}`, '--', ...versionedFiles, 'CHANGELOG.md');
  git('tag', '--annotate', `v${version}`, '--message', `Keyferry ${version}`);
}

function restoreSources() {
  git('checkout', '--quiet', '--', ...versionedFiles, 'CHANGELOG.md');
}

/** @param {string[]} args */
function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8' });
}

/**
 * @param {string} name
 * @param {() => number | null} action returns an exit code
 */
function run(name, action) {
  if (action() === 0) return;
  console.error(`${name} failed; nothing was released.`);
  restoreSources();
  process.exit(1);
}
