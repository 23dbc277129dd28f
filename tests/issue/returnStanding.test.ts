import { expect, test } from 'vitest';
import { standingOfReturns } from '../../src/issue/returnStanding.ts';

const now = new Date('2026-11-23T10:00:00Z');
const bounds = { perYear: 2, coolDownDays: 7 };
const returned = (returnedAt: string, withoutSerial = false) => ({ returnedAt, withoutSerial });

test('a machine that has returned nothing may return as often as the vendor allows', () => {
  expect(standingOfReturns([], bounds, now)).toEqual({
    bounds,
    lastAt: null,
    left: 2,
    nextAfterThis: '2026-11-30T10:00:00Z',
    refusal: null,
  });
});

test('a return within the days between two returns is refused until they have passed', () => {
  expect(standingOfReturns([returned('2026-11-17T10:00:00Z')], bounds, now)).toMatchObject({
    lastAt: '2026-11-17T10:00:00Z',
    left: 1,
    refusal: { code: 'return-too-soon', details: { coolDownDays: 7, nextAt: '2026-11-24T10:00:00Z' } },
  });
});

test('one too many in 365 days is refused until the first of them no longer counts', () => {
  const earlier = [returned('2026-01-10T10:00:00Z'), returned('2026-06-01T10:00:00Z')];
  expect(standingOfReturns(earlier, bounds, now)).toMatchObject({
    left: 0,
    refusal: { code: 'return-too-often', details: { perYear: 2, nextAt: '2027-01-10T10:00:00Z' } },
  });
});

test('the last return of the year names the day of the next', () => {
  const { left, nextAfterThis, refusal } = standingOfReturns([returned('2026-06-01T10:00:00Z')], bounds, now);
  expect([left, nextAfterThis, refusal]).toEqual([1, '2027-06-01T10:00:00Z', null]);
});

test('a vendor who takes nothing back is known to refuse', () => {
  expect(standingOfReturns([], { perYear: 0, coolDownDays: 0 }, now).refusal).toEqual({
    code: 'return-too-often',
    details: { perYear: 0 },
  });
});

test.each([
  ['of a license without a serial number', returned('2026-11-22T10:00:00Z', true)],
  ['in the future, by a clock that was wrong', returned('2031-01-01T10:00:00Z')],
  ['more than 365 days ago', returned('2025-11-20T10:00:00Z')],
])('a return %s does not count', (_what, earlier) => {
  expect(standingOfReturns([earlier], bounds, now)).toMatchObject({ lastAt: null, left: 2, refusal: null });
});
