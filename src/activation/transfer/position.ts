import type { Code } from '../../transfer/code.ts';
import type { Sender } from '../../transfer/sender.ts';
import type { LevelControl } from './levels.ts';

/** Where a playback is in the endless sequence of symbols. */
export interface Position {
  /** @param count of codes, one after another */
  codes(count: number): readonly Code[];
  /** From 1: which of the numbered codes this is. */
  page(): number;
  pages(): number;
  /** @param count of codes that were shown */
  advance(count: number): void;
  /** Moves to the beginning of a numbered code: this one (0), the next (1), the previous (-1). */
  turn(by: 0 | 1 | -1): void;
  /** Moves to the beginning of the numbered code at the current density. */
  align(): void;
}

export function createPosition(sender: Sender, levels: LevelControl): Position {
  /** Number of the first symbol on the screen. */
  let first = 0;
  const pages = () => sender.pageCount(levels.current.density);

  function pageStart(): number {
    const { density } = levels.current;
    return Math.floor((first % sender.symbolCount) / density) * density;
  }

  return {
    codes(count) {
      const { density } = levels.current;
      return Array.from({ length: count }, (_, at) => sender.code(first + at * density, density));
    },
    page: () => (Math.floor(first / levels.current.density) % pages()) + 1,
    pages,
    advance(count) {
      first += count * levels.current.density;
    },
    turn(by) {
      const { density } = levels.current;
      first = ((pageStart() / density + by + pages()) % pages()) * density;
    },
    align() {
      first = pageStart();
    },
  };
}
