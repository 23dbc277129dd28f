import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../../cli/errors.ts';
import { readArguments } from '../../../../cli/framework/readArguments.ts';
import { command as encode } from '../../../../cli/qr/encode.ts';
import { checkEncodeOptions, type GivenEncodeOptions } from '../../../../cli/qr/encoding/encodeOptions.ts';

const readEncodeOptions = (args: readonly string[]) =>
  checkEncodeOptions(readArguments(encode.facts, args) as unknown as GivenEncodeOptions);

describe('the options of encode', () => {
  test('are read', () => {
    const args = ['a b', '-o', 'x.GIF', '--url', 'http://desk.example#top', '--density', '12', '--pace', '0.5'];
    expect(readEncodeOptions(args)).toMatchObject({
      file: 'a b',
      output: 'x.GIF',
      format: 'gif',
      density: 12,
      pace: 0.5,
      force: false,
    });
  });

  test('add no address by default', () => {
    expect(readEncodeOptions(['a'])).toMatchObject({
      pageUrl: 'https://keyferry.invalid/',
      output: null,
      format: null,
    });
  });

  test.each([
    ['no file', []],
    ['two files', ['a', 'b', '-o', 'x.png']],
    ['an unknown option', ['a', '--sideways']],
    ['an option without its value', ['a', '-o']],
    ['an extension that is not a picture format', ['a', '-o', 'x.bmp']],
    ['no ending', ['a', '-o', 'png']],
    ['a pipe without a format', ['a', '-o', '-']],
    ['an unknown format', ['a', '-o', '-', '--format', 'bmp']],
    ['a density in between', ['a', '-o', 'x.png', '--density', '4']],
    ['no pace', ['a', '-o', 'x.gif', '--pace', '0']],
    ['a pace of a single picture', ['a', '-o', 'x.png', '--pace', '3']],
    ['half a pixel', ['a', '-o', 'x.png', '--scale', '1.5']],
    ['a scale that is not a number', ['a', '-o', 'x.png', '--scale', '1e1']],
    ['a negative number', ['a', '-o', 'x.png', '--spare=-1']],
    ['pixels in a terminal', ['a', '--scale', '2']],
    ['pages in a picture', ['a', '-o', 'x.png', '--pages']],
    ['an address that executes code', ['a', '--url', 'javascript:alert(1)']],
    ['an invalid address', ['a', '--url', 'desk']],
    ['an address that leaves no space', ['a', '--url', `https://desk.example/${'a'.repeat(180)}`]],
  ])('refuse %s', (_, args) => {
    expect(() => readEncodeOptions(args)).toThrow(UsageError);
  });
});
