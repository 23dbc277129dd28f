import type { RefusalCode } from '../../../src/refusal.ts';
import { textToBytes } from '../../../src/transfer/alphabet.ts';
import { readFrame } from '../../../src/transfer/frame.ts';
import { frameTextIn } from '../../../src/transfer/link.ts';
import type { Parcel } from '../../../src/transfer/parcel.ts';
import { createReceiver, type Receiver } from '../../../src/transfer/receiver.ts';
import { CommandError } from '../../errors.ts';

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
const mostIncomplete = 64;
const mostTransfers = 1000;

interface Collected {
  readonly id: string;
  readonly receiver: Receiver;
  codes: number;
  /** The latest problem. */
  problem: RefusalCode | null;
}

/** Collects codes of any number of transfers, in any order. */
export class Transfers {
  readonly #collected = new Map<string, Collected>();

  /**
   * @param text of a code, untrusted
   * @returns whether it belongs to a transfer
   * @throws CommandError `transfers-too-many`
   */
  add(text: string): boolean {
    const frame = frameTextIn(text);
    if (frame === null) return false;
    const collected = this.#transferOf(frame);
    const { receiver } = collected;
    if (receiver.done) return true;
    receiver.add(frame);
    if (receiver.fresh || receiver.done) collected.codes += 1;
    collected.problem = receiver.problem ?? collected.problem;
    return true;
  }

  /** Why transfers are not complete, each reason once. */
  get problems(): readonly RefusalCode[] {
    const open = [...this.#collected.values()].filter(({ receiver }) => !receiver.done);
    return [...new Set(open.flatMap(({ problem }) => problem ?? []))];
  }

  /** In the order in which they were first seen; without transfers that yielded nothing. */
  get all(): readonly Transfer[] {
    return [...this.#collected.values()].flatMap((collected) => progressOf(collected) ?? []);
  }

  #transferOf(frame: string): Collected {
    const key = keyOf(frame);
    const known = this.#collected.get(key);
    if (known) return known;
    const open = [...this.#collected.values()].filter(({ receiver }) => !receiver.done).length;
    if (open >= mostIncomplete || this.#collected.size >= mostTransfers)
      throw new CommandError('transfers-too-many', { incomplete: mostIncomplete, all: mostTransfers });
    const id = key.split('-')[0] ?? '';
    const fresh: Collected = { id, receiver: createReceiver(), codes: 0, problem: null };
    this.#collected.set(key, fresh);
    return fresh;
  }
}

function progressOf({ id, codes, receiver }: Collected): Transfer | null {
  const { received, needed } = receiver.parts ?? { received: 1, needed: 1 };
  if (receiver.done) return { id, codes, parcel: receiver.result, received: needed, needed };
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
