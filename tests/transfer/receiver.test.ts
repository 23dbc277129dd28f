import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToText, textToBytes } from '../../src/transfer/alphabet.ts';
import { crc32 } from '../../src/transfer/crc32.ts';
import { frameTextFor, writeFrame } from '../../src/transfer/frame.ts';
import { linkFor } from '../../src/transfer/link.ts';
import { packParcel } from '../../src/transfer/parcel.ts';
import { createReceiver } from '../../src/transfer/receiver.ts';

const parcel = { kind: 'file', name: 'a.txt', bytes: new TextEncoder().encode('hello') } as const;
const ours = linkFor('https://activate.example/', frameTextFor(packParcel(parcel)));
const other = frameTextFor(packParcel({ kind: 'file', bytes: Uint8Array.of(1) }));
const damaged = ours.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
const partOfSeveral = bytesToText(
  writeFrame({ streamId: Uint8Array.of(9, 9, 9, 9), totalLength: 900, firstSymbol: 2, payload: new Uint8Array(220) }),
);

function ofNextVersion(): string {
  const frame = textToBytes(other) ?? new Uint8Array();
  frame[0] = 0xee;
  new DataView(frame.buffer).setUint32(frame.length - 4, crc32(frame.subarray(0, -4)));
  return bytesToText(frame);
}

describe('a receiver', () => {
  test('has nothing at first', () => {
    const receiver = createReceiver();
    expect([receiver.done, receiver.progress, receiver.problem]).toEqual([false, 0, null]);
    expect(() => receiver.result).toThrow();
  });

  test('is done with one frame, and takes it again', () => {
    const receiver = createReceiver();
    expect(receiver.add(ours)).toBe('ours');
    expect([receiver.done, receiver.progress]).toEqual([true, 1]);
    expect(receiver.result).toEqual(parcel);
    expect(receiver.add(ours)).toBe('ours');
  });

  test.each([
    ['another code', 'https://example.com/', 'foreign', null],
    ['an empty text', '', 'foreign', null],
    ['a damaged frame', damaged, 'damaged', 'frame-damaged'],
    ['one of several', partOfSeveral, 'unsupported', 'frame-of-several'],
    ['the next version', ofNextVersion(), 'unsupported', 'frame-version-unsupported'],
    ['a container from the future', frameTextFor(Uint8Array.of(0x7f, 1)), 'unsupported', 'frame-version-unsupported'],
    ['a container that is damaged', frameTextFor(Uint8Array.of(0x10, 1)), 'damaged', 'parcel-damaged'],
    ['a document that is damaged', frameTextFor(Uint8Array.of(0x01, 1)), 'damaged', 'parcel-damaged'],
  ])('answers %s and goes on', (_, text, answer, problem) => {
    const receiver = createReceiver();
    expect(receiver.add(text)).toBe(answer);
    expect(receiver.problem).toBe(problem);
    expect(receiver.done).toBe(false);
    expect(receiver.add(ours)).toBe('ours');
    expect(receiver.problem).toBeNull();
    expect(receiver.result).toEqual(parcel);
  });

  test('keeps what it has whatever comes after', () => {
    const receiver = createReceiver();
    receiver.add(ours);
    for (const text of [other, damaged, partOfSeveral, ofNextVersion(), 'x']) {
      expect(receiver.add(text)).toBe('foreign');
      expect(receiver.result).toEqual(parcel);
    }
  });

  test('gets its parcel out of any order of repeated, foreign and damaged codes, and never another', () => {
    const noise = fc.oneof(
      fc.constantFrom(damaged, partOfSeveral, ofNextVersion()),
      fc.string(),
      fc.nat(ours.length - 1).map((at) => ours.slice(0, at)),
      fc
        .tuple(fc.nat(ours.length - 1), fc.constantFrom(...'0A$:'))
        .map(([at, put]) => ours.slice(0, at) + put + ours.slice(at + 1)),
    );
    fc.assert(
      fc.property(fc.array(noise), fc.array(noise), (before, after) => {
        const receiver = createReceiver();
        for (const text of [...before, ours, ...after]) receiver.add(text);
        expect(receiver.result).toEqual(parcel);
      }),
      { numRuns: 500 },
    );
  });
});
