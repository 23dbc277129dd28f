import { describe, expect, test } from 'vitest';
import { maxAddressLength } from '../../../../cli/qr/encoding/encodeOptions.ts';
import {
  densestThatFits,
  planSeries,
  senderThatFits,
  singleCode,
  smallestArea,
} from '../../../../cli/qr/encoding/plan.ts';
import { areaOf, halfBlocksOf } from '../../../../cli/qr/terminal/halfBlocks.ts';
import { createSender } from '../../../../src/transfer/sender.ts';
import { noisyBytes } from '../../tool.ts';

const blackOnWhite = '\u001b[38;5;16;48;5;231m';
const plain = '\u001b[0m';
const senderOf = (length: number) =>
  createSender({ kind: 'file', name: 'a', bytes: noisyBytes(length) }, 'https://keyferry.invalid/');

describe('a series', () => {
  test('is one code when one holds everything, unless smaller codes are requested', () => {
    const sender = senderOf(900);
    expect(planSeries(sender, undefined, 100)).toMatchObject({ codes: [sender.whole], necessary: 1 });
    expect(planSeries(sender, 12, 0).codes).toHaveLength(1);
    expect(planSeries(sender, 2, 0)).toMatchObject({ codes: { length: 3 }, necessary: 3 });
    expect(singleCode(sender, 1)).toBeNull();
  });

  test('has spare codes beyond the necessary ones, at least one when spares are requested', () => {
    const sender = senderOf(5000);
    const { codes, necessary } = planSeries(sender, 5, 1);
    expect([codes.length, necessary]).toEqual([6, 5]);
    expect(new Set(codes.map(({ text }) => text)).size).toBe(6);
  });
});

test('the densest code has room for the longest address', () => {
  const address = `https://desk.example/${'a'.repeat(maxAddressLength - 21)}`;
  const sender = createSender({ kind: 'file', name: 'a', bytes: noisyBytes(5000) }, address);
  expect(sender.code(0, 12).text).toContain(address);
});

describe('in a terminal', () => {
  const sender = senderOf(5000);

  test('codes are as dense as fits, and never denser than requested', () => {
    const room = { columns: 100, rows: 48 };
    const density = densestThatFits(sender, undefined, room) ?? 0;
    expect(density).toBe(2);
    expect(areaOf(sender.code(0, density).size).rows).toBeLessThanOrEqual(48);
    expect(areaOf(sender.code(0, 3).size).rows).toBeGreaterThan(48);
    expect(densestThatFits(sender, 1, room)).toBe(1);
    expect(densestThatFits(sender, undefined, { columns: 1000, rows: 1000 })).toBe(5);
    expect(densestThatFits(sender, 12, { columns: 1000, rows: 1000 })).toBe(12);
  });

  test('the symbols fill the densest codes that fit', () => {
    const long = senderOf(100_000);
    const started = senderThatFits(long, undefined, { columns: 85, rows: 43 });
    expect(started?.symbolLength).toBe(long.startingAt(2).symbolLength);
    expect(started?.code(0, 2).version).toBe(15);
    expect(senderThatFits(long, undefined, { columns: 65, rows: 33 })?.code(0, 1).version).toBe(10);
    expect(senderThatFits(long, undefined, { columns: 65, rows: 32 })).toBeNull();
  });

  test('the smallest accepted size is that of the smallest code', () => {
    const least = smallestArea(sender);
    expect(densestThatFits(sender, undefined, least)).toBe(1);
    expect(densestThatFits(sender, undefined, { ...least, rows: least.rows - 1 })).toBeNull();
    expect(densestThatFits(sender, undefined, { ...least, columns: least.columns - 1 })).toBeNull();
  });

  test('a code is drawn with two modules per character, in fixed colors, with its quiet zone', () => {
    const code = sender.code(0, 1);
    const lines = halfBlocksOf(code);
    const { columns, rows } = areaOf(code.size);
    expect(lines).toHaveLength(rows);
    for (const line of lines) {
      const drawn = line.slice(blackOnWhite.length, -plain.length);
      expect(line).toBe(`${blackOnWhite}${drawn}${plain}`);
      expect(drawn).toMatch(/^ {4}[ █▀▄]+ {4}$/);
      expect(drawn).toHaveLength(columns);
    }
    expect(lines.slice(0, 2).join('')).not.toMatch(/[█▀▄]/);
    expect(lines[2]).toContain('    █▀▀▀▀▀█');
  });
});
