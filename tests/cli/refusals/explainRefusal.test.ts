import { expect, test } from 'vitest';
import { allCommands } from '../../../cli/commands.ts';
import { explainRefusal } from '../../../cli/refusals/explainRefusal.ts';
import { type RefusalReader, readerOf } from '../../../cli/refusals/reader.ts';
import { refusals } from '../../../src/contract/refusals.ts';
import { type RefusalDetails, refusalCodes } from '../../../src/refusal.ts';
import { expectReadable } from '../../messages/wording.ts';

/** Facts as commands give them, so that each text takes all its forms. */
const facts: RefusalDetails = {
  ...{
    expected: 'request',
    found: 'license',
    field: 'seats',
    line: 3,
    path: 'holder',
    fault: 'too long',
    column: 'seats',
  },
  ...{ seats: 2, taken: 2, limit: 1000, sequence: 4, perYear: 2, retryAfter: 60, received: 1, needed: 2 },
  ...{ nextAt: '2030-01-01T00:00:00Z', stopDate: '2026-01-01T00:00:00Z', startDate: '2030-01-01T00:00:00Z' },
  ...{ licenseTypes: ['pro', 'site'], changed: ['disk'], scope: 'serials:read', vendor: 'Unity', product: 'other' },
};
const variants: readonly RefusalDetails[] = [
  {},
  facts,
  ...['license', 'keyset', 'return', 'request'].flatMap((expected) =>
    ['license', 'keyset', 'return', 'request'].map((found) => ({ ...facts, expected, found })),
  ),
  { ...facts, field: 'licenseType', expected: ['pro', 'site'], found: 'prof' },
  { ...facts, found: 'head', fault: 'column-unknown' },
];

/** Words of pages and phones; the names of kinds of files and of what is packed remain. */
const pageWords = /\b(?:page|pages|button|screen|scan|tap|click|browser|phone|tab|reload|below)\b/i;
const allowed =
  /(?:a|any) web page|a sign-in page(?: or an error page)?|Keyferry page|for a page|into a page|the pages again/gi;
/** What only a customer does. */
const customerWords =
  /(?:contact|ask|tell|from|by) the vendor(?!’s (?:files|data))|your vendor|vendor’s own|this device|this computer(?!’s clock)|order confirmation|device with internet/i;

const forbidden: Readonly<Record<RefusalReader, readonly RegExp[]>> = {
  user: [pageWords],
  vendor: [pageWords, customerWords],
};

/** Only the vendor meets the codes of the administration. */
const cases = refusalCodes.flatMap((code) => {
  const isAdmin = refusals[code].area === 'administration' || code.startsWith('token-');
  return (isAdmin ? (['vendor'] as const) : (['user', 'vendor'] as const)).map((reader) => [code, reader] as const);
});

test.each(cases)('%s speaks to the %s at a command line', (code, reader) => {
  for (const details of variants) {
    const line = explainRefusal(code, details, reader);
    const text = line.slice(code.length).replaceAll(allowed, '');
    for (const words of forbidden[reader]) expect(text).not.toMatch(words);
    if (details === variants[1]) expectReadable(line);
    expect(line).toMatch(/^[a-z0-9-]+: .+\. .+[.?)].*$/);
  }
});

test('every code of a vendor command has a text of its own, not that of a fault of the program', () => {
  const pageOnly = /^(?:camera|clipboard|storage)-|^(?:page-part-missing|internal-fault)$/;
  for (const code of refusalCodes.filter((one) => !pageOnly.test(one))) {
    expect(explainRefusal(code, facts, 'vendor'), code).not.toMatch(/This program failed|Something went wrong/);
  }
});

test('commands of machines and codes speak to customers, all others to the vendor', () => {
  const users = Object.keys(allCommands.commands).filter((name) => readerOf(name) === 'user');
  expect(users.every((name) => /^(?:machine|qr) /.test(name))).toBe(true);
  expect(users.length).toBeGreaterThan(5);
  expect(readerOf('issue')).toBe('vendor');
});

test('an unknown license type lists those that exist, and the nearest', () => {
  const unknown = { found: 'prof', licenseTypes: ['free', 'pro'] };
  expect(explainRefusal('license-type-unknown', unknown, 'vendor')).toContain('free, pro. Did you mean “pro”?');
  const sold = { field: 'licenseType', found: 'prof', expected: ['pro', 'site'] };
  expect(explainRefusal('serial-terms-invalid', sold, 'vendor')).toContain('pro, site. Did you mean “pro”?');
  expect(explainRefusal('serial-terms-invalid', { ...sold, expected: [] }, 'vendor')).toContain('There are no');
});
