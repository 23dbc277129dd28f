import { concatBytes } from '@noble/hashes/utils.js';

/** `</root>`, with which every document ends, and the declaration with which the next one begins. */
const end = asciiBytes('</root>');
const start = asciiBytes('<?xml ');

/**
 * A bundle is nothing but document files one after another, so that a whole room's licenses travel as one file. It has no
 * signature of its own: each document in it stands or falls by itself.
 *
 * @param files exact bytes of each document
 */
export function joinBundle(files: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...files);
}

/**
 * Takes a bundle apart where one document ends and another begins, whatever white space or byte order mark a carrier has
 * put there. Nothing is checked and nothing is lost: joined again, the parts are the bundle.
 *
 * @param bundle untrusted
 * @returns its parts, at least one; any other file is one part
 */
export function splitBundle(bundle: Uint8Array): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at < bundle.length; at++) {
    if (!standsAt(bundle, at, end)) continue;
    const next = skipBetween(bundle, at + end.length);
    if (!standsAt(bundle, next.start, start)) continue;
    parts.push(bundle.subarray(from, next.lineEnd));
    from = next.lineEnd;
  }
  return [...parts, bundle.subarray(from)];
}

/** Finds where the line of `</root>` ends, and where the next document would start behind white space and a BOM. */
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

function standsAt(bytes: Uint8Array, at: number, what: Uint8Array): boolean {
  return what.every((byte, index) => bytes[at + index] === byte);
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
