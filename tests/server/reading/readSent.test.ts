import { expect, test } from 'vitest';
import { readSent } from '../../../server/reading/readSent.ts';
import { Refusal } from '../../../src/refusal.ts';
import { refusalOf } from '../../refusalOf.ts';
import { machineWith, requestOf } from '../machines.ts';

const request = new TextEncoder().encode(await requestOf(machineWith('alpha')));
/** A request whose signature does not hold, with many readings: each break may have been a space. */
const ambiguous = new TextEncoder().encode(
  new TextDecoder().decode(request).replace(/Product Value="[^"]*"/, 'Product Value="a\nb\nc\nd\ne\nf\ng\nh\ni"'),
);

/** @returns how often a document was verified */
function verifications(bytes: Uint8Array): number {
  let count = 0;
  refusalOf(() =>
    readSent(bytes, 'request', () => {
      count++;
      throw new Refusal('signature-invalid');
    }),
  );
  return count;
}

test('an intact document is verified once', () => {
  let count = 0;
  expect(readSent(request, 'request', () => ++count)).toEqual({ file: request, content: 1 });
});

test('no caller makes the service verify more than nine signatures, or read more than a document', () => {
  expect(verifications(request)).toBeLessThanOrEqual(9);
  expect(verifications(ambiguous)).toBeLessThanOrEqual(9);
  expect(refusalOf(() => readSent(new Uint8Array(65_537), 'request', () => 0))).toBe('file-too-large');
});
