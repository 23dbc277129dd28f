import { describe, expect, test } from 'vitest';
import { adminOperations } from '../../src/contract/operations/admin.ts';
import type { Operation } from '../../src/contract/operations/operation.ts';
import { loadAdminMessages } from '../../src/messages/adminLanguages.ts';
import { messages as en } from '../../src/messages/en/admin.ts';
import { languageNames } from '../../src/messages/names.ts';
import { type RefusalCode, type RefusalDetails, refusalCodes } from '../../src/refusal.ts';
import { expectReadable, shapeOf, stringsOf } from './wording.ts';

const languages = Object.keys(languageNames);

const details: readonly RefusalDetails[] = [
  {},
  ...['malformed', 'expired', 'revoked', 'something-new'].map((reason) => ({ reason })),
  { scope: 'serials:write' },
  ...[0, 1, 30].map((retryAfter) => ({ retryAfter })),
  { at: '2026-11-23T10:00:00Z' },
  { field: 'seats' },
];

/** The page's texts that take arguments. */
function said(messages: typeof en): string[] {
  const { list, facts, signIn, activation, release, serial, mint, missing } = messages;
  return [
    ...[0, 1, 2, 50].flatMap((number) => [list.found(number, false), list.found(number, true), list.added(number, 99)]),
    ...[1, 12].flatMap((number) => [
      mint.done(number),
      mint.waiting(number),
      facts.days(number),
      facts.taken(0, number),
    ]),
    ...[
      list.nothing('Quendel'),
      messages.saved('a.csv'),
      messages.documentTitle('View', 'Orrery'),
      signIn.until('today'),
    ],
    ...[activation.title('K3QM-7T2X'), activation.flaggedText('today'), activation.wasReleased('today')],
    ...[activation.wasReturned('today'), release.title('K3QM-7T2X'), release.until('today'), serial.title('…ABCDE')],
    ...[serial.wasBlocked('today'), mint.countHint(1000), missing.scopeText('serials:write'), facts.seatOf(1, 3)],
  ];
}

describe.each(languages)('%s', (language) => {
  test('has the same keys as English', async () => {
    const messages = await loadAdminMessages([language]);
    expect(messages.language).toBe(language);
    expect(shapeOf(messages)).toEqual(shapeOf(en));
  });

  test('leaves no text empty', async () => {
    const messages = await loadAdminMessages([language]);
    for (const text of [...stringsOf(messages), ...said(messages)]) expectReadable(text);
  });

  test.each(refusalCodes)('says what happened, why and what to do: %s', async (code) => {
    const { refusal } = await loadAdminMessages([language]);
    for (const known of details) for (const text of Object.values(refusal(code, known))) expectReadable(text);
  });
});

/** What the page's calls may answer with: their own codes, those of any call, and what an order's decision refuses. */
const ofAdminCalls: readonly RefusalCode[] = [
  ...Object.values<Operation>(adminOperations).flatMap(({ refusals = [] }) => refusals),
  ...(['token-refused', 'token-scope-missing', 'too-many-attempts', 'service-busy', 'service-fault'] as const),
  ...(['service-request-invalid', 'service-not-found', 'service-unreachable', 'file-too-large'] as const),
  ...(['license-type-unknown', 'license-type-not-covered', 'serial-required', 'seats-exhausted'] as const),
  ...(['service-not-signing', 'key-unknown', 'product-other', 'network-offline', 'internal-fault'] as const),
];

test.each(languages)('%s speaks to the vendor’s staff, not to a customer', async (language) => {
  const { refusal } = await loadAdminMessages([language]);
  for (const code of ofAdminCalls) {
    for (const known of details) {
      const text = Object.values(refusal(code, known)).join(' ');
      expect(text, code).not.toMatch(
        /the vendor|license request|your order|Hersteller|Ihre Bestell|Gehen Sie zurück|go back/i,
      );
    }
  }
});

test('German differs from English except in identical words', async () => {
  const de = await loadAdminMessages(['de-AT', 'en']);
  expect(stringsOf(de).filter((text) => stringsOf(en).includes(text))).toEqual(['ltr', '–']);
});

test('texts for customers are not shown to administrators', async () => {
  const { refusal } = await loadAdminMessages(['en']);
  const codes: RefusalCode[] = ['service-fault', 'service-unreachable', 'activation-unknown', 'seat-released'];
  for (const code of codes) expect(Object.values(refusal(code, {})).join(' ')).not.toMatch(/vendor|your order/i);
});

test('a user without a supported language gets English', async () => {
  expect((await loadAdminMessages(['fr', 'constructor'])).language).toBe('en');
});
