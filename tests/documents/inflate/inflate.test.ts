import { randomBytes } from 'node:crypto';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inflateBeginning, inflateCapped } from '../../../src/documents/inflate/inflate.ts';
import { propertyRuns } from '../../propertyRuns.ts';

const cap = 300_000;
const dictionary = new TextEncoder().encode('<License id="Terms"><Product Value="');
const { Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY } = constants;

/** @returns what zlib inflates, or null */
function inflatedByZlib(bytes: Uint8Array, options: object = {}): Uint8Array | null {
  try {
    return new Uint8Array(inflateRawSync(bytes, { maxOutputLength: cap, ...options }));
  } catch {
    return null;
  }
}

function inflated(bytes: Uint8Array, ...rest: [Uint8Array?]): Uint8Array | null {
  try {
    return inflateCapped(bytes, cap, ...rest);
  } catch (error) {
    expect(error).toMatchObject({ code: expect.stringMatching(/^parcel-(?:damaged|too-large)$/) });
    return null;
  }
}

/** An empty block with codes of its own, then an empty last one. */
function emptyBlocks(count: number): Uint8Array {
  // Not the last, dynamic codes; 257 literals, 1 distance; 18 code lengths: 1 for 18, 1 for 1.
  const block = ['0', '01', '00000', '00000', '0111', ...lengthsOfCode(), ...lengthsOfLiterals(), '0'].join('');
  const bits = `${block.repeat(count)}1100000000`;
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (let at = 0; at < bits.length; at++)
    if (bits[at] === '1') bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  return bytes;
}

/** In the order 16, 17, 18, 0, 8 … 1: codes of one bit for 18 and 1. */
function lengthsOfCode(): readonly string[] {
  return Array.from({ length: 18 }, (_, at) => (at === 2 || at === 17 ? '100' : '000'));
}

/** 256 literals without a code, the end of the block with one bit, and one distance: `0` is 1, `1` repeats zeros. */
function lengthsOfLiterals(): readonly string[] {
  const zeros = (count: number) => `1${[...(count - 11).toString(2).padStart(7, '0')].reverse().join('')}`;
  return [zeros(138), zeros(118), '0', '0'];
}

describe('inflating', () => {
  it('restores what zlib and fflate deflate', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', '<License ', 'Value="', '\0'), maxLength: 3000 });
    fc.assert(
      fc.property(
        fc.oneof(words, fc.string({ maxLength: 300 })),
        fc.constantFrom(0, 1, 6, 9),
        fc.constantFrom(Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY),
        (text, level, strategy) => {
          const bytes = new TextEncoder().encode(text);
          expect(inflated(deflateRawSync(bytes, { level, strategy }))).toEqual(bytes);
          expect(inflated(deflateRawSync(bytes, { level, dictionary }), dictionary)).toEqual(bytes);
          expect(inflated(deflateSync(bytes, { level: 9, dictionary }), dictionary)).toEqual(bytes);
        },
      ),
      { numRuns: propertyRuns(40) },
    );
  });

  it('restores long and far repetitions', () => {
    const bytes = Buffer.concat([randomBytes(32_000), Buffer.alloc(200_000, 7), randomBytes(500)]);
    bytes.copyWithin(100_000, 0, 32_000);
    // Compared natively: the matcher takes seconds for so many bytes.
    for (const deflated of [deflateRawSync(bytes, { level: 9 }), deflateSync(bytes, { level: 9 })]) {
      expect(bytes.equals(inflated(deflated) ?? new Uint8Array())).toBe(true);
    }
  });

  it('restores the beginning of what is cut short, damaged or above the cap', () => {
    const text = new TextEncoder().encode('<License id="Terms">abcabcabc '.repeat(200));
    const bytes = Buffer.concat([text, randomBytes(500)]);
    const deflated = [0, 9].map((level) => new Uint8Array(deflateRawSync(bytes, { level })));
    const beginnings = fc.tuple(fc.constantFrom(...deflated), fc.nat(7000), fc.nat(7000));
    fc.assert(
      fc.property(beginnings, ([whole, length, most]) => {
        const beginning = inflateBeginning(whole.subarray(0, length), most);
        expect(beginning.length).toBeLessThanOrEqual(most);
        expect(bytes.subarray(0, beginning.length).equals(beginning)).toBe(true);
        if (length >= whole.length) expect(beginning.length).toBe(Math.min(most, bytes.length));
      }),
      { numRuns: propertyRuns(60) },
    );
    expect(inflateBeginning(Uint8Array.of(0xff, 0xff), cap)).toEqual(new Uint8Array());
  });

  it('reserves no more memory than the input can yield', () => {
    const smallest = deflateRawSync(new Uint8Array(1000), { level: 9 });
    const reserved = inflateBeginning(smallest, 1 << 30).buffer.byteLength;
    expect(reserved).toBeLessThanOrEqual(1032 * smallest.length + 258);
    const densest = deflateRawSync(new Uint8Array(cap), { level: 9 });
    expect(inflateBeginning(densest, 1 << 30).length).toBe(cap);
  });

  it('accepts and refuses the same bytes as zlib', () => {
    const honest = [...deflateRawSync(Buffer.from('<License id="Terms">abcabcabc '.repeat(20)))];
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((tail) => Uint8Array.of(0x05, ...tail)),
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(fc.nat(honest.length - 1), fc.integer({ min: 1, max: 255 })).map(([place, change]) => {
        return Uint8Array.from(honest, (byte, at) => (at === place ? byte ^ change : byte));
      }),
      fc.nat(honest.length).map((length) => Uint8Array.from(honest.slice(0, length))),
    );
    fc.assert(
      fc.property(bytes, (damaged) => {
        expect(inflated(damaged)).toEqual(inflatedByZlib(damaged));
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('stops at the cap', () => {
    const bytes = deflateRawSync(new Uint8Array(cap + 1));
    expect(() => inflateCapped(bytes, cap)).toThrow(expect.objectContaining({ code: 'parcel-too-large' }));
    expect(inflateCapped(bytes, cap + 1).length).toBe(cap + 1);
  });

  it('takes no more time than a library for blocks that yield nothing', () => {
    const bytes = emptyBlocks(11_458);
    expect(inflatedByZlib(bytes)).toEqual(new Uint8Array());
    expect(inflated(bytes)).toEqual(new Uint8Array());
    // Building a table for each block takes a hundred times as long as zlib.
    const ours = fastest(() => inflated(bytes));
    expect(ours / fastest(() => inflatedByZlib(bytes))).toBeLessThan(25);
  });
});

/** @returns the least time of several, which other programs disturb least */
function fastest(work: () => void): number {
  const times = Array.from({ length: 3 }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return Math.min(...times);
}
