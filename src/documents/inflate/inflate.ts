import { Refusal } from '../../refusal.ts';
import { BitReader } from './bitReader.ts';
import { type HuffmanCode, huffmanCode, longestCode, readSymbol } from './huffman.ts';

/** Base of each length code from 257, and how many further bits it takes (RFC 1951 section 3.2.5). */
const lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
/** As above, for distances. */
const distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12_289, 16_385, 24_577,
];
const distanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
/** Order of the lengths of the code for code lengths (section 3.2.7). */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const endOfBlock = 256;
const mostLiterals = 286;

interface BlockCodes {
  readonly literals: HuffmanCode;
  readonly distances: HuffmanCode;
}

/** Section 3.2.6. */
const fixedCodes: BlockCodes = {
  literals: huffmanCode(Uint8Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8))),
  distances: huffmanCode(new Uint8Array(30).fill(5), 'partial'),
};

/** Most bytes that one byte of deflate yields: two codes of one bit stand for 258. */
const mostGrowth = 1032;
/** The longest repetition, which the last bits may yield. */
const longestRepetition = 258;

/** What was inflated so far, behind the dictionary. */
interface Output {
  readonly bytes: Uint8Array;
  length: number;
  /** Maximum bytes to inflate. */
  readonly cap: number;
}

/**
 * Inflates raw deflate (RFC 1951) and stops above the cap. Time and memory are linear in input and cap, so that untrusted
 * input cannot exhaust them: a block costs as much as its own bits and a small table, where libraries build tables of
 * thousands of entries for each of many small blocks.
 *
 * @param deflated untrusted; what follows its last block is ignored
 * @param cap maximum bytes to return
 * @param dictionary preset dictionary, if any
 * @throws Refusal `parcel-damaged`; `parcel-too-large` with `cap`
 */
export function inflateCapped(
  deflated: Uint8Array,
  cap: number,
  dictionary: Uint8Array = new Uint8Array(),
): Uint8Array {
  return inflateBefore(deflated, cap, dictionary).bytes;
}

/**
 * As {@link inflateCapped}, for what continues behind the deflated bytes.
 *
 * @returns the inflated bytes, and what follows the last block
 * @throws Refusal as `inflateCapped`
 */
export function inflateBefore(
  deflated: Uint8Array,
  cap: number,
  dictionary: Uint8Array = new Uint8Array(),
): { readonly bytes: Uint8Array; readonly rest: Uint8Array } {
  const output = outputFor(deflated, cap, dictionary);
  const rest = inflateInto(output, deflated);
  return { bytes: output.bytes.slice(dictionary.length, output.length), rest };
}

/**
 * Inflates as much as can be: for archives that are cut short.
 *
 * @param deflated untrusted; what follows its last block is ignored
 * @param cap maximum bytes to return
 * @returns what was inflated before the end, the first fault or the cap
 */
