import { describe, expect, test } from 'vitest';
import { readArguments } from '../../cli/arguments.ts';
import { UsageError } from '../../cli/errors.ts';

const id = '-Yp8yLU1aRNpjdXJox5DXg';
const options = {
  force: { type: 'boolean' },
  license: { type: 'string', multiple: true },
  output: { type: 'string', short: 'o' },
} as const;

describe('an id that begins with a hyphen', () => {
  test.each([
    [[id, '7'], [id, '7'], {}],
    [['a', id, '--force'], ['a', id], { force: true }],
    [['--license', id, '--license', `--${id.slice(2)}`], [], { license: [id, `--${id.slice(2)}`] }],
    [['-o', id, '--', id], [id], { output: id }],
  ])('is none of the options: %j', (args, positionals, values) => {
    expect(readArguments(args, options)).toMatchObject({ positionals, values });
  });

  test.each([['-Y'], ['--forced'], [id.slice(0, -1)], ['--license']])('what is no id still is one: %s', (arg) => {
    expect(() => readArguments([arg], options)).toThrow(UsageError);
  });
});
