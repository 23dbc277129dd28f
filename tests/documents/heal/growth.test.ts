import { expect, test } from 'vitest';
import { heal } from '../../../src/documents/heal/heal.ts';
import { sampleDocuments } from './documents.ts';

const license = new TextDecoder().decode((await sampleDocuments())['plain license']?.file);
const base64 = `${Buffer.from(license).toString('base64')}\n`;
const small = 1 << 14;
const factor = 8;

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
  '{\\rtf1',
  '\\par ',
  '<p><br>&nbsp;',
  '=FF',
  '%FF',
  '\r',
  '=""x',
  '<LicenseID Value="x" Value="x"',
  ' Value=“x"',
  '"',
  base64,
  license.slice(0, 700),
  license,
  license.replace(/.{40}/g, '$&\n'),
  license.replace(/^/gm, '> '),
];

/** What shows a layer or begins a document, so that the units behind it are read as such. */
const openings: Readonly<Record<string, string>> = {
  '=FF': '=3D"',
  '%FF': '%3C',
  '\\par ': '{\\rtf1',
  '\r': '<',
  'Value="': '<License id="Terms"><LicenseID ',
  ' Value=“x"': '<License id="Terms"><LicenseID',
  '"': '<License id="Terms"><LicenseID Value=“x" Value=“x" Value=“',
};

/** @returns the shortest of several runs, in milliseconds of this process, so that a busy machine counts little */
function shortest(bytes: Uint8Array, count: number): number {
  const runs = Array.from({ length: count }, () => {
    const { user } = process.cpuUsage();
    heal(bytes);
    return (process.cpuUsage().user - user) / 1000;
  });
  return Math.min(...runs);
}

/** Squared, the work would grow by 8 times the factor. Below two milliseconds, the clock and the compiler measure themselves. */
function growsFaster(unit: string): boolean {
  const text = (openings[unit] ?? '') + unit.repeat(Math.ceil((small * factor) / unit.length));
  const bytes = new TextEncoder().encode(text);
  return shortest(bytes, 2) > 3 * factor * Math.max(2, shortest(bytes.subarray(0, small), 3));
}

test('the work of healing grows with the input, not with its square', () => {
  // Measured again, so that one disturbance does not count.
  expect(units.filter(growsFaster).filter(growsFaster)).toEqual([]);
});
