import type { Parcel } from '../transfer/parcel.ts';
import { createReceiver, type Receiver } from '../transfer/receiver.ts';
import { type Engine, troubleOf } from './engine.ts';
import type { KeptFrame } from './ports.ts';

/** Half-received transfers of earlier visits that are kept; those before are given up. */
const mostKept = 4;

/** The codes that came in by camera, picture or link, until what they carry is complete. */
export interface Collector {
  /** Brings back what an earlier visit had received in part. */
  recall(): Promise<void>;
  /** Takes in the text of one code; see `Receiver`. What takes several codes is kept from the first one on. */
  add(text: string): ReturnType<Receiver['add']>;
  readonly receiver: Pick<Receiver, 'done' | 'parts' | 'problem'>;
  /** Whether parts of the transfer in front came in before this visit. */
  readonly resumed: boolean;
  /**
   * Hands over the parcel that is complete, and begins anew with whatever else is not.
   *
   * @param use what becomes of it; only then its codes are forgotten
   */
  take(use: (parcel: Parcel) => Promise<void>): Promise<void>;
}

export function createCollector({ ports, update }: Engine): Collector {
  let kept: KeptFrame[] = [];
  let recalled = new Set<string>();
  let receiver = createReceiver();
  let last = '';
  let queue: KeptFrame[] = [];
  let written: Promise<void> = Promise.resolve();

  /** One write after the other; each takes along what has come in during the one before. */
  function write(work: () => Promise<void>): Promise<void> {
    written = written.then(work).catch((fault) => update({ unkept: troubleOf(fault) }));
    return written;
  }

  function keep(frame: KeptFrame): void {
    kept.push(frame);
    queue.push(frame);
    void write(async () => {
      const frames = queue;
      queue = [];
      if (frames.length > 0) await ports.journal.keepFrames(frames);
    });
  }

  async function forget(stream: string): Promise<void> {
    kept = kept.filter((frame) => frame.stream !== stream);
    queue = queue.filter((frame) => frame.stream !== stream);
    if (stream !== '') await write(() => ports.journal.forgetFrames(stream));
  }

  function beginAnew(): void {
    receiver = createReceiver();
    last = '';
    for (const { stream, text } of kept) {
      receiver.add(text);
      last = stream;
    }
  }

  return {
    async recall() {
      try {
        const frames = await ports.journal.readFrames();
        const streams = [...new Set(frames.map((frame) => frame.stream).reverse())];
        recalled = new Set(streams.slice(0, mostKept));
        kept = frames.filter((frame) => recalled.has(frame.stream));
        beginAnew();
        await Promise.all(streams.slice(mostKept).map((stream) => ports.journal.forgetFrames(stream)));
      } catch (fault) {
        update({ unkept: troubleOf(fault) });
      }
    },

    add(text) {
      const answer = receiver.add(text);
      const { fresh } = receiver;
      // Complete with one code: none of those that are kept belong to it.
      if (answer === 'ours' && receiver.done && !fresh) last = '';
      if (fresh) last = fresh.stream;
      if (fresh && answer === 'ours') keep(fresh);
      // Together they made nothing whole, and never will.
      if (fresh && answer === 'damaged') void forget(fresh.stream);
      return answer;
    },

    get receiver() {
      return receiver;
    },

    get resumed() {
      return recalled.has(last);
    },

    async take(use) {
      const { result } = receiver;
      const stream = last;
      kept = kept.filter((frame) => frame.stream !== stream);
      beginAnew();
      try {
        await use(result);
      } finally {
        await forget(stream);
      }
    },
  };
}
