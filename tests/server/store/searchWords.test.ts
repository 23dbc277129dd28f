import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasWords, indexedWords, searchedWords } from '../../../server/store/search/searchWords.ts';

const finds = (text: string, search: string) => hasWords(text, searchedWords(search));

describe('a search', () => {
  test.each([
    ['Universität Würzburg', 'Würzburg'],
    ['Universität Würzburg', 'wurz'],
    ['Universität Würzburg', 'WÜRZ univ'],
    ['Universität Würzburg', 'wuerzburg'],
    ['Großmann GmbH', 'grossmann'],
    ['Großmann GmbH', 'GROẞMANN'],
    ['Łódź Øresund Æther', 'lodz oresund aether'],
    ['Þórður', 'thordur'],
    ['José Ñuñez', 'jose nunez'],
    ['Ångström', 'angstrom'],
    ['Istanbul ıslak İzmir', 'islak izmir'],
    ['ﬁne ＡＢＣ', 'fine abc'],
    ['Order 1576/A-3', '1576/A-3'],
    ['O’Neil & Sons', "o'neil"],
    ['東京大学', '東京'],
    ['Ελλάς', 'ελλασ'],
    ['max.mustermann@example.org', 'mustermann example'],
  ])('finds “%s” by “%s”', (text, search) => {
    expect(finds(text, search)).toBe(true);
  });

  test.each([
    ['Universität Würzburg', 'burg'],
    ['Universität Würzburg', 'würzburg bonn'],
    ['Order 1576', '576'],
    ['Bauer', 'bar'],
  ])('does not find “%s” by “%s”', (text, search) => {
    expect(finds(text, search)).toBe(false);
  });

  test('finds every text by itself, and by the beginning of each of its words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, length) => {
        expect(finds(text, text)).toBe(true);
        for (const word of searchedWords(text)) {
          expect(finds(text, [...word].slice(0, (length % 40) + 1).join(''))).toBe(true);
        }
      }),
    );
  });

  test('has a limited number of words of limited length', () => {
    const long = `${'x'.repeat(100)} ${Array.from({ length: 100 }, (_, index) => index).join(' ')}`;
    expect(searchedWords(long)).toHaveLength(8);
    expect(Math.max(...indexedWords(long).map(({ length }) => length))).toBe(40);
    expect(finds(long, long)).toBe(true);
  });
});
