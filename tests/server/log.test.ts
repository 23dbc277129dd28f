import { expect, test } from 'vitest';
import { createLog, describeError } from '../../server/log.ts';

/** Errors whose parts repeat input, as those of databases and parsers do. */
const errors: readonly Error[] = [
  new Error('SECRET'),
  new Error('first line\n    at SECRET (file:///SECRET.js:1:1)\n    at SECRET'),
  Object.assign(new TypeError('SECRET'), { code: 'SECRET kfa_1', detail: 'SECRET', cause: new Error('SECRET') }),
  Object.assign(new Error('changed'), { message: 'another SECRET' }),
  Object.assign(new Error(''), { message: 'SECRET\n    at SECRET' }),
  Object.assign(new Error('SECRET'), { name: 'SECRET name' }),
  new Error('outer', { cause: new Error('SECRET') }),
  new AggregateError([new Error('SECRET')], 'SECRET'),
  Object.assign(new Error('x'), { stack: 'Error: SECRET\n    at SECRET' }),
];

test.each(errors.map((error) => [error]))('nothing of an error’s message reaches the log: %#', (error) => {
  let lines = '';
  const write = (line: string) => {
    lines += line;
  };
  createLog({ level: 'debug', write, now: () => new Date(0) }).error({ fault: describeError(error) });
  expect(lines).toContain('"level":"error"');
  expect(lines).not.toContain('SECRET');
});

test('an error is found again by its name, its code and where it was thrown', () => {
  const error = Object.assign(new RangeError('SECRET'), { code: '22021' });
  const { name, code, at } = describeError(error);
  expect([name, code]).toEqual(['RangeError', '22021']);
  expect(at[0]).toContain('log.test.ts');
});
