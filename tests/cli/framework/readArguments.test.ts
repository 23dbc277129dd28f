import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../cli/errors.ts';
import { argument, flag, option } from '../../../cli/framework/parameters.ts';
import { readArguments } from '../../../cli/framework/readArguments.ts';
import { choice, decimalNumber, file, text, wholeNumber } from '../../../cli/framework/valueTypes.ts';

const command = {
  arguments: { names: argument({ value: 'NAME', help: 'Names', type: text, presence: 'any' }) },
  options: {
    force: flag({ help: 'Replace', short: 'f' }),
    license: option({ value: 'ID', help: 'License', type: text, repeatable: true }),
    output: option({ value: 'FILE', help: 'Output', type: file, short: 'o' }),
    serialFile: option({ value: 'FILE', help: 'Serial number', type: file }),
    count: option({ value: 'N', help: 'How many', type: wholeNumber(1, 40), default: 1 }),
    pace: option({ value: 'N', help: 'Pace', type: decimalNumber(0.5, 20) }),
    state: option({ value: 'STATE', help: 'State', type: choice(['active', 'blocked']) }),
  },
};
const read = (...args: string[]) => readArguments(command, args);
const id = '-Yp8yLU1aRNpjdXJox5DXg';

describe('an ID that begins with a hyphen', () => {
  test.each([
    [[id, '7'], { names: [id, '7'] }],
    [['a', id, '--force'], { names: ['a', id], force: true }],
    [['--license', id, '--license', `--${id.slice(2)}`], { names: [], license: [id, `--${id.slice(2)}`] }],
    [['-o', id, '--', id], { names: [id], output: id }],
  ])('is not read as an option: %j', (args, values) => {
    expect(read(...args)).toMatchObject(values);
  });

  test.each([['-Y'], ['--forced'], [id.slice(0, -1)], ['--license']])('anything else is an option: %s', (arg) => {
    expect(() => read(arg)).toThrow(UsageError);
  });
});

test('values have the declared types', () => {
  expect(read()).toEqual({
    ...{ names: [], force: false, license: [], output: undefined, serialFile: undefined },
    ...{ count: 1, pace: undefined, state: undefined },
  });
  expect(
    read('a', '-fo', 'b', '--serial-file=c', '--count', '7', '--pace', '2.5', '--state', 'blocked', '--', '-x'),
  ).toEqual({
    ...{ names: ['a', '-x'], force: true, license: [], output: 'b', serialFile: 'c' },
    ...{ count: 7, pace: 2.5, state: 'blocked' },
  });
});

test.each([
  [['--serail-file', 'x'], 'Did you mean “--serial-file”?'],
  [['--verbose'], 'Unknown option --verbose. Put'],
  [['--output'], '--output needs a value: --output FILE.'],
  [['-o'], '-o needs a value'],
  [['--output', '--force'], '--output needs a value'],
  [['--force=yes'], '--force takes no value'],
  [['--count', '0'], '--count takes a whole number from 1 to 40.'],
  [['--count', '1.5'], 'whole number'],
  [['--pace', '0.4'], 'a number from 0.5 to 20'],
  [['--state', 'flagged'], '--state takes one of: active, blocked.'],
])('%j is refused with “%s”', (args, message) => {
  expect(() => read(...args)).toThrow(UsageError);
  expect(() => read(...args)).toThrow(message);
});

test('all missing arguments are named, and excess ones are refused', () => {
  const strict = {
    arguments: { one: argument({ value: 'ONE', help: 'One', type: text }) },
    options: {
      type: option({ value: 'ID', help: 'Type', type: text, required: true }),
      name: option({ value: 'NAME', help: 'Name', type: text, required: true }),
    },
  };
  const given = ['--type', 'a', '--name', 'b'];
  expect(() => readArguments(strict, ['x'])).toThrow('Missing: --type ID, --name NAME.');
  expect(() => readArguments(strict, given)).toThrow('Missing: ONE.');
  expect(() => readArguments(strict, ['x', 'y', ...given])).toThrow('takes at most one argument');
  expect(readArguments(strict, ['x', ...given])).toEqual({ one: 'x', type: 'a', name: 'b' });
});
