import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { issueFor, writeProfile } from '../cli/machine/vendor.ts';
import { emptyFolder, tool } from '../cli/tool.ts';

/** Prints, as the process ends, which files and which of Node's modules it loaded. */
const listing = `process.on('exit', () => {
  const builtIn = process.moduleLoadList.map((name) => name.replace(/^NativeModule /, ''));
  require('fs').writeFileSync(__dirname + '/loaded.json', JSON.stringify({ files: Object.keys(require.cache), builtIn }));
});`;
/** Refuses to derive a key from a passphrase, which takes a third of a second. */
const withoutScrypt = `const refuse = () => { throw new Error('scrypt'); };
Object.assign(require('crypto'), { scrypt: refuse, scryptSync: refuse });`;

let home: string;

function run(preloaded: string, ...args: string[]) {
  const script = join(home, 'preloaded.cjs');
  writeFileSync(script, preloaded);
  const { status, stderr } = spawnSync(process.execPath, ['--require', script, tool, ...args], {
    cwd: home,
    encoding: 'utf8',
    env: { HOME: home, KEYFERRY_PROFILE: join(home, 'vendor.json') },
  });
  return { exitCode: status, stderr };
}

/** @returns names of the loaded files without their hashes, and Node's modules */
function loadedBy(...args: string[]): { readonly files: readonly string[]; readonly builtIn: readonly string[] } {
  expect(run(listing, ...args)).toMatchObject({ exitCode: expect.toBeOneOf([0, 3]), stderr: '' });
  const { files, builtIn } = JSON.parse(readFileSync(join(home, 'loaded.json'), 'utf8'));
  const own = files.filter((file: string) => !file.endsWith('preloaded.cjs'));
  expect(own.filter((file: string) => file.includes('node_modules'))).toEqual([]);
  return { files: own.map((file: string) => basename(file).replace(/(-[\w-]{8})?\.js$/, '')), builtIn };
}

async function obtain(): Promise<void> {
  expect(run('', 'machine', 'request').exitCode).toBe(0);
  // Valid at any time, whatever the system clock shows.
  const change = { startDate: '2020-01-01T00:00:00Z', stopDate: '9999-12-31T00:00:00Z' };
  const license = await issueFor(new Uint8Array(readFileSync(join(home, 'orrery.licreq'))), change);
  writeFileSync(join(home, 'license.lic'), license);
}

beforeEach(async () => {
  home = emptyFolder();
  await writeProfile(home);
});

test('the version loads nothing but the start of the tool', () => {
  const { files, builtIn } = loadedBy('--version');
  expect([...files].sort()).toEqual(['keyferry', 'start']);
  expect(builtIn).not.toContain('crypto');
  expect(builtIn).not.toContain('child_process');
});

test('verifying a license loads the commands of a machine, and no service, error text or package', async () => {
  await obtain();
  const { files, builtIn } = loadedBy('machine', 'verify', 'license.lic');
  expect([...files].sort()).toEqual(['keyferry', 'machine', 'rolldown-runtime', 'start']);
  expect(builtIn).not.toContain('http');
  expect(builtIn).not.toContain('worker_threads');
});

test('commands of a machine derive no key from a passphrase', async () => {
  await obtain();
  for (const args of [
    ['verify', 'license.lic'],
    ['activate', 'license.lic', '--to', 'here.lic'],
    ['status'],
    ['bindings'],
  ])
    expect(run(withoutScrypt, 'machine', ...args)).toMatchObject({ exitCode: expect.toBeOneOf([0, 3]) });
});
