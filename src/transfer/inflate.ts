import { concatBytes } from '@noble/hashes/utils.js';
import { Inflate } from 'fflate';
import { Refusal } from '../refusal.ts';

/** Deflate expands at most 1,032 times, so that one slice of input yields at most 66 kB before the cap is checked. */
const sliceLength = 64;

/**
 * Inflates raw deflate (RFC 1951) as a stream and stops above the cap, so that untrusted input cannot exhaust memory or time.
 *
 * @param deflated untrusted
 * @param cap maximum bytes to return
 * @param dictionary preset dictionary, if any
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
