import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findJsonError, findRepeatedField, positionOf } from '../../../cli/profile/position.ts';
import { propertyRuns } from '../../propertyRuns.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('findJsonError', () => {
  test.each([
    ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', { line: 3, column: 3, found: '"' }],
    ['an extra comma', '{"a": 1,\n}', { line: 2, column: 1, found: '}' }],
    ['an unknown word', '{\n "a": tru}', { line: 2, column: 7, found: 't' }],
    ['a comment', '{\n  // the color\n  "a": 1 }', { line: 2, column: 3, found: '/' }],
    ['content after the end', '{}\n\n{}', { line: 3, column: 1, found: '{' }],
    ['a text that ends too early', '{"a": [1,', { line: 1, column: 10, found: '' }],
    ['an empty text', '', { line: 1, column: 1, found: '' }],
    ['a line end in a string', '{"a": "x\ny"}', { line: 1, column: 9, found: '\n' }],
    ['an unknown escape', '{"a": "x\\q"}', { line: 1, column: 9, found: '\\' }],
    ['a string that does not end', '{"a": "x', { line: 1, column: 9, found: '' }],
    ['a number with a leading zero', '[01]', { line: 1, column: 3, found: '1' }],
    ['a member without a name', '{1: 2}', { line: 1, column: 2, found: '1' }],
    ['a character of two UTF-16 units', '{"a": \u{1F600}}', { line: 1, column: 7, found: '\u{1F600}' }],
  ])('%s', (_, text, error) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(findJsonError(text)).toEqual(error);
  });

  test('accepts and refuses what JSON.parse does', () => {
    const pieces = fc.constantFrom(...'{}[],:"\\ \n\t-+.0123eEu', 'true', 'null', '"a"', '\\u00e4', '1.5e3', 'é');
    const anyText = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(anyText, fc.json()), (text) => {
        expect(findJsonError(text) === null).toBe(isJson(text));
      }),
      { numRuns: propertyRuns(2000) },
    );
  });

  test('returns null for valid JSON', () => {
    expect(findJsonError('{"a": [1, {"b": null}]}')).toBeNull();
  });
});

describe('placeOf', () => {
  const json = '{\n  "a": [\n    { "b": 1 },\n    { "b": 2, "c.d": 3 }\n  ],\n  "e": 4\n}';

  test.each([
    ['e', { line: 6, column: 3 }],
    ['a[1].b', { line: 4, column: 7 }],
    ['a[1]', { line: 4, column: 5 }],
    ['', { line: 1, column: 1 }],
    ['a[0].missing', { line: 3, column: 5 }],
    ['e.b', { line: 6, column: 3 }],
  ])('%j', (path, place) => {
    expect(positionOf(json, path)).toEqual(place);
  });

  test('returns null for values that are nested too deeply', () => {
    expect(positionOf('['.repeat(100_000) + ']'.repeat(100_000), 'a')).toBeNull();
  });
});

describe('findRepeatedField', () => {
  test.each([
    ['{"a": 1,\n "a": 2}', { line: 2, column: 2, name: 'a' }],
    ['{"x": [{"b": 1, "b": 1}]}', { line: 1, column: 17, name: 'b' }],
    ['{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}', null],
  ])('%s', (json, found) => {
    expect(findRepeatedField(json)).toEqual(found);
  });
});
