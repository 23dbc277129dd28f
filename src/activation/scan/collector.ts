import { Refusal } from '../../refusal.ts';
import type { Parcel } from '../../transfer/parcel.ts';
import { createReceiver, type Receiver } from '../../transfer/receiver.ts';
import type { Engine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';
import { createKeptFrames } from './keptFrames.ts';

/** Codes from camera, pictures and links, until the transfer that they carry is complete. */
export interface Collector {
  /** Reads the incomplete transfers of earlier visits; those of several tabs may complete each other. */
  recall(): Promise<void>;
  /** Takes in the text of one code; see `Receiver`. The frames of transfers of several codes are stored. */
  add(text: string): ReturnType<Receiver['add']>;
  readonly receiver: Pick<Receiver, 'done' | 'parts' | 'problem'>;
  /** Whether parts of the current transfer were received in an earlier visit. */
  readonly resumed: boolean;
  /**
   * Hands over the complete parcel, and continues with the other transfers.
   *
   * @param use processes the parcel; its frames are deleted afterwards, unless the disk has refused something
   */
  take(use: (parcel: Parcel) => Promise<void>): Promise<void>;
}

export function createCollector({ ports, state, update }: Engine): Collector {
  const failed = (error: unknown) => update({ storageError: refusalOf(error) });
  const frames = createKeptFrames(ports.journal, failed);
  let receiver = createReceiver();
  /** The transfer that is complete or was fed last; empty when it took one code, which is not stored. */
  let last = '';

  function feed(text: string): ReturnType<Receiver['add']> {
    // A code after the last one of a transfer is not the one that completed it.
    if (receiver.done) return receiver.add(text);
    const answer = receiver.add(text);
    const { fresh, done } = receiver;
    if (fresh) last = fresh.stream;
    else if (done) last = '';
    // The frames of this transfer do not fit each other, and never will.
    if (fresh && answer !== 'ours') void frames.forget(fresh.stream);
    return answer;
  }

  function restart(): void {
    receiver = createReceiver();
    last = '';
    for (const text of frames.texts()) feed(text);
  }

  return {
    async recall() {
      try {
        await frames.recall();
        restart();
      } catch (error) {
        failed(error);
      }
    },

    add(text) {
      const answer = feed(text);
      if (receiver.fresh && answer === 'ours') frames.keep(receiver.fresh);
      return answer;
    },

    get receiver() {
      return receiver;
    },

    get resumed() {
      return frames.isRecalled(last);
    },

    async take(use) {
      const { result } = receiver;
      const stream = last;
      frames.setAside(stream);
      restart();
      let isRead = true;
      try {
        await use(result);
      } catch (error) {
        isRead = !(error instanceof Refusal && error.code === 'page-part-missing');
        throw error;
      } finally {
        // What the disk has no room for, or no part of the page could read, is restored from its frames at the next start.
        if (isRead && !state.value.storageError) await frames.forget(stream);
      }
    },
  };
}
