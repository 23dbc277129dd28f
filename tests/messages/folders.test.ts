import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chooseLanguage, languageNames } from '../../src/messages/names.ts';

it('has every file of English in every language', () => {
  const folders = Object.keys(languageNames);
  expect(folders).toContain('de');
  for (const language of folders) {
    expect(filesIn(language)).toEqual(filesIn('en'));
  }
});

it.each([
  [['de-AT', 'en'], 'de'],
  [['DE'], 'de'],
  [['fr', 'en-US'], 'en'],
  [['__proto__', 'constructor', 'xx'], 'en'],
  [[], 'en'],
])('selects for %j', (wanted, chosen) => {
  expect(chooseLanguage(wanted)).toBe(chosen);
});

function filesIn(language: string): readonly string[] {
  return readdirSync(`src/messages/${language}`, { recursive: true, encoding: 'utf8' }).sort();
}
