import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findBrowser, findWebKit } from './browsers.mjs';
import { findPostgres } from './postgres.mjs';

/** What the tests need in addition to Node, and the Debian package that contains it. */
const needs = [
  { what: 'Chromium', package: 'chromium', present: () => findBrowser('chromium') !== null },
  { what: 'Firefox', package: 'firefox-esr', present: () => findBrowser('firefox') !== null },
  {
    what: 'WebKitGTK',
    package: 'webkit2gtk-driver',
    present: () => process.platform !== 'linux' || (findWebKit().driver !== null && findWebKit().browser !== null),
  },
  { what: 'Xvfb', package: 'xvfb', present: () => process.platform !== 'linux' || findWebKit().screen !== null },
  { what: 'PostgreSQL', package: 'postgresql', present: () => findPostgres() !== null },
  {
    what: 'openssl',
    package: 'openssl',
    present: () => existsSync('/usr/bin/openssl') || process.platform !== 'linux',
  },
  { what: 'ip', package: 'iproute2', present: () => process.platform !== 'linux' || existsSync('/usr/sbin/ip') },
  {
    what: 'fonts',
    package: 'fonts-dejavu-core',
    present: () => process.platform !== 'linux' || existsSync('/usr/share/fonts'),
  },
];

/**
 * What the tests of the verifiers in other languages need; without it the tests report them as skipped. A C compiler, Python
 * and a JDK are used if they are there, but not installed.
 */
const optional = [
  { what: 'Go', package: 'golang-go', present: () => isOnPath('go') },
  { what: 'Mono', package: 'mono-mcs', present: () => isOnPath('mcs') },
  { what: 'libsodium', package: 'libsodium-dev', present: () => existsSync('/usr/include/sodium.h') },
];

/** Installs what is missing on Debian as root; elsewhere throws with the command that installs it. */
export function ensureBrowsers() {
  const missing = needs.filter(({ present }) => !present());
  const canInstall = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (missing.length > 0 && !canInstall) {
    const names = missing.map(({ what }) => what).join(' and ');
    const packages = missing.map((need) => need.package).join(' ');
    const command = `apt-get update && apt-get install -y --no-install-recommends ${packages}`;
    throw new Error(`The tests need ${names}. On Debian: sudo sh -c "${command}"`);
  }
  const failure = missing.length > 0 ? install(missing) : null;
  if (failure) throw new Error(failure);
  const wanted = canInstall ? optional.filter(({ present }) => !present()) : [];
  const failed = wanted.length > 0 ? install(wanted) : null;
  if (failed)
    console.log(`${failed}; the verifiers that need ${wanted.map(({ what }) => what).join(', ')} are skipped`);
}

/**
 * @param {{ package: string }[]} missing
 * @returns {string | null} what failed
 */
function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = missing.map((need) => need.package);
  console.log(`apt-get install ${packages.join(' ')}`);
  for (const words of [
    ['update', '-qq'],
    ['install', '-y', '--no-install-recommends', '-qq', ...packages],
  ]) {
    if (spawnSync('apt-get', words, { stdio: 'inherit', env }).status !== 0) return `apt-get ${words[0]} failed`;
  }
  return null;
}

/** @param {string} command */
function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}
