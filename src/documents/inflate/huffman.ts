import { Refusal } from '../../refusal.ts';
import type { BitReader } from './bitReader.ts';

/** Bits of the longest code. */
export const longestCode = 15;

/** A canonical Huffman code (RFC 1951 section 3.2.2). */
export interface HuffmanCode {
  /** How many codes have each length. */
  readonly counts: Uint16Array;
  /** In the order of their codes. */
  readonly symbols: Uint16Array;
  /**
   * For every value of the next bits that begin with a short code: its length and, from bit 4, its symbol; 0 for the rest.
   * Null until the code was read often enough to be worth the table.
   */
  short: Uint16Array | null;
  /** Symbols that were read without the table. */
  reads: number;
}

/** Codes of at most so many bits are in the table. */
const mostShortBits = 8;
/** A table costs about as much as reading so many symbols bit by bit. Many blocks that yield nothing never pay for one. */
const readsBeforeTable = 32;

/**
 * @param lengths bits of each symbol's code, 0 to 15; 0: it has none
 * @param unused `single`: unused codes are allowed with at most one code of one bit, as writers make them for distances;
 *   `partial`: always
 * @throws Refusal `parcel-damaged` if codes are ambiguous, or unused without permission
 */
export function huffmanCode(lengths: Uint8Array, unused: 'none' | 'single' | 'partial' = 'none'): HuffmanCode {
  const counts = new Uint16Array(longestCode + 1);
  for (const length of lengths) if (length > 0) counts[length] = (counts[length] ?? 0) + 1;
  const used = checkCounts(counts, unused);
  /** Where the next symbol of each length belongs. */
  const places = new Uint16Array(longestCode + 1);
  for (let length = 1; length < longestCode; length++)
    places[length + 1] = (places[length] ?? 0) + (counts[length] ?? 0);
  const symbols = new Uint16Array(used);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] ?? 0;
    if (length === 0) continue;
    const place = places[length] ?? 0;
    symbols[place] = symbol;
    places[length] = place + 1;
  }
  return { counts, symbols, short: null, reads: 0 };
}

/** @returns how many symbols have a code */
function checkCounts(counts: Uint16Array, unused: 'none' | 'single' | 'partial'): number {
  let used = 0;
  let free = 1;
  for (let length = 1; length <= longestCode; length++) {
    const count = counts[length] ?? 0;
    used += count;
    free = 2 * free - count;
    if (free < 0) throw new Refusal('parcel-damaged');
  }
  const isAllowed = unused === 'partial' || (unused === 'single' && (used === 0 || (used === 1 && counts[1] === 1)));
  if (free > 0 && !isAllowed) throw new Refusal('parcel-damaged');
  return used;
}

/** The codes up to eight bits take one look, as nearly all codes of a text are. */
function shortCodes(counts: Uint16Array, symbols: Uint16Array): Uint16Array {
  const table = new Uint16Array(1 << mostShortBits);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= mostShortBits; length++) {
    const count = counts[length] ?? 0;
    for (let nth = 0; nth < count; nth++) {
      const entry = ((symbols[index++] ?? 0) << 4) | length;
      for (let at = reversed(code++, length); at < table.length; at += 1 << length) table[at] = entry;
    }
    code <<= 1;
  }
  return table;
}

/** Codes stand with their highest bit first (section 3.1.1). */
function reversed(code: number, length: number): number {
  let bits = 0;
  for (let at = 0; at < length; at++) bits |= ((code >> at) & 1) << (length - 1 - at);
  return bits;
}

/** @throws Refusal `parcel-damaged` for a code that is not used, or at the end of the bytes */
export function readSymbol(reader: BitReader, code: HuffmanCode): number {
  if (code.short === null) {
    if (code.reads++ < readsBeforeTable) return readLongSymbol(reader, code);
    code.short = shortCodes(code.counts, code.symbols);
  }
  const entry = code.short[reader.peek(mostShortBits)] ?? 0;
  if (entry === 0) return readLongSymbol(reader, code);
  reader.skip(entry & 15);
  return entry >> 4;
}

function readLongSymbol(reader: BitReader, { counts, symbols }: HuffmanCode): number {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= longestCode; length++) {
    code |= reader.bits(1);
    const count = counts[length] ?? 0;
    const symbol = code - count < first ? symbols[index + code - first] : undefined;
    if (symbol !== undefined) return symbol;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new Refusal('parcel-damaged');
}
