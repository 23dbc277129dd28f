import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { environment } from '../cli/keys/ceremony.ts';
import { emptyFolder, keyferry, type Run, runIn, tool } from '../cli/tool.ts';

let folder: string;
beforeEach(() => {
  folder = emptyFolder();
});

/** Tests that need separate processes; the other tests of these commands are in `tests/cli/keys/`. */
const run = (...args: string[]): Promise<Run> => keyferry(folder, args, '', environment);
const at = (name: string) => join(folder, name);

async function done(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(...args);
  expect([exitCode, exitCode === 0 ? '' : stderr]).toEqual([0, '']);
  return stdout.toString('utf8');
}

test('only one program changes keys at a time', async () => {
  const vendor = ['--product', 'orrery', '--name', 'Orrery Studio', '--version', '5.2', '--vendor', 'Northlight'];
  await done('init', ...vendor, '--service', 'http://localhost:8080');
  await done('keys', 'root', 'root.json', '--product', 'orrery');
  await done('keys', 'init', '--root', 'root.json');
  const runs = await Promise.all([1, 2].map(() => run('keys', 'rotate', '--root', 'root.json')));
  const succeeded = runs.filter(({ exitCode }) => exitCode === 0).length;
  expect(succeeded).toBeGreaterThan(0);
  const { keyset, keys } = JSON.parse(await done('keys', 'list', '--json'));
  expect([keyset.version, keys.length]).toEqual([1 + succeeded, 1 + succeeded]);
});

const hasTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

test.skipIf(!hasTerminal)('a passphrase is asked for twice at a terminal and not shown', async () => {
  const secret = 'typed at a terminal';
  const command = `exec "${process.execPath}" "${tool}" keys root root.json --product orrery`;
  const typed = (...answers: string[]) =>
    runIn(
      folder,
      'script',
      ['-qec', command, '/dev/null'],
      [
        { after: 'New passphrase', keys: `${answers[0]}\r` },
        { after: 'Repeat the passphrase', keys: `${answers[1]}\r` },
      ],
    );
  const differing = await typed(secret, `${secret}!`);
  expect([differing.exitCode, differing.stdout.toString()]).toEqual([1, expect.stringContaining('passphrases-differ')]);
  expect(existsSync(at('root.json'))).toBe(false);
  const made = await typed(`mistyped\u0015${secret}x\u007f`, secret);
  expect([made.exitCode, made.stdout.toString()]).toEqual([0, expect.stringContaining('Created the root key')]);
  for (const { stdout } of [differing, made]) expect(stdout.toString()).not.toContain(secret);
  const opened = await keyferry(folder, ['keys', 'root', 'root.json', '--product', 'orrery'], '', environment);
  expect(opened.stderr).toMatch(/^file-exists: /);
});
