import type { Code } from '../../../src/transfer/code.ts';
import { densities, type Sender } from '../../../src/transfer/sender.ts';
import { areaOf, type CharacterArea } from '../terminal/halfBlocks.ts';

/** A series of codes that holds a parcel. */
export interface CodeSeries {
  readonly codes: readonly Code[];
  /** How many different ones restore the parcel. */
  readonly necessary: number;
}

/** Read by an ordinary phone from an ordinary screen. */
const defaultDensity = 5;

/**
 * Chooses the codes to draw: the one that holds everything where there is one, or else all symbols once and, after them,
 * as many combined ones as are to be spared.
 *
 * @param density symbols a code; a lower one than the parcel has symbols makes several codes even where one would do
 * @param spare per cent of codes beyond the necessary ones
 */
export function planSeries(sender: Sender, density: number | undefined, spare: number): CodeSeries {
  const whole = singleCode(sender, density);
  if (whole) return { codes: [whole], necessary: 1 };
  const symbols = density ?? defaultDensity;
  const necessary = sender.pageCount(symbols);
  const count = necessary + Math.ceil((necessary * spare) / 100);
  return { codes: Array.from({ length: count }, (_, page) => sender.code(page * symbols, symbols)), necessary };
}

/** @returns the one code that holds everything, unless smaller ones were asked for */
export function singleCode(sender: Sender, density: number | undefined): Code | null {
  return density !== undefined && density < sender.symbolCount ? null : sender.whole;
}

/**
 * The most symbols a code may carry for it to fit.
 *
 * @param most the density that is not to be exceeded
 * @param room what a terminal has for the code
 * @returns null when not even the smallest code fits
 */
export function densestThatFits(sender: Sender, most: number | undefined, room: CharacterArea): number | null {
  const allowed = densities.filter((density) => density <= (most ?? defaultDensity)).reverse();
  return allowed.find((density) => fits(areaOf(sender.code(0, density).size), room)) ?? null;
}

/** @returns what the smallest codes take that there are */
export function smallestArea(sender: Sender): CharacterArea {
  return areaOf(sender.code(0, densities[0]).size);
}

export function fits(area: CharacterArea, room: CharacterArea): boolean {
  return area.columns <= room.columns && area.rows <= room.rows;
}
