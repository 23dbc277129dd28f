import { concatBytes } from '@noble/hashes/utils.js';

/** How every document ends, and how the next one begins. */
const end = asciiBytes('</root>');
const start = asciiBytes('<?xml ');

/**
 * Joins documents into a bundle, so that the licenses of many machines travel as one file. A bundle is the files one after
 * another and has no signature of its own.
 *
 * @param files exact bytes of each document
 */
export function joinBundle(files: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...files);
}

/**
 * Splits a bundle where one document ends and another begins; white space and byte order marks in between are allowed.
 * Checks nothing and drops nothing: the joined parts equal the bundle.
 *
 * @param bundle untrusted
 * @returns at least one part; a file that is not a bundle is one part
 */
export function splitBundle(bundle: Uint8Array): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at < bundle.length; at++) {
    if (!matchesAt(bundle, at, end)) continue;
    const next = skipBetween(bundle, at + end.length);
    if (!matchesAt(bundle, next.start, start)) continue;
    parts.push(bundle.subarray(from, next.lineEnd));
    from = next.lineEnd;
  }
  return [...parts, bundle.subarray(from)];
}

/** Finds the end of the line of `</root>` and where the next document would start, after white space and a BOM. */
function skipBetween(bytes: Uint8Array, from: number): { lineEnd: number; start: number } {
  const isBetween = (byte: number | undefined) =>
    byte !== undefined && [0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf].includes(byte);
  let lineEnd = from;
  if (bytes[lineEnd] === 0x0d) lineEnd++;
  if (bytes[lineEnd] === 0x0a) lineEnd++;
  let position = lineEnd;
  while (isBetween(bytes[position])) position++;
  return { lineEnd, start: position };
}

function matchesAt(bytes: Uint8Array, at: number, what: Uint8Array): boolean {
  return what.every((byte, index) => bytes[at + index] === byte);
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
