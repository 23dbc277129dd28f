import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { profileIn } from '../../src/vendor/pack.ts';
import { issueFor, writeProfile } from '../cli/machine/vendor.ts';
import { emptyFolder, keyferry } from '../cli/tool.ts';

/** Created once, because Node is large. It runs all commands of a machine on a system that contains nothing else. */
test('an executable activates a machine without Node', async ({ skip }) => {
  const folder = emptyFolder();
  const at = (name: string) => join(folder, name);
  await writeProfile(folder);
  const made = await keyferry(folder, ['pack', '--profile', 'vendor.json', '--executable', 'tool', '--json']);
  skip(made.stderr.startsWith('node-unfit: '), 'The Node that runs here was built without what an executable takes.');
  expect([made.exitCode, made.stderr]).toEqual([0, '']);
  expect(JSON.parse(made.stdout.toString())).toMatchObject({ executable: { path: at('tool'), system: 'linux' } });
  mkdirSync(at('home'));

  function runWith(variables: NodeJS.ProcessEnv, ...args: string[]) {
    const { status, stdout, stderr } = spawnSync(at('tool'), args, {
      cwd: at('home'),
      encoding: 'utf8',
      env: { HOME: at('home'), PATH: '', ...variables },
    });
    return { exitCode: status, stdout, stderr };
  }
  const run = (...args: string[]) => runWith({}, ...args);
  function done(...args: string[]): string {
    const { exitCode, stdout, stderr } = run(...args);
    expect([args[1], exitCode, stderr]).toEqual([args[1], 0, '']);
    return stdout;
  }

  await writeProfile(at('home'));
  // It trusts its own profile alone.
  for (const named of [
    run('machine', 'status', '--profile', 'vendor.json'),
    runWith({ KEYFERRY_PROFILE: 'vendor.json' }, 'machine', 'verify', 'vendor.json'),
  ]) {
    expect(named).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringMatching(/^profile-carried: /) });
  }

  expect(done('machine', 'request')).toContain('Wrote orrery.licreq');
  done('qr', 'encode', 'orrery.licreq', '-o', 'request.png');
  expect(done('qr', 'decode', 'request.png', '-o', 'carried.licreq')).toContain('Restored carried.licreq');
  expect(done('machine', 'explain', 'carried.licreq')).toContain('a license request');
  // Valid at any time, whatever the system clock shows.
  const change = { startDate: '2020-01-01T00:00:00Z', stopDate: '9999-12-31T00:00:00Z' };
  const request = new Uint8Array(readFileSync(at('home/carried.licreq')));
  writeFileSync(at('home/orrery.lic'), await issueFor(request, change));
  done('machine', 'activate', 'orrery.lic', '--to', 'placed.lic');
  expect(run('machine', 'verify', 'placed.lic').exitCode).not.toBe(1);
  const { state } = JSON.parse(run('machine', 'status', '--to', 'placed.lic', '--json').stdout);
  expect(['active', 'expires-soon', 'clock-suspect']).toContain(state);
  done('machine', 'return', '--yes', '--to', 'placed.lic');
  expect(run('machine', 'verify', 'orrery.lic')).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining('license-returned'),
  });

  const wizard = spawn(at('tool'), ['machine', 'wizard', '--no-open'], { env: { HOME: at('home'), PATH: '' } });
  onTestFinished(() => void wizard.kill('SIGKILL'));
  const ended = once(wizard, 'exit');
  let output = '';
  for await (const chunk of wizard.stdout) {
    output += chunk;
    if (/To stop/.test(output)) break;
  }
  const address = /http:\S+/.exec(output)?.[0] ?? '';
  const entry = await fetch(address, { redirect: 'manual' });
  const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await (await fetch(new URL('/', address), { headers: { cookie } })).text();
  expect(JSON.parse(profileIn(page) ?? '{}')).toMatchObject({ product: { id: 'orrery' } });
  const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? '';
  expect((await fetch(new URL(script, address), { headers: { cookie } })).status).toBe(200);
  wizard.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);

  const serve = run('serve');
  expect([serve.exitCode, serve.stdout]).toEqual([2, '']);
  expect(serve.stderr).toMatch(/^Unknown command “serve”\. This executable holds the commands for a machine/);
});
