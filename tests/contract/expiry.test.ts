import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { expiry as inCommands } from '../../cli/serials/terms.ts';
import { orderOf } from '../../src/admin/model/mintModel.ts';
import { MintOrderSchema } from '../../src/contract/admin/mint.ts';
import { soldSerialColumns } from '../../src/contract/csvColumns.ts';
import { readExpiry } from '../../src/contract/expiry.ts';

const order = { licenseType: 'pro', count: 1, seats: 1 };
/** The admin page sends what its date field holds. */
const inAdminPage = (expires: string) => {
  const texts = { holder: '', termDays: '', features: '', note: '' };
  const draft = { product: '', licenseType: 'pro', count: '1', seats: '1', ...texts };
  return inApi(orderOf({ ...draft, expires }).expiresAt ?? '');
};
const inApi = (expiresAt: string) => v.parse(MintOrderSchema, { ...order, expiresAt }).expiresAt;

test.each([
  ['2027-12-31', '2028-01-01T00:00:00Z'],
  ['2027-12-31T23:59:59Z', '2027-12-31T23:59:59Z'],
  ['2027-02-30', '2027-02-30'],
])('%s is the same in the API, in CSV and on the command line', (text, instant) => {
  expect([readExpiry(text), inApi(text), soldSerialColumns.expiresAt.read(text)]).toEqual([instant, instant, instant]);
});

test.each([
  ['2027-03-31', '2027-04-01T00:00:00Z'],
  ['2028-02-29', '2028-03-01T00:00:00Z'],
  ['2027-12-31', '2028-01-01T00:00:00Z'],
])('%s is one instant in the API, in tables, on the command line and on the admin page', (day, instant) => {
  const everywhere = [inApi(day), soldSerialColumns.expiresAt.read(day), inCommands.parse(day), inAdminPage(day)];
  expect(everywhere).toEqual(Array(4).fill(instant));
});

test('reading twice changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('2027-12-31', '2027-12-31T00:00:00Z')), (text) => {
      expect(readExpiry(readExpiry(text))).toBe(readExpiry(text));
    }),
  );
});
