import { Refusal, type RefusalCode } from '../refusal.ts';
import { containerInFrame } from './frame.ts';
import { frameTextIn } from './link.ts';
import { type Parcel, unpackParcel } from './parcel.ts';

/** Collects the codes that a camera sees until a parcel is complete. */
export interface Receiver {
  /**
   * Takes in the text of one code. Never throws, and nothing that comes in between loses what is there already.
   *
   * @param text untrusted
   * @returns `ours`: taken, or known already. `foreign`: no frame, or one of another transfer. `damaged`: a frame, but
   *   not whole. `unsupported`: a frame that this version cannot use; `problem` tells why
   */
  add(text: string): 'ours' | 'foreign' | 'damaged' | 'unsupported';
  readonly done: boolean;
  /** From 0 to 1. */
  readonly progress: number;
  /** The parcel; only when `done`. */
  readonly result: Parcel;
  /** Why the last text was `damaged` or `unsupported`. */
  readonly problem: RefusalCode | null;
}

export function createReceiver(): Receiver {
  let parcel: Parcel | null = null;
  let frame: string | null = null;
  let problem: RefusalCode | null = null;
  return {
    add(text) {
      problem = null;
      const seen = frameTextIn(text);
      if (seen === null) return 'foreign';
      if (parcel) return seen === frame ? 'ours' : 'foreign';
      try {
        parcel = unpackParcel(containerInFrame(seen));
        frame = seen;
        return 'ours';
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault;
        problem = fault.code;
        return fault.code === 'frame-damaged' || fault.code === 'parcel-damaged' ? 'damaged' : 'unsupported';
      }
    },
    get done() {
      return parcel !== null;
    },
    get progress() {
      return parcel ? 1 : 0;
    },
    get result() {
      if (!parcel) throw new Error('The receiver has no parcel yet.');
      return parcel;
    },
    get problem() {
      return problem;
    },
  };
}
