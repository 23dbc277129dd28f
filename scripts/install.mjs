import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Installs what the lock file names, when it is not there yet. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing dependencies (npm ci)');
  const { status } = runNpm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * Installs the packages of a folder that has a lock file of its own, unless they are those of the lock file already. npm
 * deletes `node_modules` before it installs, and the stamp with it.
 *
 * @param {string} folder
 */
export function ensureInstalledIn(folder) {
  const stamp = join(folder, 'node_modules/.cache/lock.sha256');
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log(`Installing packages (npm ci in ${folder})`);
  const { status } = runNpm(['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund']);
  if (status !== 0) process.exit(status ?? 1);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/**
 * Runs the npm that started us, or the one in PATH.
 *
 * @param {string[]} args
 */
export function runNpm(args) {
  // Scripts of packages have no business with what opens the keystore.
  const { KEYFERRY_PASSPHRASE: _, ...env } = process.env;
  const { npm_execpath: own } = env;
  return own?.endsWith('.js')
    ? spawnSync(process.execPath, [own, ...args], { stdio: 'inherit', env })
    : spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32', env });
}

/**
 * Compares by content: times say nothing after a checkout. Optional packages are for other platforms.
 *
 * @returns {boolean} whether every package that the lock file requires is installed in its version
 */
export function isInstalled() {
  const record = 'node_modules/.package-lock.json';
  if (!existsSync(record)) return false;
  const installed = packagesIn(record);
  return Object.entries(packagesIn('package-lock.json')).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, {version?: string, optional?: boolean}>}
 */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
