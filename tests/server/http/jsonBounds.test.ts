import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithinBounds } from '../../../server/http/jsonBounds.ts';
import { propertyRuns } from '../../propertyRuns.ts';

test.each([
  ['[', 40],
  ['{"a":', 40],
  ['"a":0,', 5000],
  ['{},', 5000],
  ['"",', 5000],
])('many of %s are refused before they are parsed', (unit, count) => {
  expect(isWithinBounds(unit.repeat(count))).toBe(false);
});

test('what stands in a text does not count', () => {
  const text = '[{",\\'.repeat(5000);
  expect(isWithinBounds(JSON.stringify({ request: text, licenseType: 'pro' }))).toBe(true);
});

test('any text is looked through once, also one that is no JSON', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\a') }), (text) => {
      isWithinBounds(text);
    }),
    { numRuns: propertyRuns(200) },
  );
});
