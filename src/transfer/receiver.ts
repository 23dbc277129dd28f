import { sameBytes } from '../crypto/bytes.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { textToBytes } from './alphabet.ts';
import { Solver } from './fountain/solver.ts';
import { type Frame, isWhole, type ReadFrame, readFrame, streamIdOf } from './frame.ts';
import { frameTextIn } from './link.ts';
import { longestContainer, type Parcel, unpackParcel } from './parcel.ts';

/** Collects frames in any order until a parcel is complete. */
export interface Receiver {
  /**
   * Takes the text of one code. Never throws. No other code costs a transfer what it has collected.
   *
   * @param text untrusted
   * @returns `ours`: taken, or already known. `foreign`: not a frame, or a frame of another transfer after one is complete.
   *   `damaged`: a damaged frame, or frames that yield a damaged container. `unsupported`: this version cannot use the
   *   frame; `problem` is the reason
   */
  add(text: string): 'ours' | 'foreign' | 'damaged' | 'unsupported';
  readonly done: boolean;
  /** From 0 to 1, of the transfer that received a frame last. */
  readonly progress: number;
  /**
   * Symbols received and needed, of the transfer that received a frame last; null before the first. When that transfer
   * yielded a damaged container, of the most advanced of the others.
   */
  readonly parts: { readonly received: number; readonly needed: number } | null;
  /** The parcel; only when `done`. */
  readonly result: Parcel;
  /** The reason why the last text was `damaged` or `unsupported`. */
  readonly problem: RefusalCode | null;
  /** The last frame, when it is one of several and brought something new: keep it to resume the transfer later. */
  readonly fresh: KeptFrame | null;
}

/** A frame to keep until its transfer is complete. */
export interface KeptFrame {
  /** Which transfer it belongs to. */
  readonly stream: string;
  /** The text of the frame, in the transfer alphabet. */
  readonly text: string;
}

/** Bounds memory: a transfer takes 1.7 MB at most. The least advanced one is dropped, never the one in use. */
const mostTransfers = 8;

export function createReceiver(): Receiver {
  return new SolvingReceiver();
}

class SolvingReceiver implements Receiver {
  /** By transfer and symbol length: senders with different symbols show the same parcel, and their symbols do not mix. */
  readonly #solvers = new Map<string, Solver>();
  #latest: Solver | null = null;
  #complete: { readonly parcel: Parcel; readonly stream: string } | null = null;
  #problem: RefusalCode | null = null;
  #fresh: KeptFrame | null = null;

  add(text: string): ReturnType<Receiver['add']> {
    this.#problem = null;
    this.#fresh = null;
    const frameText = frameTextIn(text);
    if (frameText === null) return 'foreign';
    try {
      return this.#take(frameText);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#problem = error.code;
      return error.code === 'frame-damaged' || error.code === 'parcel-damaged' ? 'damaged' : 'unsupported';
    }
  }

  get done(): boolean {
    return this.#complete !== null;
  }

  get progress(): number {
    if (this.#complete) return 1;
    return this.#latest ? this.#latest.received / this.#latest.needed : 0;
  }

  get parts(): Receiver['parts'] {
    return this.#latest && { received: this.#latest.received, needed: this.#latest.needed };
  }

  get result(): Parcel {
    if (!this.#complete) throw new Error('The receiver has no parcel yet.');
    return this.#complete.parcel;
  }

  get problem(): RefusalCode | null {
    return this.#problem;
  }

  get fresh(): KeptFrame | null {
    return this.#fresh;
  }

  /** @throws Refusal whatever is wrong with the frame, or with the container that it completes */
  #take(text: string): 'ours' | 'foreign' {
    const bytes = textToBytes(text);
    if (!bytes) throw new Refusal('frame-damaged');
    const frame = readFrame(bytes);
    const stream = nameOf(frame);
    if (this.#complete) return this.#complete.stream === stream ? 'ours' : 'foreign';
    if (frame.totalLength > longestContainer) throw new Refusal('parcel-too-large', { cap: longestContainer });
    if (isWhole(frame)) this.#finish(frame, stream, frame.payload);
    else this.#collect(frame, stream, text);
    return 'ours';
  }

  #collect(frame: ReadFrame, stream: string, text: string): void {
    const name = `${stream}-${frame.symbolLength}`;
    const solver = this.#solverOf(frame, name);
    if (addSymbols(solver, frame)) this.#fresh = { stream, text };
    this.#latest = solver;
    const container = solver.solve();
    if (!container) return;
    // A set of symbols that yields a damaged container is dropped: more symbols cannot repair it.
    this.#solvers.delete(name);
    this.#latest = furthest(this.#solvers);
    this.#finish(frame, stream, container);
    this.#latest = solver;
  }

  #solverOf(frame: ReadFrame, name: string): Solver {
    const known = this.#solvers.get(name);
    if (known) return known;
    if (this.#solvers.size >= mostTransfers) this.#solvers.delete(leastAdvanced(this.#solvers, this.#latest));
    const solver = new Solver(frame.streamId, frame.totalLength, frame.symbolLength);
    this.#solvers.set(name, solver);
    return solver;
  }

  #finish({ streamId }: Frame, stream: string, container: Uint8Array): void {
    if (!sameBytes(streamIdOf(container), streamId)) throw new Refusal('frame-damaged');
    this.#complete = { parcel: unpackParcel(container), stream };
  }
}

/**
 * @param text of a code, untrusted
 * @returns name of the transfer that its frame belongs to, as in {@link KeptFrame}; null when it is no undamaged frame
 */
export function transferOf(text: string): string | null {
  const bytes = textToBytes(frameTextIn(text) ?? '');
  try {
    return bytes && nameOf(readFrame(bytes));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Frames with the same stream id and total length belong together. */
function nameOf({ streamId, totalLength }: Frame): string {
  return `${[...streamId].map((byte) => byte.toString(16).padStart(2, '0')).join('')}-${totalLength}`;
}

function addSymbols(solver: Solver, { firstSymbol, payload, symbolLength }: ReadFrame): boolean {
  let isNew = false;
  for (let at = 0; at < payload.length; at += symbolLength) {
    const symbol = payload.subarray(at, at + symbolLength);
    isNew = solver.add(firstSymbol + at / symbolLength, symbol) || isNew;
  }
  return isNew;
}

/** @returns name of the least advanced transfer other than the latest */
function leastAdvanced(solvers: ReadonlyMap<string, Solver>, latest: Solver | null): string {
  const others = [...solvers].filter(([, solver]) => solver !== latest);
  const [least] = others.sort(([, one], [, other]) => one.received - other.received);
  return least?.[0] ?? '';
}

function furthest(solvers: ReadonlyMap<string, Solver>): Solver | null {
  return [...solvers.values()].sort((one, other) => other.received - one.received)[0] ?? null;
}
