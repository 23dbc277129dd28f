import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toInstant } from '../../src/documents/instant.ts';
import { daysUntil, lastDayOf } from '../../src/documents/lastDay.ts';

test.each([
  ['UTC', '2026-11-30T00:00:00Z', '2026-11-29', false],
  ['Europe/Berlin', '2026-11-30T00:00:00Z', '2026-11-30', true],
  ['Europe/Berlin', '2026-11-29T23:00:00Z', '2026-11-29', false],
  ['America/New_York', '2026-11-30T00:00:00Z', '2026-11-29', true],
  ['America/New_York', '2026-11-30T05:00:00Z', '2026-11-29', false],
  ['Asia/Kolkata', '2026-11-29T18:30:00Z', '2026-11-29', false],
  ['Asia/Kolkata', '2026-11-30T00:00:00Z', '2026-11-30', true],
  ['Asia/Kathmandu', '2026-11-29T18:15:00Z', '2026-11-29', false],
  ['Etc/GMT+12', '2026-11-30T12:00:00Z', '2026-11-29', false],
  ['Pacific/Kiritimati', '2026-11-29T10:00:00Z', '2026-11-29', false],
  ['Pacific/Kiritimati', '2026-11-30T00:00:00Z', '2026-11-30', true],
  ['UTC', '0999-03-01T00:00:00Z', '0999-02-28', false],
])('in %s, what ends at %s is last valid on %s', (zone, end, day, endsDuringDay) => {
  expect(lastDayOf(end, zone)).toEqual({ day, endsDuringDay });
});

test.each([
  ['has no midnight, the clock jumps from 0:00 to 1:00', 'Africa/Cairo', '2026-04-23T22:00:00Z', '2026-04-23', false],
  ['begins an hour early, the clock goes back at 2:00', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-24', false],
  ['was left out at the date line', 'Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-29', false],
  ['goes back over midnight to the day before', 'America/Havana', '2026-11-01T05:00:00Z', '2026-11-01', true],
])('on a day that %s', (_, zone, end, day, endsDuringDay) => {
  expect(lastDayOf(end, zone)).toEqual({ day, endsDuringDay });
});

const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Chatham', 'Etc/GMT+12', 'Etc/GMT-14');
const range = { min: new Date('1970-01-02T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true };

test('the last day is the local day of the last valid second, or the one that ends there', () => {
  fc.assert(
    fc.property(fc.date(range), zones, (date, timeZone) => {
      const end = toInstant(date);
      const { day, endsDuringDay } = lastDayOf(end, timeZone);
      const local = (milliseconds: number) => new Intl.DateTimeFormat('sv', { timeZone }).format(milliseconds);
      expect(day).toBe(local(Date.parse(end) - 1));
      expect(endsDuringDay).toBe(local(Date.parse(end)) === day);
    }),
  );
});

test.each([
  ['2026-11-29T00:00:00Z', 1],
  ['2026-11-28T23:59:59Z', 2],
  ['2026-11-29T23:59:59Z', 1],
  ['2026-11-30T00:00:00Z', 0],
  ['2027-11-30T00:00:00Z', 0],
])('at %s, %d days are left', (now, days) => {
  expect(daysUntil('2026-11-30T00:00:00Z', new Date(now))).toBe(days);
});
