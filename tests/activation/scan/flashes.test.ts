import { describe, expect, it } from 'vitest';
import { gridOf } from '../../../src/activation/transfer/grid.ts';
import { createPlayback } from '../../../src/activation/transfer/playback.ts';
import { type Modules, quietZone } from '../../../src/transfer/code.ts';
import { createSender } from '../../../src/transfer/sender.ts';
import { noise } from '../../transfer/sampleDocuments.ts';

/**
 * WCAG 2.2 success criterion 2.3.1: nothing flashes more than three times in any one second, unless the flashing areas
 * are small. A flash is a pair of opposing changes; small means less than a quarter of any 10 degrees of the
 * visual field, 341 x 256 CSS pixels.
 */
const field = { width: 341, height: 256 };
const smallPart = 0.25;
const mostFlashes = 3;
/** CSS pixels of the largest codes: the full height of the screen. */
const side = 1080;

type Picture = readonly (readonly boolean[])[];

function pictureOf(code: Modules): Picture {
  const cells = Array.from({ length: code.size + 2 * quietZone }, (_, at) => at - quietZone);
  const isInside = (at: number) => at >= 0 && at < code.size;
  return cells.map((row) => cells.map((column) => isInside(row) && isInside(column) && code.isDark(row, column)));
}

/** The codes shown in one second, at the pace and density of each level. */
function secondsOf(handheld: boolean): { name: string; codes: Picture[] }[] {
  const sender = createSender({ kind: 'file', bytes: noise('flashes', 60_000) }, 'https://activate.example/');
  let next = () => {};
  const later = (_: number, run: () => void) => {
    next = run;
    return () => {};
  };
  const playback = createPlayback(sender, { handheld, still: false, later });
  playback.fit(side);
  while (playback.showing.value.canGoFaster) playback.faster();
  const seconds = [];
  for (;;) {
    const { codes: shownAtOnce, pace, canGoSlower } = playback.showing.value;
    const codes = [];
    for (let shown = 0; shown <= pace; shown++) {
      codes.push(pictureOf(gridOf(playback.showing.value.codes)));
      next();
    }
    const name = `${shownAtOnce.length} of version ${shownAtOnce[0]?.version}, ${pace} a second`;
    seconds.push({ name, codes });
    if (!canGoSlower) return seconds;
    playback.slower();
  }
}

/** Number of flashes of each module. */
function flashesOf(codes: readonly Picture[]): number[][] {
  const [first = []] = codes;
  return first.map((line, row) =>
    line.map((_, column) => {
      const changes = codes.filter((code, at) => at > 0 && code[row]?.[column] !== codes[at - 1]?.[row]?.[column]);
      return Math.floor(changes.length / 2);
    }),
  );
}

/** The largest fraction of any field of view for which a condition holds, in steps of a quarter of the field. */
function largestPart(values: readonly (readonly boolean[])[]): number {
  const module = side / values.length;
  const [width, height] = [Math.floor(field.width / module), Math.floor(field.height / module)];
  let largest = 0;
  for (let top = 0; top + height <= values.length; top += height >> 2) {
    for (let left = 0; left + width <= values.length; left += width >> 2) {
      const cells = values.slice(top, top + height).flatMap((line) => line.slice(left, left + width));
      largest = Math.max(largest, cells.filter(Boolean).length / cells.length);
    }
  }
  return largest;
}

describe('changing codes', () => {
  it('stay below the flash limit at every density and pace, on a full screen', () => {
    const parts = secondsOf(false).map(({ name, codes }) => {
      const flashing = flashesOf(codes).map((line) => line.map((flashes) => flashes > mostFlashes));
      return [name, largestPart(flashing)] as const;
    });
    expect(parts).toHaveLength(9);
    for (const [name, part] of parts) expect(part, name).toBeLessThan(smallPart);
    // The measurement detects violations: the same codes at twice the pace flash too much.
    const [fastest] = secondsOf(false);
    const twice = flashesOf([...(fastest?.codes ?? []), ...(fastest?.codes.slice(0, -1).reverse() ?? [])]);
    expect(largestPart(twice.map((line) => line.map((flashes) => flashes > mostFlashes)))).toBeGreaterThan(smallPart);
  });

  it('have equal brightness, so the whole code does not flash', () => {
    for (const { name, codes } of secondsOf(true)) {
      const brightness = codes.map((code) => code.flat().filter((dark) => !dark).length / code.flat().length);
      expect(Math.max(...brightness) - Math.min(...brightness), name).toBeLessThan(0.1);
    }
  });
});
