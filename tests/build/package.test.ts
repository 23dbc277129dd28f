import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { writeProfile } from '../cli/machine/vendor.ts';
import { emptyFolder, runIn } from '../cli/tool.ts';

test('a package holds the tool, ready to run, and no sources', async () => {
  const folder = emptyFolder();
  const done = (program: string, args: readonly string[], at: string) => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: at, encoding: 'utf8' });
    expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
    return stdout;
  };
  // Already built: `npm test` takes care of that.
  done('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], resolve('.'));
  const [tarball = ''] = readdirSync(folder);
  const installed = join(folder, 'node_modules/keyferry');
  mkdirSync(installed, { recursive: true });
  done('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], folder);
  // Its dependencies, as npm would install them.
  symlinkSync(resolve('node_modules'), join(installed, 'node_modules'));

  const files = readdirSync(installed).filter((name) => name !== 'node_modules');
  expect(files.sort()).toEqual(['LICENSE', 'README.md', 'dist', 'docs', 'examples', 'package.json', 'scripts']);
  const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const tool = join(installed, bin.keyferry);
  await writeProfile(folder);
  const packed = await runIn(folder, process.execPath, [tool, 'pack', '--profile', 'vendor.json', '-o', 'out'], '');
  expect([packed.exitCode, packed.stderr]).toEqual([0, '']);
});
