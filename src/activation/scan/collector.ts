import { Refusal } from '../../refusal.ts';
import type { Parcel } from '../../transfer/parcel.ts';
import type { Receiver } from '../../transfer/receiver.ts';
import type { Engine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';
import { loadPart } from '../parts.ts';
import { createKeptFrames, type KeptFrames } from './keptFrames.ts';

/** Codes from camera, pictures and links, until the transfer that they carry is complete. */
export interface Collector {
  /** Makes it take codes; does nothing the second time. @param create `createReceiver`, which is not part of the first load */
  receiveWith(create: () => Receiver): void;
  /** Loads the receiver. Call it before `add`. @throws Refusal `page-part-missing` */
  prepare(): Promise<void>;
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

/** What a receiver says before the first code. */
const nothing: Collector['receiver'] = { done: false, parts: null, problem: null };

export function createCollector({ ports, state, update }: Engine): Collector {
  const failed = (error: unknown) => update({ storageError: refusalOf(error) });
  const frames = createKeptFrames(ports.journal, failed);
  const feed = createFeed(frames);

  async function prepare(): Promise<void> {
    if (feed.isReady) return;
    const { createReceiver } = await loadPart(() => import('../../transfer/receiver.ts'));
    feed.receiveWith(createReceiver);
  }

  return {
    receiveWith: feed.receiveWith,
    prepare,

    async recall() {
      try {
        await frames.recall();
        if (feed.isReady) feed.restart();
        else if (frames.texts().length > 0) await prepare();
      } catch (error) {
        failed(error);
      }
    },

    add(text) {
      const answer = feed.add(text);
      const { fresh } = feed.receiver();
      if (fresh && answer === 'ours') frames.keep(fresh);
      return answer;
    },

    get receiver() {
      return feed.isReady ? feed.receiver() : nothing;
    },

    get resumed() {
      return frames.isRecalled(feed.last);
    },

    async take(use) {
      const { result } = feed.receiver();
      const stream = feed.last;
      frames.setAside(stream);
      feed.restart();
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

/** The receiver, once it is there, and which transfer it was fed. */
function createFeed(frames: KeptFrames) {
  let create: (() => Receiver) | null = null;
  let current: Receiver | null = null;
  /** The transfer that is complete or was fed last; empty when it took one code, which is not stored. */
  let last = '';

  function receiver(): Receiver {
    if (!current) throw new Error('The receiver is not loaded.');
    return current;
  }

  function add(text: string): ReturnType<Receiver['add']> {
    const receiving = receiver();
    // A code after the last one of a transfer is not the one that completed it.
    if (receiving.done) return receiving.add(text);
    const answer = receiving.add(text);
    const { fresh, done } = receiving;
    if (fresh) last = fresh.stream;
    else if (done) last = '';
    // The frames of this transfer do not fit each other, and never will.
    if (fresh && answer !== 'ours') void frames.forget(fresh.stream);
    return answer;
  }

  /** Begins again with the kept frames. */
  function restart(): void {
    if (!create) return;
    current = create();
    last = '';
    for (const text of frames.texts()) add(text);
  }

  return {
    add,
    receiver,
    restart,
    receiveWith(given: () => Receiver): void {
      if (create) return;
      create = given;
      restart();
    },
    get isReady() {
      return create !== null;
    },
    get last() {
      return last;
    },
  };
}
