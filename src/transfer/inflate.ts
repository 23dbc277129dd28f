import { concatBytes } from '@noble/hashes/utils.js';
import { Inflate } from 'fflate';
import { Refusal } from '../refusal.ts';

/** Deflate expands at most 1,032 times, so that one slice of input yields 66 KB at most before the cap is looked at. */
const sliceLength = 64;

/**
 * Inflates raw deflate (RFC 1951) and stops as soon as there is more than the cap allows. Streams on purpose: what a
 * stranger sends decides neither how much memory nor how much time it takes.
 *
 * @param deflated untrusted
 * @param cap most bytes to return
 * @param dictionary what the stream may refer back to
 * @throws Refusal `parcel-damaged`; `parcel-too-large` with `cap`
 */
export function inflateCapped(deflated: Uint8Array, cap: number, dictionary?: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate(dictionary ? { dictionary } : {}, (part) => {
    length += part.length;
    if (length > cap) throw new Refusal('parcel-too-large', { cap });
    parts.push(part);
  });
  try {
    for (let at = 0; at < deflated.length; at += sliceLength) {
      inflate.push(deflated.subarray(at, at + sliceLength), at + sliceLength >= deflated.length);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('parcel-damaged');
  }
  return concatBytes(...parts);
}
