import { Refusal, type RefusalCode } from '../refusal.ts';
import { textToBytes } from './alphabet.ts';
import { sameBytes } from './bytes.ts';
import { type Frame, isWhole, readFrame, streamIdOf } from './frame.ts';
import { frameTextIn } from './link.ts';
import { longestContainer, type Parcel, unpackParcel } from './parcel.ts';
import { Solver } from './solver.ts';
import { symbolLength } from './symbols.ts';

/** Collects the codes that a camera sees, in any order, until a parcel is complete. */
export interface Receiver {
  /**
   * Takes in the text of one code. Never throws, and nothing that comes in between loses what is there already.
   *
   * @param text untrusted
   * @returns `ours`: taken, or known already. `foreign`: no frame, or one of another transfer than the one that is
   *   complete. `damaged`: a frame, but not whole, or frames that together made nothing whole. `unsupported`: a frame that
   *   this version cannot use; `problem` tells why
   */
  add(text: string): 'ours' | 'foreign' | 'damaged' | 'unsupported';
  readonly done: boolean;
  /** From 0 to 1, of the transfer that was fed last. */
  readonly progress: number;
  /**
   * How many of the symbols needed are in, of the transfer that was fed last; null before the first. When that one came to
   * nothing, of the one among the others that has got furthest.
   */
  readonly parts: { readonly received: number; readonly needed: number } | null;
  /** The parcel; only when `done`. */
  readonly result: Parcel;
  /** Why the last text was `damaged` or `unsupported`. */
  readonly problem: RefusalCode | null;
  /** The frame of several that was taken in last, when it brought something new: what to keep for going on later. */
  readonly fresh: KeptFrame | null;
}

/** A frame worth keeping until its transfer is complete. */
export interface KeptFrame {
  /** Which transfer it belongs to. */
  readonly stream: string;
  /** The text of the frame, in the transfer alphabet. */
  readonly text: string;
}

/** Bounds memory, 1.7 MB each at most. What was fed last and what has got furthest stay. */
const mostTransfers = 8;

export function createReceiver(): Receiver {
  const solvers = new Map<string, Solver>();
  let latest: Solver | null = null;
  let done: { parcel: Parcel; stream: string } | null = null;
  let problem: RefusalCode | null = null;
  let fresh: KeptFrame | null = null;

  /** @throws Refusal whatever is wrong with the frame, or with the container that it completes */
  function take(text: string): 'ours' | 'foreign' {
    const bytes = textToBytes(text);
    if (!bytes) throw new Refusal('frame-damaged');
    const frame = readFrame(bytes);
    const stream = nameOf(frame);
    if (done) return done.stream === stream ? 'ours' : 'foreign';
    if (frame.totalLength > longestContainer) throw new Refusal('parcel-too-large', { cap: longestContainer });
    if (isWhole(frame)) {
      finish(frame, stream, frame.payload);
      return 'ours';
    }
    const solver = solverOf(frame, stream);
    if (addSymbols(solver, frame)) fresh = { stream, text };
    latest = solver;
    const container = solver.solve();
    if (container) {
      // Whatever comes of it: symbols that together make nothing whole are not collected any further.
      solvers.delete(stream);
      latest = furthest(solvers);
      finish(frame, stream, container);
      latest = solver;
    }
    return 'ours';
  }

  function solverOf(frame: Frame, stream: string): Solver {
    const known = solvers.get(stream);
    if (known) return known;
    if (solvers.size >= mostTransfers) solvers.delete(leastAdvanced(solvers, latest));
    const solver = new Solver(frame.streamId, frame.totalLength);
    solvers.set(stream, solver);
    return solver;
  }

  function finish({ streamId }: Frame, stream: string, container: Uint8Array): void {
    if (!sameBytes(streamIdOf(container), streamId)) throw new Refusal('frame-damaged');
    done = { parcel: unpackParcel(container), stream };
  }

  return {
    add(text) {
      problem = null;
      fresh = null;
      const seen = frameTextIn(text);
      if (seen === null) return 'foreign';
      try {
        return take(seen);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        problem = error.code;
        return error.code === 'frame-damaged' || error.code === 'parcel-damaged' ? 'damaged' : 'unsupported';
      }
    },
    get done() {
      return done !== null;
    },
    get progress() {
      if (done) return 1;
      return latest ? latest.received / latest.needed : 0;
    },
    get parts() {
      return latest && { received: latest.received, needed: latest.needed };
    },
    get result() {
      if (!done) throw new Error('The receiver has no parcel yet.');
      return done.parcel;
    },
    get problem() {
      return problem;
    },
    get fresh() {
      return fresh;
    },
  };
}

/** Frames with the same stream id and total length belong together. */
function nameOf({ streamId, totalLength }: Frame): string {
  return `${[...streamId].map((byte) => byte.toString(16).padStart(2, '0')).join('')}-${totalLength}`;
}

function addSymbols(solver: Solver, { firstSymbol, payload }: Frame): boolean {
  let isNew = false;
  for (let at = 0; at < payload.length; at += symbolLength) {
    const symbol = payload.subarray(at, at + symbolLength);
    isNew = solver.add(firstSymbol + at / symbolLength, symbol) || isNew;
  }
  return isNew;
}

/** @returns the name of the transfer that has got least, other than the one that was fed last */
function leastAdvanced(solvers: ReadonlyMap<string, Solver>, latest: Solver | null): string {
  const others = [...solvers].filter(([, solver]) => solver !== latest);
  const [least] = others.sort(([, one], [, other]) => one.received - other.received);
  return least?.[0] ?? '';
}

function furthest(solvers: ReadonlyMap<string, Solver>): Solver | null {
  return [...solvers.values()].sort((one, other) => other.received - one.received)[0] ?? null;
}
