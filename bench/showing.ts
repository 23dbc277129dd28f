import type { Chance } from '../tests/optics/chance.ts';

/** Bytes as one system shows them: an endless sequence of codes. */
export interface Showing {
  /** Into how many blocks the bytes were cut. */
  readonly blockCount: number;
  /** @returns what the code at that place of the sequence says; places count from 0 */
  codeAt(place: number): string;
  /** Begins to look. */
  collect(): Collector;
}

export interface Collector {
  /** @returns the bytes once they are complete; null before */
  take(code: string): Uint8Array | null;
}

/** How codes get from the screen to the collector. */
export interface Path {
  /** Part of the codes that is lost, 0 to 1. */
  readonly loss: number;
  /** `start`: the collector sees the sequence from its first code on. `middle`: it begins at any code of four rounds. */
  readonly joined: 'start' | 'middle';
  /** Rounds of the sequence after which nothing more is hoped for. */
  readonly rounds?: number;
}

const usualRounds = 60;

/**
 * @param bytes what was shown
 * @returns how many codes went by until the bytes were complete, lost ones included; infinite when they never were
 * @throws Error when other bytes arrived
 */
export function codesUntilComplete(showing: Showing, bytes: Uint8Array, path: Path, chance: Chance): number {
  const collector = showing.collect();
  const start = path.joined === 'start' ? 0 : chance.below(4 * showing.blockCount) + 1;
  const most = (path.rounds ?? usualRounds) * showing.blockCount + 200;
  for (let count = 1; count <= most; count++) {
    if (chance.unit() < path.loss) continue;
    const found = collector.take(showing.codeAt(start + count - 1));
    if (!found) continue;
    if (Buffer.compare(found, bytes) !== 0) throw new Error('other bytes arrived than were shown');
    return count;
  }
  return Number.POSITIVE_INFINITY;
}

/** Makes each value once. */
export function remembered<Value>(make: (place: number) => Value): (place: number) => Value {
  const known = new Map<number, Value>();
  return (place) => {
    const value = known.get(place) ?? make(place);
    known.set(place, value);
    return value;
  };
}
