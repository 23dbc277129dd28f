import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crockfordAlphabet } from '../../src/documents/symbols/crockford.ts';
import { splitCode } from '../../src/typed/code.ts';
import { type CodeKind, checkGroup, writeGroup } from '../../src/typed/group.ts';
import { propertyRuns } from '../propertyRuns.ts';

const kinds = fc.constantFrom<CodeKind>('installation', 'confirmation', 'return');
const place = fc.integer({ min: 0, max: 62 });
const data = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 5, maxLength: 5 });
const runs = { numRuns: propertyRuns(300) };
const swap = (text: string, one: number, other: number) => {
  const characters = [...text];
  [characters[one], characters[other]] = [characters[other] as string, characters[one] as string];
  return characters.join('');
};

test('a group is right at its place, in any case, with O for 0 and I or L for 1', () => {
  fc.assert(
    fc.property(kinds, place, data, (kind, at, values) => {
      const group = writeGroup(kind, at, values);
      const typed = group.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
      expect(checkGroup(kind, at, typed)).toEqual({ status: 'right', text: group, data: values });
    }),
    runs,
  );
});

describe('is found', () => {
  test('one wrong character', () => {
    fc.assert(
      fc.property(kinds, place, data, fc.nat(5), fc.integer({ min: 1, max: 31 }), (kind, at, values, position, by) => {
        const group = writeGroup(kind, at, values);
        const other = crockfordAlphabet.charAt((crockfordAlphabet.indexOf(group.charAt(position)) + by) % 32);
        const typed = group.slice(0, position) + other + group.slice(position + 1);
        expect(checkGroup(kind, at, typed).status).toBe('wrong');
      }),
      runs,
    );
  });

  test('two swapped characters, wherever they stand', () => {
    fc.assert(
      fc.property(kinds, place, data, fc.nat(5), fc.nat(5), (kind, at, values, one, other) => {
        const group = writeGroup(kind, at, values);
        const typed = swap(group, one, other);
        expect(checkGroup(kind, at, typed).status).toBe(typed === group ? 'right' : 'wrong');
      }),
      runs,
    );
  });

  test('a group at another place, up to 30 away, and whether it fits beside', () => {
    fc.assert(
      fc.property(kinds, place, data, fc.integer({ min: 1, max: 30 }), (kind, at, values, away) => {
        const found = checkGroup(kind, at, writeGroup(kind, at + away, values));
        expect(found).toMatchObject({
          status: 'wrong',
          fits: away === 1 ? 'later' : away === 30 && at > 0 ? 'earlier' : null,
        });
      }),
      runs,
    );
  });

  test('a group of another kind of code, at any place that both have', () => {
    const [one, other] = [kinds, kinds];
    fc.assert(
      fc.property(one, other, place, data, (written, read, at, values) => {
        const { status } = checkGroup(read, at, writeGroup(written, at, values));
        expect(status).toBe(written === read ? 'right' : 'wrong');
      }),
      runs,
    );
  });
});

describe('what was probably meant', () => {
  const group = writeGroup('confirmation', 3, [8, 24, 11, 2, 31]);

  test('is suggested for a character that looks like another', () => {
    expect(group.startsWith('8')).toBe(true);
    expect(checkGroup('confirmation', 3, `B${group.slice(1)}`)).toMatchObject({ status: 'wrong', suggestion: group });
  });

  test('is suggested for two neighbors', () => {
    expect(checkGroup('confirmation', 3, swap(group, 2, 3))).toMatchObject({ status: 'wrong', suggestion: group });
  });

  test('is suggested for a keyboard with Y in the place of Z', () => {
    const withZ = writeGroup('installation', 0, [31, 30, 1, 30, 9]);
    const typed = withZ.replace(/[YZ]/g, (character) => (character === 'Y' ? 'Z' : 'Y'));
    expect(typed).not.toBe(withZ);
    expect(checkGroup('installation', 0, typed)).toMatchObject({ suggestion: withZ, isOtherKeyboard: true });
  });

  test('is suggested for U, which is in no code', () => {
    const withV = writeGroup('return', 5, [27, 1, 2, 3, 4]);
    expect(checkGroup('return', 5, withV.replace('V', 'U'))).toMatchObject({ suspects: [0], suggestion: withV });
  });

  test('is not guessed for a group of other length', () => {
    expect(checkGroup('return', 5, '123')).toEqual({ status: 'incomplete', missing: 3 });
    expect(checkGroup('return', 5, `${group}7`)).toMatchObject({ status: 'wrong', suspects: [6], suggestion: null });
    expect(checkGroup('return', 5, '')).toEqual({ status: 'empty' });
  });
});

test.each([
  ['ABCDEF GHJKMN', ['ABCDEF', 'GHJKMN']],
  ['  abcdef-ghjkmn\n12345', ['abcdef', 'ghjkmn', '12345']],
  ['ABCDEFGHJKMN1', ['ABCDEF', 'GHJKMN', '1']],
  ['ABCDE GHJKMNP 123456', ['ABCDE', 'GHJKMNP', '123456']],
  ['', []],
])('the groups in %j', (text, groups) => {
  expect(splitCode(text)).toEqual(groups);
});
