import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../../cli/errors.ts';
import type { CommandEnvironment } from '../../../../cli/framework/command.ts';
import { readArguments } from '../../../../cli/framework/readArguments.ts';
import { command } from '../../../../cli/qr/decode.ts';

describe('the options of decode', () => {
  test('are read, with any number of texts', () => {
    const args = ['a.png', '--text', '$A', '--text', '-', '--text', 'b'];
    expect(readArguments(command.facts, args)).toEqual({
      pictures: ['a.png'],
      output: undefined,
      text: ['$A', '-', 'b'],
      force: false,
      json: false,
    });
  });

  test.each([
    ['nothing to read', []],
    ['two outputs at once', ['a', '--json', '-o', '-']],
    ['an option that changes nothing', ['a', '--force', '-o', '-']],
  ])('refuse %s', async (_, args) => {
    const environment = { stdout: { isTTY: false } } as unknown as CommandEnvironment;
    await expect(command.run(args, environment)).rejects.toThrow(UsageError);
  });
});
