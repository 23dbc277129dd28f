import type { Chance } from '../tests/optics/chance.ts';

/** Bytes encoded by one system as an endless sequence of codes. */
export interface Showing {
  /** Number of blocks of the bytes. */
  readonly blockCount: number;
  /** @returns content of the code at an index of the sequence, from 0 */
  codeAt(place: number): string;
  /** Creates a receiver. */
  collect(): Collector;
}

export interface Collector {
  /** @returns the bytes when complete, otherwise null */
  take(code: string): Uint8Array | null;
}

/** The way of the codes from screen to receiver. */
export interface Path {
  /** Fraction of lost codes, 0 to 1. */
  readonly loss: number;
  /** `start`: the receiver sees the first code. `middle`: it begins at a random code of four rounds. */
  readonly joined: 'start' | 'middle';
  /** Rounds of the sequence after which the trial ends. */
  readonly rounds?: number;
}

const usualRounds = 60;

/**
 * Runs one transfer.
 *
 * @param bytes the content
 * @returns number of codes shown until the bytes were complete, including lost ones; infinite when they never were
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

/** Caches computed values. */
export function remembered<Value>(make: (place: number) => Value): (place: number) => Value {
  const known = new Map<number, Value>();
  return (place) => {
    const value = known.get(place) ?? make(place);
    known.set(place, value);
    return value;
  };
}
