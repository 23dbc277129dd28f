import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { MintOrderSchema } from '../../src/contract/admin/mint.ts';
import { soldSerialColumns } from '../../src/contract/csvColumns.ts';
import { readExpiry } from '../../src/contract/expiry.ts';

const order = { licenseType: 'pro', count: 1, seats: 1 };
const inApi = (expiresAt: string) => v.parse(MintOrderSchema, { ...order, expiresAt }).expiresAt;

test.each([
  ['2027-12-31', '2028-01-01T00:00:00Z'],
  ['2027-12-31T23:59:59Z', '2027-12-31T23:59:59Z'],
  ['2027-02-30', '2027-02-30'],
])('%s is the same in the API, in CSV and on the command line', (text, instant) => {
  expect([readExpiry(text), inApi(text), soldSerialColumns.expiresAt.read(text)]).toEqual([instant, instant, instant]);
});

test('reading twice changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('2027-12-31', '2027-12-31T00:00:00Z')), (text) => {
      expect(readExpiry(readExpiry(text))).toBe(readExpiry(text));
    }),
  );
});
