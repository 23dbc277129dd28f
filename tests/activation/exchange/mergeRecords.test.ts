import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeReceipts, mergeRequests } from '../../../src/activation/exchange/mergeRecords.ts';
import type { CarriedReceipt, CarriedRequest } from '../../../src/activation/records.ts';

const instant = fc.constantFrom('2026-11-20T08:00:00Z', '2026-11-21T08:00:00Z', '2026-11-22T08:00:00Z');
const bytes = fc.constantFrom('a', 'b', '').map((text) => new TextEncoder().encode(text));
const refusal = fc.constantFrom(
  null,
  { code: 'serial-refused', details: {} } as const,
  { code: 'machine-changed', details: { changed: ['disk'] } } as const,
);

const request: fc.Arbitrary<CarriedRequest> = fc.record({
  requestId: fc.constant('q'),
  product: fc.constant('orrery'),
  machine: fc.constant('BMMP-H1K7'),
  name: fc.constantFrom('', 'Line 3', 'Line 4'),
  namedAt: instant,
  request: bytes,
  receivedAt: instant,
  draft: fc.record({
    licenseType: fc.constantFrom(null, 'pro', 'personal'),
    serialNumber: fc.constantFrom('', 'A', 'B'),
  }),
  stage: fc.constantFrom('open', 'waiting', 'licensed'),
  license: fc.option(bytes),
  refusal,
  deliveredAt: fc.option(instant),
  returnedAt: fc.option(instant),
});

const receipt: fc.Arbitrary<CarriedReceipt> = fc.record({
  id: fc.constant('r'),
  product: fc.constant('orrery'),
  machine: fc.constant('BMMP-H1K7'),
  licenseId: fc.constant('l'),
  file: fc.constant(new Uint8Array([1])),
  receivedAt: instant,
  answer: fc.constantFrom(
    null,
    { outcome: 'returned', seatsLeft: 1 } as const,
    {
      outcome: 'already-returned',
      seatsLeft: null,
    } as const,
  ),
  refusal,
});

const merge = (one: CarriedRequest, other: CarriedRequest) => mergeRequests(one, other, () => '');

it('merging requests depends on no order, and merging again changes nothing', () => {
  fc.assert(
    fc.property(request, request, request, (a, b, c) => {
      const merged = merge(a, b);
      expect(merge(b, a)).toEqual(merged);
      expect(merge(merged, a)).toEqual(merged);
      expect(merge(merged, b)).toEqual(merged);
      expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
    }),
  );
});

it('merging receipts depends on no order, and merging again changes nothing', () => {
  fc.assert(
    fc.property(receipt, receipt, (a, b) => {
      const merged = mergeReceipts(a, b);
      expect(mergeReceipts(b, a)).toEqual(merged);
      expect(mergeReceipts(merged, b)).toEqual(merged);
    }),
  );
});

it('loses no license, no name and no delivery', () => {
  fc.assert(
    fc.property(request, request, (a, b) => {
      const merged = merge(a, b);
      if (a.stage === 'licensed' || b.stage === 'licensed') expect(merged.stage).toBe('licensed');
      else if (a.stage === 'waiting' || b.stage === 'waiting') expect(merged.stage).toBe('waiting');
      expect(merged.name === '').toBe(a.name === '' && b.name === '');
      expect(merged.deliveredAt === null).toBe(a.deliveredAt === null && b.deliveredAt === null);
    }),
  );
});

it('takes the name that was given later', () => {
  const [one] = fc.sample(request, { numRuns: 1, seed: 1 });
  if (!one) throw new Error('there is no sample');
  const early = { ...one, name: 'Zebra', namedAt: '2026-11-20T08:00:00Z' };
  const late = { ...one, name: 'Ant', namedAt: '2026-11-21T08:00:00Z' };
  expect([merge(early, late).name, merge(late, early).name]).toEqual(['Ant', 'Ant']);
});
