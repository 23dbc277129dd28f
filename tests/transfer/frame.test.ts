import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToText, textToBytes } from '../../src/transfer/alphabet.ts';
import { crc32 } from '../../src/transfer/crc32.ts';
import { firstFormSymbolLength as symbolLength } from '../../src/transfer/fountain/symbols.ts';
import {
  type Frame,
  filledRoom,
  frameTextFor,
  isWhole,
  type ReadFrame,
  readFrame,
  streamIdOf,
  writeFilledFrame,
  writeFrame,
} from '../../src/transfer/frame.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { codeOf, unlessRefused } from './refused.ts';

const container = Uint8Array.of(0x10, 0x20, 0x30);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const wholeFrame: Frame = { streamId: Uint8Array.of(1, 2, 3, 4), totalLength: 3, firstSymbol: 0, payload: container };

/** Changes bytes of a frame and corrects its checksum. */
function forged(frame: Uint8Array, change: (bytes: Uint8Array) => void): Uint8Array {
  const bytes = frame.slice();
  change(bytes);
  new DataView(bytes.buffer).setUint32(bytes.length - 4, crc32(bytes.subarray(0, -4)));
  return bytes;
}

describe('CRC-32', () => {
  test.each([
    ['', 0],
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j', (text, checksum) => {
    expect(crc32(new TextEncoder().encode(text))).toBe(checksum);
  });
});

describe('a frame', () => {
  test('has this layout', () => {
    expect(hex(writeFrame(wholeFrame))).toBe('ed00010203040000030000001020301853e831');
    expect(hex(writeFrame({ ...wholeFrame, totalLength: 0x0a0b0c, firstSymbol: 0x0d0e0f })).slice(12, 24)).toBe(
      '0a0b0c0d0e0f',
    );
  });

  test('of a whole container has this text', () => {
    expect(frameTextFor(container)).toBe('$3XLQ48DE0000IU0002IS7C+NI+37');
  });

  test('restores every container', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 1200 }), (bytes) => {
        const frame = readFrame(textToBytes(frameTextFor(bytes)) ?? new Uint8Array());
        expect(isWhole(frame)).toBe(true);
        expect(frame).toMatchObject({ payload: bytes, streamId: streamIdOf(bytes) });
      }),
    );
  });

  test('of several is read', () => {
    for (const count of [1, 2, 3, 12]) {
      const payload = new Uint8Array(count * symbolLength).fill(7);
      const frame = { ...wholeFrame, totalLength: 5000, firstSymbol: 9, payload };
      expect(readFrame(writeFrame(frame))).toEqual({ ...frame, symbolLength });
      expect(isWhole(frame)).toBe(false);
    }
  });

  test('with a flag that may be ignored is read', () => {
    const bytes = forged(writeFrame(wholeFrame), (frame) => frame.set([0x0f], 1));
    expect(readFrame(bytes)).toEqual({ ...wholeFrame, symbolLength });
  });

  test.each([
    ['of the next form', (bytes: Uint8Array) => bytes.set([0xef], 0)],
    ['with a flag that must be understood', (bytes: Uint8Array) => bytes.set([0x10], 1)],
    ['with all flags', (bytes: Uint8Array) => bytes.set([0xff], 1)],
  ])('%s is unsupported, not damaged', (_, change) => {
    expect(codeOf(() => readFrame(forged(writeFrame(wholeFrame), change)))).toBe('frame-version-unsupported');
  });

  test.each([
    ['of an empty container', { totalLength: 0, payload: new Uint8Array(symbolLength) }],
    ['with another length', { totalLength: 4 }],
    ['with a payload that is neither whole nor symbols', { totalLength: 600, payload: new Uint8Array(221) }],
    ['that is whole but not the first', { firstSymbol: 1 }],
    ['with symbols after the last number', { firstSymbol: 2 ** 24 - 1, payload: new Uint8Array(2 * symbolLength) }],
  ])('%s is damaged', (_, change) => {
    expect(codeOf(() => readFrame(writeFrame({ ...wholeFrame, ...change })))).toBe('frame-damaged');
  });

  test('is damaged when any single byte is', () => {
    const bytes = writeFrame({ ...wholeFrame, totalLength: 40, payload: new Uint8Array(40).fill(0x5a) });
    for (let at = 0; at < bytes.length; at++) {
      for (const bits of [0x01, 0x80, 0xff]) {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] ?? 0) ^ bits;
        expect(codeOf(() => readFrame(damaged))).toBe('frame-damaged');
      }
    }
  });

  test('is damaged when cut, lengthened or shuffled', () => {
    const bytes = writeFrame(wholeFrame);
    for (let length = 0; length < bytes.length; length++) {
      expect(codeOf(() => readFrame(bytes.subarray(0, length)))).toBe('frame-damaged');
    }
    expect(codeOf(() => readFrame(Uint8Array.of(...bytes, 0)))).toBe('frame-damaged');
    expect(codeOf(() => readFrame(bytes.slice().reverse()))).toBe('frame-damaged');
  });

  test('is always read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), fc.boolean(), (bytes, checksumRight) => {
        const input = checksumRight && bytes.length >= 4 ? forged(bytes, (frame) => frame.set([0xed])) : bytes;
        const frame = unlessRefused(() => readFrame(input));
        if (frame) expect(frame.payload).toEqual(input.subarray(12, -4));
      }),
      { numRuns: propertyRuns(2000) },
    );
  });
});

