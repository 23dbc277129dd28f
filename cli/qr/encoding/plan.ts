import type { Code } from '../../../src/transfer/code.ts';
import { defaultDensity, densities, type Sender } from '../../../src/transfer/sender.ts';
import { areaOf, type CharacterArea } from '../terminal/halfBlocks.ts';

/** Codes that carry a parcel. */
export interface CodeSeries {
  readonly codes: readonly Code[];
  /** How many different codes restore the parcel. */
  readonly necessary: number;
}

/**
 * Plans the codes to draw: one code if everything fits, otherwise all symbols once, followed by spare codes of combined
 * symbols.
 *
 * @param density symbols a code; if lower than the parcel's symbols, several codes are drawn even if one would suffice
 * @param spare additional codes, in per cent
 */
export function planSeries(sender: Sender, density: number | undefined, spare: number): CodeSeries {
  const whole = singleCode(sender, density);
  if (whole) return { codes: [whole], necessary: 1 };
  const symbols = density ?? defaultDensity;
  const necessary = sender.pageCount(symbols);
  const count = necessary + Math.ceil((necessary * spare) / 100);
  return { codes: Array.from({ length: count }, (_, page) => sender.code(page * symbols, symbols)), necessary };
}

/** @returns the code that carries everything; null if it does not fit, or lower density was requested */
export function singleCode(sender: Sender, density: number | undefined): Code | null {
  return density !== undefined && density < sender.symbolCount ? null : sender.whole;
}

/**
 * Starts a sender at the highest density whose codes fit.
 *
 * @param most upper limit
 * @param room space in the terminal
 * @returns null if not even the smallest code fits
 */
export function senderThatFits(sender: Sender, most: number | undefined, room: CharacterArea): Sender | null {
  const density = densestIn((symbols) => sender.startingAt(symbols).code(0, symbols), most, room);
  return density === null ? null : sender.startingAt(density);
}

/**
 * Finds the highest density at which the codes of a sender that has started fit.
 *
 * @param most upper limit
 * @param room space in the terminal
 * @returns null if not even the smallest code fits
 */
export function densestThatFits(sender: Sender, most: number | undefined, room: CharacterArea): number | null {
  return densestIn((symbols) => sender.code(0, symbols), most, room);
}

function densestIn(codeOf: (symbols: number) => Code, most: number | undefined, room: CharacterArea): number | null {
  const allowed = densities.filter((density) => density <= (most ?? defaultDensity)).reverse();
  return allowed.find((density) => fits(areaOf(codeOf(density).size), room)) ?? null;
}

/** @returns the area of the smallest code */
export function smallestArea(sender: Sender): CharacterArea {
  return areaOf(sender.code(0, densities[0]).size);
}

export function fits(area: CharacterArea, room: CharacterArea): boolean {
  return area.columns <= room.columns && area.rows <= room.rows;
}
