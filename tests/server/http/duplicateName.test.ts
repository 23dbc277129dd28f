import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasDuplicateName } from '../../../server/http/duplicateName.ts';
import { propertyRuns } from '../../propertyRuns.ts';

test.each([
  '{"a":1,"a":1}',
  '{"a":1,"b":2,"a":3}',
  '{"a":1,"\\u0061":2}',
  '{"\\"":1,"\\u0022":2}',
  '{"":1,"":2}',
  '[0,{"b":{"a":[],"c":"}","a":{}}}]',
  '{"x":[{"a":"a"},{"a":1,"a":2}]}',
  ' { "a" : [ ] , "a" : null } ',
  '{"__proto__":1,"__proto__":2}',
])('finds a name twice in %s', (json) => {
  expect(() => JSON.parse(json)).not.toThrow();
  expect(hasDuplicateName(json)).toBe(true);
});

test.each([
  '{"a":"a","b":"a"}',
  '{"a":{"a":{"a":1}}}',
  '[{"a":1},{"a":1}]',
  '{"a":["b","b"],"b":1}',
  '{"a\\\\":1,"a":2}',
  '{"a":"\\",\\"a\\":"}',
  '"a"',
  '[]',
])('finds none in %s', (json) => {
  expect(() => JSON.parse(json)).not.toThrow();
  expect(hasDuplicateName(json)).toBe(false);
});

test('no text that JSON.stringify writes has a name twice', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => !hasDuplicateName(JSON.stringify(value))),
    { numRuns: propertyRuns(50) },
  );
});

test('deep nesting is no problem', () => {
  const depth = 20_000;
  expect(hasDuplicateName(`${'{"a":'.repeat(depth)}0${'}'.repeat(depth)}`)).toBe(false);
});
