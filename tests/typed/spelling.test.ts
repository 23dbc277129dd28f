import { expect, test } from 'vitest';
import { crockfordAlphabet } from '../../src/documents/symbols/crockford.ts';
import { spelled, spellingAlphabets, spellingOf, usualAlphabet } from '../../src/typed/spelling.ts';

test('each letter of a code has a word of its own in each alphabet, which begins with it', () => {
  for (const alphabet of spellingAlphabets) {
    const words = spellingOf(crockfordAlphabet, alphabet);
    expect(words).toHaveLength(crockfordAlphabet.length);
    expect(new Set(words).size).toBe(words.length);
    expect(words.map((word) => word.charAt(0)).join('')).toBe(crockfordAlphabet);
    const plain = words.filter((word) => word.length === 1).join('');
    expect(plain).toBe(alphabet === 'letters' ? crockfordAlphabet : crockfordAlphabet.slice(0, 10));
  }
});

test('the alphabets are those that people know', () => {
  expect(spelled('4FBAXY')).toBe('4 Foxtrot Bravo Alfa X-ray Yankee');
  expect(spelled('4FBAXY', 'cities')).toBe('4 Frankfurt Berlin Aachen Xanten Ypsilon');
  expect(spelled('4FBAXY', 'names')).toBe('4 Friedrich Berta Anton Xanthippe Ypsilon');
  expect(spelled('4FBAXY', 'letters')).toBe('4 F B A X Y');
});

test('a language has its usual one', () => {
  expect(['en', 'de', 'de-AT', 'den', 'fr'].map(usualAlphabet)).toEqual([
    'international',
    'cities',
    'cities',
    'international',
    'international',
  ]);
});
