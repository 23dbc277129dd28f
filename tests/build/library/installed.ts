import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect } from 'vitest';
import { emptyFolder } from '../../cli/tool.ts';

/** Runs a program that must succeed. @returns its output */
export function succeed(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  expect([status, status === 0 ? '' : stdout + stderr]).toEqual([0, '']);
  return stdout;
}

let packed: string | null = null;

afterAll(() => {
  if (packed !== null) rmSync(packed, { recursive: true, force: true });
  packed = null;
});

/** @returns the package as `npm pack` makes it, once for each file of tests */
export function tarballOfLibrary(): string {
  packed ??= mkdtempSync(join(tmpdir(), 'keyferry-library-'));
  if (readdirSync(packed).length === 0)
    succeed('npm', ['pack', './dist/library', '--silent', '--pack-destination', packed], resolve('.'));
  return join(packed, readdirSync(packed)[0] ?? '');
}

/**
 * A third party's application outside of the project, with nothing but the library's package installed.
 *
 * @returns its folder, and that of the library in it
 */
export function applicationWithLibrary(type: 'module' | 'commonjs' = 'module') {
  const folder = emptyFolder();
  const installed = join(folder, 'node_modules/@keyferry/library');
  mkdirSync(installed, { recursive: true });
  succeed('tar', ['-xzf', tarballOfLibrary(), '-C', installed, '--strip-components=1'], folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }));
  return { folder, installed };
}
