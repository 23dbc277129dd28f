import { expect, test } from 'vitest';
import { UsageError } from '../../../cli/errors.ts';
import type { CommandEnvironment } from '../../../cli/framework/command.ts';
import { command } from '../../../cli/pack/pack.ts';

test.each([
  ['nothing', []],
  ['a file', ['-o', 'out', 'more']],
  ['a page in another folder', ['-o', 'out', '--page', '../x.html']],
  ['an existing page', ['-o', 'out', '--page', 'index.html']],
  ['a page that is not HTML', ['-o', 'out', '--page', 'x.exe']],
  ['a page without a folder', ['--executable', 'tool', '--page', 'x.html']],
  ['a Node without an executable', ['-o', 'out', '--node', 'node']],
  ['an executable in the folder that is replaced', ['-o', 'out', '--executable', 'out/assets/../tool']],
  ['an unknown option', ['-o', 'out', '--sideways']],
])('%s is refused', async (_, args) => {
  await expect(command.run(args, {} as CommandEnvironment)).rejects.toThrow(UsageError);
});
