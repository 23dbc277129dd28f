import type { RefusalCode } from '../../../src/refusal.ts';
import { textToBytes } from '../../../src/transfer/alphabet.ts';
import { readFrame } from '../../../src/transfer/frame.ts';
import { frameTextIn } from '../../../src/transfer/link.ts';
import type { Parcel } from '../../../src/transfer/parcel.ts';
import { createReceiver, type Receiver } from '../../../src/transfer/receiver.ts';

/** The state of one transfer. */
export interface Transfer {
  /** First 4 bytes of the container's SHA-256, in hex. */
  readonly id: string;
  /** How many codes it took, repeated ones not counted. */
  readonly codes: number;
  /** Null until it is complete. */
  readonly parcel: Parcel | null;
  /** Independent symbols. */
  readonly received: number;
  readonly needed: number;
}

/** Bounds the memory: an incomplete transfer takes up to 1.7 MB, a complete one up to 256 KiB. */
export const mostIncomplete = 64;
export const mostComplete = 1000;

interface Collected {
  readonly id: string;
  readonly receiver: Receiver;
  codes: number;
  /** The latest problem. */
  problem: RefusalCode | null;
}

/** Collects codes of many transfers, in any order. */
export class Transfers {
  readonly #open = new Map<string, Collected>();
  /** By the same keys; the receivers are not kept. */
  readonly #complete = new Map<string, Transfer>();
  #isOverfull = false;

  /**
   * @param text of a code, untrusted
   * @returns whether it belongs to a transfer
   */
  add(text: string): boolean {
    const frame = frameTextIn(text);
    if (frame === null) return false;
    const key = keyOf(frame);
    if (this.#complete.has(key)) return true;
    const collected = this.#open.get(key) ?? this.#begin(key);
    const { receiver } = collected;
    receiver.add(frame);
    if (receiver.fresh || receiver.done) collected.codes += 1;
    collected.problem = receiver.problem ?? collected.problem;
    if (receiver.done) this.#end(key, collected);
    return true;
  }

  /** Whether there were more transfers than are kept. The least advanced incomplete ones are dropped, and new complete ones. */
  get isOverfull(): boolean {
    return this.#isOverfull;
  }

  /** Why transfers are not complete, each reason once. */
  get problems(): readonly RefusalCode[] {
    return [...new Set([...this.#open.values()].flatMap(({ problem }) => problem ?? []))];
  }

  /** The complete ones first; without transfers that yielded nothing. */
  get all(): readonly Transfer[] {
    return [
      ...this.#complete.values(),
      ...[...this.#open.values()].flatMap((collected) => progressOf(collected) ?? []),
    ];
  }

  #begin(key: string): Collected {
    if (this.#open.size >= mostIncomplete) {
      this.#isOverfull = true;
      this.#open.delete(leastAdvanced(this.#open));
    }
    const fresh: Collected = { id: key.split('-')[0] ?? '', receiver: createReceiver(), codes: 0, problem: null };
    this.#open.set(key, fresh);
    return fresh;
  }

  #end(key: string, { id, codes, receiver }: Collected): void {
    this.#open.delete(key);
    if (this.#complete.size >= mostComplete) {
      this.#isOverfull = true;
      return;
    }
    const needed = receiver.parts?.needed ?? 1;
    this.#complete.set(key, { id, codes, parcel: receiver.result, received: needed, needed });
  }
}

/** @returns the key of the transfer with the fewest parts; of several, the oldest */
function leastAdvanced(open: ReadonlyMap<string, Collected>): string {
  const [[key] = ['']] = [...open].sort(([, one], [, other]) => partsOf(one) - partsOf(other));
  return key;
}

function partsOf({ receiver }: Collected): number {
  return receiver.parts?.received ?? 0;
}

function progressOf({ id, codes, receiver }: Collected): Transfer | null {
  const { received, needed } = receiver.parts ?? { received: 1, needed: 1 };
  // With all parts and no result it is not incomplete: the receiver reports a problem.
  return received < needed ? { id, codes, parcel: null, received, needed } : null;
}

/** Unreadable frames share one key, whose receiver reports the problem. */
function keyOf(frame: string): string {
  try {
    const { streamId, totalLength } = readFrame(textToBytes(frame) ?? new Uint8Array());
    return `${Buffer.from(streamId).toString('hex')}-${totalLength}`;
  } catch {
    return '';
  }
}
