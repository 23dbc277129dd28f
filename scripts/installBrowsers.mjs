import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './browsers.mjs';
import { findPostgres } from './postgres.mjs';

/** What the tests need beside Node, and the Debian package that brings it. */
const needs = [
  { what: 'Chromium', package: 'chromium', present: () => findBrowser('chromium') !== null },
  { what: 'Firefox', package: 'firefox-esr', present: () => findBrowser('firefox') !== null },
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

/** Installs the browsers on Debian as root; elsewhere says which command does. */
export function ensureBrowsers() {
  const missing = needs.filter(({ present }) => !present());
  if (missing.length === 0) return;
  const packages = missing.map((need) => need.package);
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  const command = `apt-get update && apt-get ${install.join(' ')}`;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    const names = missing.map(({ what }) => what).join(' and ');
    throw new Error(`The tests need ${names}. On Debian: sudo sh -c "${command}"`);
  }
  console.log(command);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    [...install, '-qq'],
  ]) {
    if (spawnSync('apt-get', args, { stdio: 'inherit', env }).status !== 0)
      throw new Error(`apt-get ${args[0]} failed`);
  }
}
