import type { RefusalCode } from '../../../src/refusal.ts';
import { textToBytes } from '../../../src/transfer/alphabet.ts';
import { readFrame } from '../../../src/transfer/frame.ts';
import { frameTextIn } from '../../../src/transfer/link.ts';
import type { Parcel } from '../../../src/transfer/parcel.ts';
import { createReceiver, type Receiver } from '../../../src/transfer/receiver.ts';

/** What became of one transfer. */
export interface Transfer {
  /** First 4 bytes of the container's SHA-256, in hex. */
  readonly id: string;
  /** Different codes of it that came in. */
  readonly codes: number;
  /** Null while parts are missing. */
  readonly parcel: Parcel | null;
  /** Independent symbols. */
  readonly received: number;
  readonly needed: number;
}

interface Collected {
  readonly id: string;
  readonly receiver: Receiver;
  readonly texts: Set<string>;
  /** The last one. */
  problem: RefusalCode | null;
}

/** Takes the codes of any number of transfers in, in any order, and keeps them apart. */
export class Transfers {
  readonly #collected = new Map<string, Collected>();

  /**
   * @param text of a code, untrusted
   * @returns whether it belongs to a transfer; a text that does not is never an error
   */
  add(text: string): boolean {
    const frame = frameTextIn(text);
    if (frame === null) return false;
    const collected = this.#transferOf(frame);
    collected.texts.add(frame);
    collected.receiver.add(frame);
    collected.problem = collected.receiver.problem ?? collected.problem;
    return true;
  }

  /** Why transfers that did not become complete could not, each reason once. */
  get problems(): readonly RefusalCode[] {
    const open = [...this.#collected.values()].filter(({ receiver }) => !receiver.done);
    return [...new Set(open.flatMap(({ problem }) => problem ?? []))];
  }

  /** In the order in which they were first seen; without those of which nothing useful came. */
  get all(): readonly Transfer[] {
    return [...this.#collected.values()].flatMap((collected) => progressOf(collected) ?? []);
  }

  #transferOf(frame: string): Collected {
    const key = keyOf(frame);
    const known = this.#collected.get(key);
    if (known) return known;
    const id = key.split('-')[0] ?? '';
    const fresh: Collected = { id, receiver: createReceiver(), texts: new Set(), problem: null };
    this.#collected.set(key, fresh);
    return fresh;
  }
}

function progressOf({ id, texts, receiver }: Collected): Transfer | null {
  const codes = texts.size;
  const { received, needed } = receiver.parts ?? { received: 1, needed: 1 };
  if (receiver.done) return { id, codes, parcel: receiver.result, received: needed, needed };
  // All are there and made nothing whole: that is a problem, and not an incomplete transfer.
  return received < needed ? { id, codes, parcel: null, received, needed } : null;
}

/** Frames that cannot be read come under one key, where the receiver says what is wrong with them. */
function keyOf(frame: string): string {
  try {
    const { streamId, totalLength } = readFrame(textToBytes(frame) ?? new Uint8Array());
    return `${Buffer.from(streamId).toString('hex')}-${totalLength}`;
  } catch {
    return '';
  }
}
