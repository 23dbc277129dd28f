import { gzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { explore } from '../../../src/documents/heal/explore.ts';
import { heal } from '../../../src/documents/heal/heal.ts';
import { licenseFor } from './documents.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const most = 32_768;

/** @returns the characters of all texts that were looked at */
const lookedAt = (bytes: Uint8Array) => [...explore(bytes, most)].reduce((sum, { text }) => sum + text.length, 0);

test.each(['<', 'PD94bWwg', '12: <a\n', '&amp;lt;'])('a small archive of many %j is not unpacked whole', (unit) => {
  const archive = gzipSync(encode(unit.repeat(1 << 17)));
  expect(archive.length).toBeLessThan(most);
  expect(lookedAt(archive)).toBeLessThanOrEqual(4 * most);
  expect(lookedAt(encode(Buffer.from(archive).toString('base64')))).toBeLessThanOrEqual(5 * most);
});

test('a document in an archive is found within the bounds', async () => {
  const { file } = await licenseFor('Zoë');
  expect(heal(gzipSync(file), most).documents.map(({ type }) => type)).toEqual(['license']);
});

test('a text that is longer than any may be is not read in many ways', async () => {
  const text = new TextDecoder().decode((await licenseFor('Zoë')).file);
  const withHolder = (holder: string) => encode(text.replace('Zoë', holder));
  const candidatesOf = (bytes: Uint8Array) => heal(bytes).documents[0]?.candidates.length ?? 0;
  expect(candidatesOf(withHolder('a\n'.repeat(4)))).toBeGreaterThan(1);
  expect(candidatesOf(withHolder('a\n'.repeat(15_000)))).toBe(1);
});
