import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, runIn } from '../cli/tool.ts';

const project = resolve('.');
const npm = (folder: string, args: readonly string[]) =>
  runIn(folder, 'npm', ['--prefix', project, 'run', '-s', 'keyferry', '--', ...args], '');

test('npm run keyferry reads and writes in the caller’s folder and passes the exit code on', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'a b.txt'), 'hello');
  expect((await npm(folder, ['qr', 'encode', 'a b.txt', '-o', './c d.png'])).exitCode).toBe(0);
  expect(existsSync(join(folder, 'c d.png'))).toBe(true);
  const back = await npm(folder, ['qr', 'decode', 'c d.png', '-o', '-']);
  expect([back.exitCode, back.stdout.toString()]).toEqual([0, 'hello']);
  expect((await npm(folder, ['qr', 'decode', 'c d.png', '-o', 'a b.txt'])).exitCode).toBe(1);
  expect((await npm(folder, ['qr'])).exitCode).toBe(2);
});

test('works as a command when linked into PATH', async () => {
  const folder = emptyFolder();
  symlinkSync(join(project, 'scripts/keyferry.mjs'), join(folder, 'keyferry'));
  writeFileSync(join(folder, 'a.txt'), 'hello');
  expect((await runIn(folder, './keyferry', ['qr', 'encode', 'a.txt', '-o', 'a.png'], '')).exitCode).toBe(0);
  expect(existsSync(join(folder, 'a.png'))).toBe(true);
});
