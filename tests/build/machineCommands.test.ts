import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { deliveryOf, issueFor, writeProfile } from '../cli/machine/vendor.ts';
import { emptyFolder, tool } from '../cli/tool.ts';
import { asOtherUser, otherUser } from './otherUser.ts';

const isRoot = process.getuid?.() === 0;

let home: string;
let isOtherUser: boolean;
const at = (...names: string[]) => join(home, ...names);
const keptLicense = () => at('.local/share/keyferry/orrery/license.lic');

function run(...args: string[]) {
  const words = ['machine', ...args];
  const [program, all] = isOtherUser ? asOtherUser(words) : [process.execPath, [tool, ...words]];
  const { status, stdout, stderr } = spawnSync(program, all, {
    cwd: home,
    encoding: 'utf8',
    env: { HOME: home, KEYFERRY_PROFILE: at('vendor.json') },
  });
  return { exitCode: status, stdout, stderr };
}

/** A license for this machine, as `license.lic`. */
async function obtain(): Promise<Uint8Array> {
  expect(run('request').exitCode).toBe(0);
  // Valid at any time, whatever the system clock shows.
  const change = { startDate: '2020-01-01T00:00:00Z', stopDate: '9999-12-31T00:00:00Z' };
  const license = await issueFor(new Uint8Array(readFileSync(at('orrery.licreq'))), change);
  writeFileSync(at('license.lic'), license, { mode: 0o644 });
  return license;
}

beforeEach(async () => {
  home = emptyFolder();
  isOtherUser = false;
  await writeProfile(home);
  chmodSync(at('vendor.json'), 0o644);
});

describe('on this very machine', () => {
  test('request, activate and return a license', async () => {
    const license = await obtain();
    expect(statSync(at('.local/share/keyferry/orrery/installation.key')).mode & 0o777).toBe(0o600);
    expect(run('activate', 'license.lic', '--to', 'orrery.lic')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(new Uint8Array(readFileSync(at('orrery.lic')))).toEqual(await deliveryOf(license));
    const { exitCode, stdout } = run('status', '--to', 'orrery.lic', '--json');
    expect([0, 3]).toContain(exitCode);
    const { state, machine } = JSON.parse(stdout);
    expect(['active', 'expires-soon', 'clock-suspect']).toContain(state);
    expect(Object.values(machine.components).every((component) => component === 'same')).toBe(true);
    expect(run('return', '--yes', '--to', 'orrery.lic').exitCode).toBe(0);
    expect(run('activate', 'license.lic')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^license-returned: /),
    });
    expect(existsSync(at('orrery.licret'))).toBe(true);
  });

  test('explain a file without a profile and without leaving files', () => {
    writeFileSync(at('any.txt'), 'hello');
    const run = spawnSync(process.execPath, [tool, 'machine', 'explain', 'any.txt'], {
      cwd: at('.'),
      encoding: 'utf8',
      env: { HOME: at('nowhere') },
    });
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('file-unrecognized');
    expect(readdirSync(home).sort()).toEqual(['any.txt', 'vendor.json']);
  });

  test.each([[['sail']], [['verify']], [['status', 'x']], [['request', '--sideways']]])(
    'machine %j exits with 2',
    (args) => {
      const { exitCode, stdout, stderr } = run(...args);
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).not.toMatch(/\n\s+at |undefined/);
    },
  );

  test.each(['request', 'activate', 'status', 'verify', 'explain', 'return'])('machine %s prints its usage', (name) => {
    expect(run(name, '--help')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Usage: keyferry machine'),
    });
  });
});

describe.runIf(isRoot)('a license that cannot be installed is not lost', () => {
  function giveToOtherUser() {
    chownSync(home, otherUser, otherUser);
    for (const name of readdirSync(home)) chownSync(at(name), otherUser, otherUser);
    isOtherUser = true;
  }

  /** A separate disk, unmounted after the test. */
  function disk(name: string, options: string): string {
    mkdirSync(at(name));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at(name)]);
    onTestFinished(() => {
      spawnSync('umount', [at(name)]);
    });
    if (mounted.status !== 0) throw new Error('this test needs to mount a disk of its own');
    return at(name);
  }

  function fill(folder: string): void {
    const { bsize, bavail } = statfsSync(folder);
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(bsize * bavail));
  }

  test('folder of another user', async () => {
    mkdirSync(at('program'), { mode: 0o755 });
    giveToOtherUser();
    chownSync(at('program'), 0, 0);
    const license = await obtain();
    const refused = run('activate', 'license.lic', '--to', 'program/orrery.lic');
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^target-forbidden: /) });
    expect(refused.stderr).toContain(keptLicense());
    expect(new Uint8Array(readFileSync(keptLicense()))).toEqual(await deliveryOf(license));
    expect(readdirSync(at('program'))).toEqual([]);
    chmodSync(at('program'), 0o777);
    expect(run('activate', '--to', 'program/orrery.lic').exitCode).toBe(0);
    expect(new Uint8Array(readFileSync(at('program/orrery.lic')))).toEqual(await deliveryOf(license));
  });

  test('read-only disk', async () => {
    disk('program', 'size=64k,ro');
    const license = await obtain();
    const refused = run('activate', 'license.lic', '--to', 'program/orrery.lic');
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^target-read-only: /) });
    expect(new Uint8Array(readFileSync(keptLicense()))).toEqual(await deliveryOf(license));
  });

  test('full disk that holds the earlier license', async () => {
    const program = disk('program', 'size=64k');
    writeFileSync(join(program, 'orrery.lic'), 'the license from before');
    fill(program);
    const license = await obtain();
    const refused = run('activate', 'license.lic', '--to', 'program/orrery.lic');
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^target-full: /) });
    expect(refused.stderr).toContain(keptLicense());
    expect(new Uint8Array(readFileSync(keptLicense()))).toEqual(await deliveryOf(license));
    expect(readdirSync(program).sort()).toEqual(['ballast', 'orrery.lic']);
    expect(readFileSync(join(program, 'orrery.lic'), 'utf8')).toBe('the license from before');
  });

  test('user’s own full disk, with no other place available', async () => {
    const own = disk('.local', 'size=64k');
    await obtain();
    fill(own);
    const before = readFileSync(at('license.lic'));
    const refused = run('activate', 'license.lic');
    expect(refused).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringMatching(/^license-nowhere: /) });
    expect(refused.stderr).toContain('license.lic');
    expect(readFileSync(at('license.lic'))).toEqual(before);
    const placed = run('activate', 'license.lic', '--to', 'orrery.lic');
    expect(placed.exitCode).toBe(0);
    expect(placed.stderr).toMatch(/could not be stored/);
    expect(new Uint8Array(readFileSync(at('orrery.lic')))).toEqual(await deliveryOf(before));
  });

  test('user’s own folder that belongs to another user: no request is created without its key', () => {
    mkdirSync(at('.local'), { mode: 0o755 });
    giveToOtherUser();
    chownSync(at('.local'), 0, 0);
    const refused = run('request');
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^keep-failed: /) });
    expect(existsSync(at('orrery.licreq'))).toBe(false);
  });
});
