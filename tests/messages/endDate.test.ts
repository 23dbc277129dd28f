import { expect, onTestFinished, test } from 'vitest';
import { endDateIn } from '../../src/messages/endDate.ts';

const end = '2026-11-30T00:00:00Z';
/** Some versions of ICU write narrow or no-break spaces. */
const plain = (text: string) => text.replace(/\s/gu, ' ');

test.each([
  ['en', 'UTC', 'November 29, 2026'],
  ['de', 'UTC', '29. November 2026'],
  ['en', 'America/New_York', 'November 29, 2026 at 7:00 PM'],
  ['de', 'Europe/Berlin', '30. November 2026 um 01:00'],
  ['en', 'Asia/Kolkata', 'November 30, 2026 at 5:30 AM'],
])('writes an end in %s for a reader in %s', (language, zone, text) => {
  expect(plain(endDateIn(language, 'long', zone)(end))).toBe(text);
});

test('leaves a text that is no instant as it is', () => {
  expect(endDateIn('en', 'long')('never')).toBe('never');
});

test.each([
  ['UTC', 'November 29, 2026'],
  ['Pacific/Kiritimati', 'November 30, 2026 at 2:00 PM'],
  ['Etc/GMT+12', 'November 29, 2026 at 12:00 PM'],
])('takes the zone of the system: %s', (zone, text) => {
  const before = process.env.TZ;
  onTestFinished(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });
  process.env.TZ = zone;
  expect(plain(endDateIn('en', 'long')(end))).toBe(text);
});