const filled: ReadFrame = {
  ...{ streamId: Uint8Array.of(1, 2, 3, 4), totalLength: 5000, firstSymbol: 9, symbolLength: 64 },
  payload: Uint8Array.from({ length: 64 }, (_, at) => 3 * at),
};

/** Any frame of the second form, its numbers at their limits more often than by chance. */
const anyFilled = fc
  .record({
    streamId: fc.uint8Array({ minLength: 4, maxLength: 4 }),
    symbolLength: fc.integer({ min: 64, max: 319 }),
    count: fc.integer({ min: 1, max: 12 }),
    symbols: fc.oneof(fc.constantFrom(1, 1200), fc.integer({ min: 1, max: 1200 })),
    first: fc.oneof(fc.constantFrom(0, 2 ** 24), fc.nat(2 ** 24)),
    fill: fc.oneof(fc.constantFrom(0, 255), fc.nat(255)),
    start: fc.uint8Array({ maxLength: 64 }),
  })
  .map(({ streamId, symbolLength, count, symbols, first, fill, start }) => {
    const payload = new Uint8Array(count * symbolLength).fill(fill);
    payload.set(start);
    const firstSymbol = Math.min(first, 2 ** 24 - count);
    return { streamId, symbolLength, totalLength: symbols * symbolLength, firstSymbol, payload };
  });

describe('a frame of the second form', () => {
  test('has this text', () => {
    const text = bytesToText(writeFilledFrame(filled));
    expect(text).toMatch(/^\$A2[0-9]{180}[0-9A-Z$*+:-]{6}$/);
    expect(hex(writeFilledFrame(filled)).slice(0, 4)).toBe('ee00');
  });

  test('is restored, whatever its numbers and symbols are, and its text is digits but for nine characters', () => {
    fc.assert(
      fc.property(anyFilled, (frame) => {
        const bytes = writeFilledFrame(frame);
        const text = bytesToText(bytes);
        expect(text).toMatch(/^\$[0-9A-Z$*+:-]{2}([0-9]{3})+[0-9A-Z$*+:-]{6}$/);
        expect(readFrame(textToBytes(text) ?? new Uint8Array())).toEqual(frame);
        const room = filledRoom(text.length - 9);
        expect([room >= frame.payload.length, filledRoom(text.length - 12) >= frame.payload.length]).toEqual([
          true,
          false,
        ]);
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  test('is undamaged and of a newer version to readers that know the first form only', () => {
    const text = bytesToText(writeFilledFrame(filled));
    expect(text).toMatch(/^\$[0-9A-Z$*+:-]{25,}$/);
    const bytes = textToBytes(text) ?? new Uint8Array();
    expect(new DataView(bytes.buffer).getUint32(bytes.length - 4)).toBe(crc32(bytes.subarray(0, -4)));
    expect(bytes[0]).not.toBe(0xed);
  });

  test('is damaged when any byte of it is, when cut and when lengthened', () => {
    const bytes = writeFilledFrame(filled);
    for (let at = 0; at < bytes.length; at++) {
      for (const bits of [0x01, 0x80, 0xff]) {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] ?? 0) ^ bits;
        expect(codeOf(() => readFrame(damaged))).toBe('frame-damaged');
      }
      expect(codeOf(() => readFrame(bytes.subarray(0, at)))).toBe('frame-damaged');
    }
    expect(codeOf(() => readFrame(Uint8Array.of(...bytes, 0)))).toBe('frame-damaged');
  });

  test('has one text: with a right checksum, anything else is read as what would be written, or refused', () => {
    const hostile = fc
      .tuple(
        fc.nat(255),
        fc.oneof(
          fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 60, maxLength: 900 }),
          anyFilled.map((frame) => bytesToText(writeFilledFrame(frame)).slice(3, -6)),
        ),
        fc.string({ unit: fc.constantFrom(...'0019A$'), maxLength: 6 }),
      )
      .map(([second, digits, end]) => {
        const text = digits + end;
        const body = textToBytes(text.slice(0, text.length - (text.length % 3))) ?? new Uint8Array();
        return forged(Uint8Array.of(0xee, second, ...body, 0, 0, 0, 0), () => {});
      });
    fc.assert(
      fc.property(hostile, (bytes) => {
        const frame = unlessRefused(() => readFrame(bytes));
        if (frame) expect(writeFilledFrame(frame)).toEqual(bytes);
      }),
      { numRuns: propertyRuns(1000) },
    );
  });
});