export function inflateBeginning(deflated: Uint8Array, cap: number): Uint8Array {
  const output = outputFor(deflated, cap, new Uint8Array());
  try {
    inflateInto(output, deflated);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return output.bytes.subarray(0, output.length);
}

/** Reserves no more than the input can yield. */
function outputFor(deflated: Uint8Array, cap: number, dictionary: Uint8Array): Output {
  const most = Math.min(cap, mostGrowth * deflated.length + longestRepetition);
  const bytes = new Uint8Array(dictionary.length + most);
  bytes.set(dictionary);
  return { bytes, length: dictionary.length, cap };
}

/** @returns what follows the last block */
function inflateInto(output: Output, deflated: Uint8Array): Uint8Array {
  const reader = new BitReader(deflated);
  for (let isLast = false; !isLast; ) {
    isLast = reader.bits(1) === 1;
    inflateBlock(reader, output);
  }
  return reader.wholeBytes(deflated.length);
}

function inflateBlock(reader: BitReader, output: Output): void {
  switch (reader.bits(2)) {
    case 0:
      copyStored(reader, output);
      break;
    case 1:
      inflateSymbols(reader, output, fixedCodes);
      break;
    case 2:
      inflateSymbols(reader, output, readCodes(reader));
      break;
    default:
      throw new Refusal('parcel-damaged');
  }
}

/** Section 3.2.4. */
function copyStored(reader: BitReader, output: Output): void {
  reader.skipToByte();
  const length = reader.bits(16);
  if (reader.bits(16) !== (length ^ 0xffff)) throw new Refusal('parcel-damaged');
  const stored = reader.wholeBytes(length);
  const room = output.bytes.length - output.length;
  output.bytes.set(stored.subarray(0, room), output.length);
  output.length += Math.min(stored.length, room);
  if (stored.length > room) throw new Refusal('parcel-too-large', { cap: output.cap });
  if (stored.length < length) throw new Refusal('parcel-damaged');
}

function inflateSymbols(reader: BitReader, output: Output, { literals, distances }: BlockCodes): void {
  for (let symbol = readSymbol(reader, literals); symbol !== endOfBlock; symbol = readSymbol(reader, literals)) {
    if (symbol < endOfBlock) put(output, symbol);
    else
      repeat(output, readLength(reader, symbol - endOfBlock - 1), readDistance(reader, readSymbol(reader, distances)));
  }
}

function readLength(reader: BitReader, code: number): number {
  const base = lengthBases[code];
  if (base === undefined) throw new Refusal('parcel-damaged');
  return base + reader.bits(lengthBits[code] ?? 0);
}

function readDistance(reader: BitReader, code: number): number {
  const base = distanceBases[code];
  if (base === undefined) throw new Refusal('parcel-damaged');
  return base + reader.bits(distanceBits[code] ?? 0);
}

function put(output: Output, byte: number): void {
  if (output.length === output.bytes.length) throw new Refusal('parcel-too-large', { cap: output.cap });
  output.bytes[output.length++] = byte;
}

function repeat(output: Output, length: number, distance: number): void {
  const { bytes } = output;
  if (distance > output.length) throw new Refusal('parcel-damaged');
  const end = Math.min(output.length + length, bytes.length);
  const isWhole = end === output.length + length;
  for (let at = output.length; at < end; at++) bytes[at] = bytes[at - distance] ?? 0;
  output.length = end;
  if (!isWhole) throw new Refusal('parcel-too-large', { cap: output.cap });
}

/** Section 3.2.7. */
function readCodes(reader: BitReader): BlockCodes {
  const literalCount = reader.bits(5) + 257;
  const distanceCount = reader.bits(5) + 1;
  const codeLengths = new Uint8Array(lengthOrder.length);
  for (const place of lengthOrder.slice(0, reader.bits(4) + 4)) codeLengths[place] = reader.bits(3);
  if (literalCount > mostLiterals || distanceCount > distanceBases.length) throw new Refusal('parcel-damaged');
  const lengths = readLengths(reader, huffmanCode(codeLengths), literalCount + distanceCount);
  if (lengths[endOfBlock] === 0) throw new Refusal('parcel-damaged');
  return {
    literals: huffmanCode(lengths.subarray(0, literalCount), 'single'),
    distances: huffmanCode(lengths.subarray(literalCount), 'single'),
  };
}

/** Reads the lengths of both codes, which repetitions may span. */
function readLengths(reader: BitReader, code: HuffmanCode, count: number): Uint8Array {
  const lengths = new Uint8Array(count);
  for (let at = 0; at < count; ) {
    const symbol = readSymbol(reader, code);
    if (symbol <= longestCode) lengths[at++] = symbol;
    else {
      const last = symbol === 16 ? lengths[at - 1] : 0;
      const times = symbol === 16 ? 3 + reader.bits(2) : symbol === 17 ? 3 + reader.bits(3) : 11 + reader.bits(7);
      if (last === undefined || at + times > count) throw new Refusal('parcel-damaged');
      lengths.fill(last, at, at + times);
      at += times;
    }
  }
  return lengths;
}
