import { readdirSync } from 'node:fs';
import { sep } from 'node:path';
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
  const files = readdirSync(`src/messages/${language}`, { recursive: true, encoding: 'utf8' });
  // Only English has parts: its first texts are in the page and the others load later. Other languages load whole.
  return files.filter((file) => file.split(sep)[0] !== 'parts').sort();
}
