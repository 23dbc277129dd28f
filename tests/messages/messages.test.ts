import { describe, expect, test } from 'vitest';
import { messages as en } from '../../src/messages/en/parts/complete.ts';
import { completeMessages, loadMessages } from '../../src/messages/languages.ts';
import { languageNames } from '../../src/messages/names.ts';
import { type RefusalCode, type RefusalDetails, refusalCodes } from '../../src/refusal.ts';
import { expectReadable, shapeOf, stringsOf } from './wording.ts';

const languages = Object.keys(languageNames);

/** Details that the wizard really passes, and those that a foreign service may send. */
const details: readonly RefusalDetails[] = [
  {},
  { vendor: 'Unity', kind: 'license' },
  { vendor: 'Unity', kind: 'request' },
  ...['request', 'license', 'keyset', 'return', 'Invoice'].flatMap((found) =>
    ['request', 'license', 'keyset', 'return'].map((expected) => ({ expected, found })),
  ),
  { changed: ['os', 'board'], equal: 1, required: 3 },
  { changed: ['something-new'] },
  { changed: [] },
  { startDate: '2035-01-01T12:00:00Z', now: '2026-01-01T00:00:00Z' },
  { stopDate: '2026-02-01T12:00:00Z', now: '2026-03-01T00:00:00Z' },
  { startDate: 'soon', stopDate: '' },
  { changed: ['board', 'disk'], seat: 'moves' },
  { changed: ['board', 'disk'], seat: 'another', seatsLeft: 1 },
  { changed: ['disk'], seat: 'another', seatsLeft: 3 },
  { seats: 2, changed: ['os', 'board', 'disk'] },
  { perYear: 1, nextAt: '2027-01-01T12:00:00Z' },
  { perYear: 2, nextAt: 'soon' },
  { perYear: 0 },
  { seats: 1 },
  { seats: 3 },
  { retryAfter: 0 },
  { retryAfter: 1 },
  { retryAfter: 30 },
  { path: 'product.id', fault: 'Invalid format' },
  { path: 'product.id' },
  { damages: ['line-breaks', 'archive'] },
  { damages: ['something-new'] },
  { damages: ['signature-incomplete'], missing: 1, part: 'Holder' },
  { damages: [], missing: 7 },
  ...['pdf', 'picture', 'office', 'program', 'archive', 'encrypted-archive', 'shortcut', 'mac-attributes', 'else'].map(
    (kind) => ({ kind }),
  ),
];

/** @returns all texts, of English too, whose first load lacks some */
const loadWhole = async (language: string) => completeMessages(await loadMessages([language]));

describe.each(languages)('%s', (language) => {
  test('has the same keys as English', async () => {
    const messages = await loadWhole(language);
    expect(messages.language).toBe(language);
    expect(shapeOf(messages)).toEqual(shapeOf(en));
  });

  test('leaves no text empty', async () => {
    for (const text of stringsOf(await loadWhole(language))) expectReadable(text);
  });

  test.each(refusalCodes)('says what happened, why and what to do: %s', async (code) => {
    const { refusal } = await loadWhole(language);
    for (const known of details) for (const text of Object.values(refusal(code, known))) expectReadable(text);
  });
});

describe('German', async () => {
  const de = await loadMessages(['de']);
  const said = [
    ...stringsOf(de),
    ...refusalCodes.flatMap((code) => details.flatMap((known) => Object.values(de.refusal(code, known)))),
  ].filter((text) => !text.includes('Invalid format'));

  test('contains no English', () => {
    const english = /\b(?:the|this|that|is|of|and|or|your|you|license|request|file|page|computer’s|with|for|not)\b/i;
    expect(said.filter((text) => english.test(text))).toEqual([]);
  });

  test('has German quotation marks, opened and closed in pairs', () => {
    for (const text of said) {
      expect(text).not.toMatch(/[”«»’]/);
      expect(text.match(/„/g)?.length).toBe(text.match(/“/g)?.length);
    }
  });

  test('quotes buttons and titles exactly', () => {
    const quoted = said.flatMap((text) => [...text.matchAll(/„([^“]+)“/g)].map(([, name]) => name));
    const ofTheBrowser = [
      'Behalten',
      'Beibehalten',
      'Zum Home-Bildschirm',
      'Ablage',
      'Zum Dock hinzufügen',
      'Zum Startbildschirm hinzufügen',
    ];
    const examples = ['product.id', 'Linie 3, linkes Panel'];
    const own = stringsOf(de);
    const unknown = quoted.filter((name = '') => ![...ofTheBrowser, ...examples, ...own].includes(name));
    expect(unknown).toEqual([]);
  });

  test('differs from English except in identical words', () => {
    const same = stringsOf(de).filter((text) => stringsOf(en).includes(text));
    expect([...new Set(same)].sort()).toEqual(['Computer', 'Details', 'OK', 'ltr']);
  });

  test('inserts numbers with the correct plural', () => {
    expect(de.serial.incomplete(1)).toBe('Es fehlt noch 1\u00a0Zeichen');
    expect(de.serial.incomplete(2)).toBe('Es fehlen noch 2\u00a0Zeichen');
    expect(de.serial.suspects([3])).toContain('Zeichen\u00a03.');
    expect(de.serial.suspects([3, 4])).toContain('3 und 4.');
    expect(de.refusal('seats-exhausted', { seats: 1 }).why).toContain('einen Computer');
    expect(de.refusal('seats-exhausted', { seats: 3 }).why).toContain('3\u00a0Computer');
    expect(de.refusal('service-busy', { retryAfter: 1 }).next).toContain('einer Sekunde');
    expect(de.refusal('service-busy', { retryAfter: 30 }).next).toContain('30\u00a0Sekunden');
  });

  test('formats dates for readers', () => {
    const dated = (code: RefusalCode, known: RefusalDetails) => de.refusal(code, known).why;
    expect(dated('license-expired', { stopDate: '2026-02-01T12:00:00Z' })).toContain('am 1. Februar 2026');
    expect(dated('license-not-yet-valid', { startDate: '2035-01-01T12:00:00Z' })).toContain('ab dem 1. Januar 2035');
    expect(dated('license-expired', { stopDate: 'soon' })).not.toContain('soon');
  });
});

test.each([
  [['de-AT', 'en'], 'de'],
  [['DE'], 'de'],
  [['fr-FR', 'de', 'en'], 'de'],
  [['en-GB', 'de'], 'en'],
  [['fr', 'constructor', ''], 'en'],
  [[], 'en'],
])('a user who prefers %j gets %s', async (wanted, language) => {
  expect((await loadMessages(wanted)).language).toBe(language);
});
