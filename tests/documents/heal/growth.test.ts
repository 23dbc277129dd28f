import { expect, test } from 'vitest';
import { heal } from '../../../src/documents/heal/heal.ts';
import { sampleDocuments } from './documents.ts';

const license = new TextDecoder().decode((await sampleDocuments())['plain license']?.file);
const small = 1 << 13;
const factor = 16;

const units: readonly string[] = [
  '<',
  '<License',
  '<License id="Terms">',
  '<License id="Terms"><LicenseID Value="',
  'Value="',
  '&amp;',
  '&amp;lt;',
  'amp;',
  '=3D"',
  '%3C',
  '\\"',
  '\\',
  'x',
  ' ',
  '\n',
  '12: <a\n',
  '<br>',
  'PD94bWwg',
  license.slice(0, 700),
  license,
];

/** @returns the shorter of two runs, in milliseconds, so that a busy machine counts little */
function shorter(bytes: Uint8Array): number {
  const runs = Array.from({ length: 2 }, () => {
    const { user } = process.cpuUsage();
    heal(bytes);
    return (process.cpuUsage().user - user) / 1000;
  });
  return Math.min(...runs);
}

test('the work of healing grows with the input, not with its square', () => {
  const grown = units.filter((unit) => {
    const bytes = new TextEncoder().encode(unit.repeat(Math.ceil((small * factor) / unit.length)));
    // Squared, it would be 256 times as much. Below half a millisecond, the clock measures itself.
    return shorter(bytes) > 0.4 * factor ** 2 * Math.max(0.5, shorter(bytes.subarray(0, small)));
  });
  expect(grown).toEqual([]);
});
