import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Solver } from '../../../src/transfer/fountain/solver.ts';
import { factorsOf, symbolCountOf, symbolOf } from '../../../src/transfer/fountain/symbols.ts';
import { propertyRuns } from '../../propertyRuns.ts';

const streamId = Uint8Array.of(0xde, 0xad, 0xbe, 0xef);

function containerOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (Math.imul(at + 1, 0x9e3779b1) >>> 13) & 0xff);
}

/** Feeds symbols until it is solved. @returns how many were needed, and the result */
function solved(container: Uint8Array, numbers: Iterable<number>) {
  const solver = new Solver(streamId, container.length, 220);
  let count = 0;
  for (const number of numbers) {
    count += 1;
    solver.add(number, symbolOf(container, streamId, number, 220));
    if (solver.received === solver.needed) break;
  }
  return { count, result: solver.solve() };
}

function* from(first: number): Generator<number> {
  for (let number = first; ; number++) yield number;
}

describe('the factors of a symbol', () => {
  test('are fixed: different numbers are a different format', () => {
    expect([...factorsOf(streamId, 6, 6)]).toMatchInlineSnapshot(`
      [
        60,
        181,
        179,
        189,
        65,
        13,
      ]
    `);
    expect([...factorsOf(streamId, 0xffffff, 9)]).toMatchInlineSnapshot(`
      [
        213,
        190,
        144,
        149,
        232,
        25,
        166,
        72,
        31,
      ]
    `);
    expect([...factorsOf(Uint8Array.of(0, 0, 0, 0), 1, 4)]).toMatchInlineSnapshot(`
      [
        87,
        22,
        249,
        149,
      ]
    `);
  });

  test('are the first of more factors', () => {
    expect(factorsOf(streamId, 77, 5)).toEqual(factorsOf(streamId, 77, 50).subarray(0, 5));
  });

  test('differ for each stream and number', () => {
    const seen = new Set<string>();
    for (let number = 0; number < 1000; number++) seen.add(factorsOf(streamId, number, 8).join());
    for (let stream = 0; stream < 256; stream++) seen.add(factorsOf(Uint8Array.of(0, 0, 0, stream), 5, 8).join());
    expect(seen.size).toBe(1256);
  });
});

describe('a solver', () => {
  test.each([1, 219, 220, 221, 440, 2000, 22_000])('restores %i bytes, from the start or from anywhere', (length) => {
    const container = containerOf(length);
    const needed = symbolCountOf(length, 220);
    expect(solved(container, from(0))).toEqual({ count: needed, result: container });
    for (const first of [1, needed, needed + 1, 5000, 2 ** 24 - 500]) {
      const { count, result } = solved(container, from(first));
      expect(result).toEqual(container);
      expect(count).toBeLessThanOrEqual(needed + 2);
    }
  });

  test('needs K independent symbols, in any order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 * 220 }),
        fc.uniqueArray(fc.nat(400), { minLength: 36, maxLength: 60 }),
        (length, numbers) => {
          const container = containerOf(length);
          const { count, result } = solved(container, numbers);
          expect(result).toEqual(container);
          // The probability of more than two extra symbols is below one in sixteen million.
          expect(count).toBeLessThanOrEqual(symbolCountOf(length, 220) + 3);
        },
      ),
      { numRuns: propertyRuns(200) },
    );
  });

  test('counts only new information as new', () => {
    const container = containerOf(900);
    const solver = new Solver(streamId, container.length, 220);
    const add = (number: number) => solver.add(number, symbolOf(container, streamId, number, 220));
    expect([add(3), add(3), add(70), add(70), add(71), add(0), add(0), solver.received]).toEqual([
      true,
      false,
      true,
      false,
      true,
      true,
      false,
      4,
    ]);
    expect(solver.solve()).toBeNull();
    expect([add(2), solver.received]).toEqual([true, 5]);
    expect(solver.solve()).toEqual(container);
    expect([add(1), add(72), solver.received]).toEqual([false, false, 5]);
  });

  test('is not affected by later changes to the symbols', () => {
    const container = containerOf(400);
    const solver = new Solver(streamId, container.length, 220);
    const symbol = symbolOf(container, streamId, 0, 220);
    solver.add(0, symbol);
    symbol.fill(0);
    solver.add(9, symbolOf(container, streamId, 9, 220));
    expect(solver.solve()).toEqual(container);
  });

  test('needs almost no extra symbols: consecutive combinations are nearly independent', () => {
    const needed = 10;
    const container = containerOf(needed * 220);
    let more = 0;
    const trials = 2000;
    for (let trial = 0; trial < trials; trial++) {
      const id = Uint8Array.of(trial >> 8, trial, 1, 2);
      const solver = new Solver(id, container.length, 220);
      for (let number = needed; solver.received < needed; number++) {
        more += solver.add(number, symbolOf(container, id, number, 220)) ? 0 : 1;
      }
    }
    // Random matrices over GF(256) need 0.004 extra on average. Factors that are linear over GF(2) need several.
    expect(more / trials).toBeLessThan(0.01);
  });
});
