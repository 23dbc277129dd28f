import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allCommands } from '../../../cli/commands.ts';
import { emptyFolder, keyferryHere } from '../tool.ts';

async function scriptFor(shell: string): Promise<string> {
  const { exitCode, stdout } = await keyferryHere(emptyFolder(), ['completion', shell]);
  expect(exitCode).toBe(0);
  return stdout.toString('utf8');
}

const isInstalled = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

test.each(['bash', 'zsh', 'fish'])('%s is offered every command and option', async (shell) => {
  const script = await scriptFor(shell);
  for (const name of Object.keys(allCommands.commands)) {
    for (const word of name.split(' ')) expect(script).toContain(word);
  }
  for (const option of ['serial-file', 'confirm-change', 'support-email']) expect(script).toContain(option);
});

test.skipIf(!isInstalled('bash'))('bash offers the possible next words', async () => {
  const script = await scriptFor('bash');
  const folder = emptyFolder();
  writeFileSync(join(folder, 'completion'), script);
  writeFileSync(join(folder, 'pc.licreq'), '');
  function candidates(...words: readonly string[]): readonly string[] {
    const typed = words.map((word) => `'${word}'`).join(' ');
    const program = `. ./completion; COMP_WORDS=(keyferry ${typed}); COMP_CWORD=${words.length}; _keyferry; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', program], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout.split('\n').filter((line) => line !== '');
  }
  expect(candidates('se')).toEqual(['serve', 'serials']);
  expect(candidates('')).toEqual(expect.arrayContaining(['qr', 'machine', 'init', 'completion', '--version']));
  expect(candidates('serials', '')).toEqual(expect.arrayContaining(['mint', 'list', 'show', 'import']));
  expect(candidates('serials', 'un')).toEqual(['unblock']);
  expect(candidates('serials', 'list', '--st')).toEqual(['--state']);
  expect(candidates('serials', 'list', '--state', '')).toEqual(['active', 'blocked', 'expired']);
  expect(candidates('issue', '--serial')).toEqual(['--serial-file', '--serial']);
  expect(candidates('issue', '')).toEqual(expect.arrayContaining(['pc.licreq', 'completion']));
  expect(candidates('completion', 'f')).toEqual(['fish']);
  expect(candidates('tokens', 'create', 'anna', '--scope', 'ser')).toEqual(['serials:read', 'serials:write']);
  expect(candidates('serials', 'mint', '--note', '')).toEqual([]);
});

test.skipIf(!isInstalled('zsh'))('zsh accepts the script', async () => {
  const run = spawnSync('zsh', ['-n'], { input: await scriptFor('zsh'), encoding: 'utf8' });
  expect([run.status, run.stderr]).toEqual([0, '']);
});

test.skipIf(!isInstalled('fish'))('fish accepts the script', async () => {
  const run = spawnSync('fish', ['-n'], { input: await scriptFor('fish'), encoding: 'utf8' });
  expect([run.status, run.stderr]).toEqual([0, '']);
});
