import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { fingerprintOf, sha256Text } from '../../../src/documents/contents/fingerprint.ts';

it('is the first 64 bits of SHA-256, in groups of four digits', () => {
  const file = new TextEncoder().encode('<root/>\n');
  const digest = createHash('sha256').update(file).digest('hex');
  expect(sha256Text(file)).toBe(digest);
  expect(fingerprintOf(file)).toMatch(/^[0-9A-F]{4}( [0-9A-F]{4}){3}$/);
  expect(fingerprintOf(file).replaceAll(' ', '').toLowerCase()).toBe(digest.slice(0, 16));
});
