import { quietZone } from '../../transfer/code.ts';
import type { Sender } from '../../transfer/sender.ts';

/** How dense and how fast codes are shown. */
export interface Level {
  /** Symbols in a code. */
  readonly density: number;
  /** Codes a second. */
  readonly pace: number;
}

const slowest: Level = { density: 1, pace: 4 };

/** From what only good devices read to what nearly all do. Codes become simpler first; only then is each shown longer. */
const levels: readonly Level[] = [
  { density: 7, pace: 12 },
  { density: 5, pace: 10 },
  { density: 3, pace: 10 },
  { density: 2, pace: 8 },
  { density: 1, pace: 8 },
  { density: 1, pace: 6 },
  slowest,
];
/** A computer's screen in front of a phone's camera, and a phone's screen in front of a webcam. */
const defaultLevel = { desktop: 1, handheld: 3 } as const;

/** CSS pixels. An ordinary camera cannot separate smaller modules. */
const smallestModule = 3;

/** The level of one playback, between the slowest and the fastest that make a difference. */
export interface LevelControl {
  /** The level in use, limited by the room on the screen and the size of the parcel. */
  readonly current: Level;
  /** Whether there is a faster (-1) or a slower (1) level. */
  can(direction: 1 | -1): boolean;
  /** Changes the level. @returns whether there was one */
  step(direction: 1 | -1): boolean;
  /** Limits the density to what is readable. @param side CSS pixels for a code with its quiet zone */
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
  let level = startingLevel(sender, handheld);
  let densest = Number.POSITIVE_INFINITY;

  const effectOf = ({ density, pace }: Level): Level => ({
    density: Math.min(density, densest, sender.symbolCount),
    pace,
  });
  const current = () => effectOf(levels[level] ?? slowest);

  /** @returns the next level in a direction that makes a difference; null at the end */
  function beyond(direction: 1 | -1): number | null {
    const { density, pace } = current();
    for (let other = level + direction; levels[other]; other += direction) {
      const effect = effectOf(levels[other] ?? slowest);
      if (effect.density !== density || effect.pace !== pace) return other;
    }
    return null;
  }

  return {
    get current() {
      return current();
    },
    can: (direction) => beyond(direction) !== null,
    step(direction) {
      const other = beyond(direction);
      level = other ?? level;
      return other !== null;
    },
    fit(side) {
      densest = densestWithin(sender, side);
    },
  };
}

/** @returns symbols in a code, at least 1, whose modules are large enough in this room */
function densestWithin(sender: Sender, side: number): number {
  const densities = [...new Set(levels.map((level) => level.density))];
  return densities.find((density) => (sender.code(0, density).size + 2 * quietZone) * smallestModule <= side) ?? 1;
}
