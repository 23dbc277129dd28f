import { expect, it } from 'vitest';
import { CommandError, UsageError } from '../../cli/errors.ts';
import { explain } from '../../cli/explain.ts';
import { Refusal } from '../../src/refusal.ts';

const secret = '7K2QM-secret';

it.each([
  ['an error', new TypeError(secret), '(TypeError)'],
  ['an error with fields', Object.assign(new Error(secret), { code: secret, path: secret, stack: secret }), '(Error)'],
  ['an error behind another', new Error(secret, { cause: new Error(secret) }), '(Error)'],
  ['a text', secret, '(string)'],
  ['an object', { message: secret, details: { secret } }, '(object)'],
  ['nothing', undefined, '(undefined)'],
])('of an unexpected error only its kind is shown: %s', (_, error, kind) => {
  const { line, exitCode } = explain(error, 'user');
  expect(line).toMatch(/^internal-fault: /);
  expect(line.endsWith(kind)).toBe(true);
  expect([line.includes(secret), line.includes('\n'), exitCode]).toEqual([false, false, 70]);
});

it('of an expected error its code is shown', () => {
  expect(explain(new Refusal('license-expired', {}), 'user').line).toMatch(/^license-expired: /);
  expect(explain(new CommandError('file-exists', { path: 'a' }), 'user')).toMatchObject({ exitCode: 1 });
  expect(explain(new UsageError('Give a file.'), 'user')).toEqual({ line: 'Give a file.', exitCode: 2 });
});
