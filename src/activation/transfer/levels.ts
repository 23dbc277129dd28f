import { quietZone } from '../../transfer/code.ts';
import type { Sender } from '../../transfer/sender.ts';
import { gridSize } from './grid.ts';

/** How dense and how fast codes are shown. */
export interface Level {
  /** Codes on the screen at once: one, or a square of several. */
  readonly atOnce: number;
  /** Symbols in a code. */
  readonly density: number;
  /** How often the codes change, a second. */
  readonly pace: number;
}

const slowest: Level = { atOnce: 1, density: 1, pace: 4 };

/**
 * From what only good devices read to what nearly all do. First there is one code instead of several, then codes become simpler;
 * only then is each shown longer. More than twelve changes a second would flash.
 */
const levels: readonly Level[] = [
  { atOnce: 4, density: 5, pace: 12 },
  { atOnce: 4, density: 3, pace: 10 },
  { atOnce: 1, density: 7, pace: 12 },
  { atOnce: 1, density: 5, pace: 10 },
  { atOnce: 1, density: 3, pace: 10 },
  { atOnce: 1, density: 2, pace: 8 },
  { atOnce: 1, density: 1, pace: 8 },
  { atOnce: 1, density: 1, pace: 6 },
  slowest,
];
/** A computer's screen in front of a phone's camera, and a phone's screen in front of a webcam. */
const defaultLevel = { desktop: 3, handheld: 5 } as const;
/** The one that shows several codes at once. */
const fastest = 0;

/** CSS pixels. An ordinary camera cannot separate smaller modules. */
const smallestModule = 3;
/** With fewer codes, a transfer is over before anybody looks for something faster: forty take four seconds. */
const fewestForSeveral = 40;
/** Symbols in each of several codes: with fewer, they carry no more than a single dense code, and need more room. */
const fewestInSeveral = 3;

/** The level of one playback, between the slowest and the fastest that make a difference. */
export interface LevelControl {
  /** The level in use, limited by the room on the screen and the size of the parcel. */
  readonly current: Level;
  /** Whether the parcel is long and the screen large enough for several codes at once. */
  readonly canShowSeveral: boolean;
  /** Whether there is a faster (-1) or a slower (1) level. */
  can(direction: 1 | -1): boolean;
  /** Changes the level. @returns whether there was one */
  step(direction: 1 | -1): boolean;
  /** Changes to the fastest level, or to the one that the playback starts with. @returns whether that is another one */
  showSeveral(several: boolean): boolean;
  /** Changes to a level that more devices read: to one code if there were several. @returns whether there was one */
  ease(): boolean;
  /** Limits the density to what is readable. @param side CSS pixels for the codes with their quiet zone */
  fit(side: number): void;
}

/** @returns symbols in a code of the level that a playback starts with */
export function startingDensity(sender: Sender, handheld: boolean): number {
  return (levels[startingLevel(sender, handheld)] ?? slowest).density;
}

/** A person who wants in parts what fits one code has trouble with its density. */
function startingLevel(sender: Sender, handheld: boolean): number {
  return defaultLevel[handheld || sender.whole ? 'handheld' : 'desktop'];
}

/** @param sender starts with {@link startingDensity} */
export function createLevelControl(sender: Sender, handheld: boolean): LevelControl {
  const start = startingLevel(sender, handheld);
  const isLong = sender.pageCount(startingDensity(sender, handheld)) >= fewestForSeveral;
  const densestWithin = densestOf(sender);
  let chosen = start;
  /** Unknown until the codes have a place on the screen, which limits one code less than several. */
  let side: number | null = null;

  /** @returns null when the room is too small for so many codes */
  function effectOf({ atOnce, density, pace }: Level): Level | null {
    if (atOnce === 1) {
      const densest = side === null ? density : (densestWithin(side, { atOnce, density }) ?? 1);
      return { atOnce, density: Math.min(densest, sender.symbolCount), pace };
    }
    const densest = side !== null && isLong ? densestWithin(side, { atOnce, density }) : null;
    return densest !== null && densest >= fewestInSeveral ? { atOnce, density: densest, pace } : null;
  }

  const effectAt = (level: number) => effectOf(levels[level] ?? slowest);
  /** What was chosen in a larger room is back as soon as there is room again. */
  const level = () => (effectAt(chosen) ? chosen : start);
  const current = () => effectAt(level()) ?? slowest;

  /** @returns the next level in a direction that makes a difference; null at the end */
  function beyond(direction: 1 | -1): number | null {
    const { atOnce, density, pace } = current();
    for (let other = level() + direction; levels[other]; other += direction) {
      const effect = effectAt(other);
      if (!effect) continue;
      if (effect.atOnce !== atOnce || effect.density !== density || effect.pace !== pace) return other;
    }
    return null;
  }

  function step(direction: 1 | -1): boolean {
    const other = beyond(direction);
    chosen = other ?? chosen;
    return other !== null;
  }

  return {
    get current() {
      return current();
    },
    get canShowSeveral() {
      return effectAt(fastest) !== null;
    },
    can: (direction) => beyond(direction) !== null,
    step,
    showSeveral(several) {
      const before = chosen;
      chosen = several ? fastest : start;
      return chosen !== before;
    },
    ease() {
      if (current().atOnce === 1) return step(1);
      chosen = start;
      return true;
    },
    fit(room) {
      side = room;
    },
  };
}

/** @returns symbols in each code, so many at most, whose modules are large enough in this room; null when none are */
type DensestWithin = (side: number, level: Omit<Level, 'pace'>) => number | null;

function densestOf(sender: Sender): DensestWithin {
  const densities = [...new Set(levels.map(({ density }) => density))].sort((one, other) => other - one);
  // Making a code takes milliseconds, and levels are compared with every code that is shown.
  const sizes = new Map<number, number>();
  function sizeOf(density: number): number {
    const size = sizes.get(density) ?? sender.code(0, density).size;
    sizes.set(density, size);
    return size;
  }
  return (side, { atOnce, density }) => {
    const fits = (symbols: number) => (gridSize(sizeOf(symbols), atOnce) + 2 * quietZone) * smallestModule <= side;
    return densities.find((symbols) => symbols <= density && fits(symbols)) ?? null;
  };
}
