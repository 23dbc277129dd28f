import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readMachineView } from '../../src/machine/view.ts';
import { deliveryOf, issueFor, writeProfile } from '../cli/machine/vendor.ts';
import { visitorOf } from '../cli/machine/wizard/visitor.ts';
import { emptyFolder, tool } from '../cli/tool.ts';
import { asOtherUser, otherUser } from './otherUser.ts';

const isRoot = process.getuid?.() === 0;

/** @returns its output up to the address, the address, and the process */
async function started(child: ChildProcess) {
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  const address = await new Promise<string>((found, failed) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk;
      const shown = /http:\/\/localhost:\d+\/\?token=\S+/.exec(output)?.[0];
      if (shown !== undefined && output.includes('Ctrl-C')) found(shown);
    });
    child.once('exit', (code) => failed(new Error(`ended with ${code}: ${output}`)));
  });
  return { output, address };
}

async function profiledHome(): Promise<string> {
  const home = emptyFolder();
  await writeProfile(home);
  return home;
}

test('the built wizard shows its address, admits one browser and ends with Ctrl-C', async () => {
  const home = await profiledHome();
  const child = spawn(process.execPath, [tool, 'machine', 'wizard', '--no-open'], { cwd: home, env: { HOME: home } });
  const { address, output } = await started(child);
  expect(output).toContain('Neither the vendor profile nor --to says where the product reads its license');
  const { enter, callIt } = visitorOf(address);
  const cookie = await enter();
  const page = await callIt('/', { headers: { cookie } });
  expect(page.status).toBe(200);
  const [script = ''] = /assets\/index-[^"]+\.js/.exec(page.text) ?? [];
  expect(await callIt(`/${script}`, { headers: { cookie } })).toMatchObject({ status: 200 });
  for (const path of ['/sw.js', '/manifest.webmanifest', '/keyferry.html', '/admin.html']) {
    expect((await callIt(path, { headers: { cookie } })).status).toBe(404);
  }
  expect(readdirSync(home)).toEqual(['vendor.json']);
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  expect((await ended)[0]).toBe(0);
});

test('the wizard refuses to start without a profile or with a file argument', async () => {
  const home = emptyFolder();
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [tool, 'machine', 'wizard', ...args], {
      cwd: home,
      env: { HOME: home },
      encoding: 'utf8',
    });
  expect(run()).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^profile-missing: /) });
  expect(run('a.lic')).toMatchObject({ status: 2, stdout: '' });
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: keyferry machine wizard') });
});

test.runIf(isRoot)(
  'an administrator’s folder is reported first, the license is kept, and the displayed command installs it',
  async () => {
    const home = await profiledHome();
    const folder = join(home, 'program files');
    mkdirSync(folder, { mode: 0o755 });
    for (const path of [home, join(home, 'vendor.json')]) chownSync(path, otherUser, otherUser);
    const place = join(folder, 'orrery.lic');
    const [program, args] = asOtherUser(['machine', 'wizard', '--no-open', '--to', place]);
    const child = spawn(program, args, { cwd: home, env: { HOME: home } });
    const { output, address } = await started(child);
    expect(output).toContain('Before you get the license: This account may not write to');
    const [command = ''] = /sudo mkdir .*/.exec(output) ?? [];
    const { enter, post } = visitorOf(address);
    await enter();
    const { request } = readMachineView((await post('/machine/request')).text);
    const change = { startDate: '2020-01-01T00:00:00Z', stopDate: '9999-12-31T00:00:00Z' };
    const license = await issueFor(request ?? new Uint8Array(), change);
    const kept = readMachineView((await post('/machine/license', license)).text);
    expect(kept.place).toMatchObject({ isThere: false, command, refusal: { code: 'target-forbidden' } });
    expect(readdirSync(folder)).toEqual([]);
    // The user who runs this test is the administrator.
    expect(spawnSync('sh', ['-c', command.replaceAll('sudo ', '')]).status).toBe(0);
    const placed = readMachineView((await post('/machine/look')).text);
    expect(placed.place).toMatchObject({ isThere: true, refusal: null });
    expect(new Uint8Array(readFileSync(place))).toEqual(await deliveryOf(license));
    expect(statSync(place).mode & 0o777).toBe(0o644);
  },
);
