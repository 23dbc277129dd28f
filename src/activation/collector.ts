import type { Parcel } from '../transfer/parcel.ts';
import { createReceiver, type Receiver } from '../transfer/receiver.ts';
import { type Engine, refusalOf } from './engine.ts';
import type { KeptFrame } from './ports.ts';

/** Half-received transfers that are kept: strangers' codes fill neither the disk nor the time that a start takes. */
const mostKept = 4;

/** The codes that came in by camera, picture or link, until what they carry is complete. */
export interface Collector {
  /** Brings back what earlier visits had received in part; together, those of several tabs may be complete. */
  recall(): Promise<void>;
  /** Takes in the text of one code; see `Receiver`. What takes several codes is kept from the first one on. */
  add(text: string): ReturnType<Receiver['add']>;
  readonly receiver: Pick<Receiver, 'done' | 'parts' | 'problem'>;
  /** Whether parts of the transfer in front came in before this visit. */
  readonly resumed: boolean;
  /**
   * Hands over the parcel that is complete, and begins anew with whatever else is not.
   *
   * @param use what becomes of it; only then its codes are forgotten, and not while it is itself not kept
   */
  take(use: (parcel: Parcel) => Promise<void>): Promise<void>;
}

export function createCollector({ ports, state, update }: Engine): Collector {
  /** Texts of the frames by transfer, in the order in which they came in; the transfer that was fed last at the end. */
  const kept = new Map<string, string[]>();
  const recalled = new Set<string>();
  let receiver = createReceiver();
  /** The transfer that is complete or was fed last; empty when it took one code, of which nothing is kept. */
  let last = '';
  let queue: KeptFrame[] = [];
  let written: Promise<void> = Promise.resolve();

  /** One write after the other; each takes along what has come in during the one before. */
  function write(work: () => Promise<void>): Promise<void> {
    written = written.then(work).catch((error) => update({ storageError: refusalOf(error) }));
    return written;
  }

  function remember({ stream, text }: KeptFrame): void {
    const texts = kept.get(stream) ?? [];
    texts.push(text);
    kept.delete(stream);
    kept.set(stream, texts);
  }

  function keep(frame: KeptFrame): void {
    remember(frame);
    queue.push(frame);
    void write(async () => {
      const frames = queue;
      queue = [];
      if (frames.length > 0) await ports.journal.keepFrames(frames);
    });
    if (kept.size > mostKept) void forget(leastReceived(kept, frame.stream));
  }

  async function forget(stream: string): Promise<void> {
    kept.delete(stream);
    recalled.delete(stream);
    if (stream !== '') await write(() => ports.journal.forgetFrames(stream));
  }

  function feed(text: string): ReturnType<Receiver['add']> {
    // What comes after the last code of a transfer is not what completed it.
    if (receiver.done) return receiver.add(text);
    const answer = receiver.add(text);
    const { fresh, done } = receiver;
    if (fresh) last = fresh.stream;
    else if (done) last = '';
    // Together they made nothing of use, and never will.
    if (fresh && answer !== 'ours') void forget(fresh.stream);
    return answer;
  }

  function beginAnew(): void {
    receiver = createReceiver();
    last = '';
    for (const text of [...kept.values()].flat()) feed(text);
  }

  return {
    async recall() {
      try {
        for (const frame of await ports.journal.readFrames()) remember(frame);
        const givenUp = [...kept.keys()].slice(0, -mostKept);
        await Promise.all(givenUp.map(forget));
        for (const stream of kept.keys()) recalled.add(stream);
        beginAnew();
      } catch (error) {
        update({ storageError: refusalOf(error) });
      }
    },

    add(text) {
      const answer = feed(text);
      if (receiver.fresh && answer === 'ours') keep(receiver.fresh);
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
      kept.delete(stream);
      beginAnew();
      try {
        await use(result);
      } finally {
        // What the disk has no room for comes back out of its codes at the next start.
        if (!state.value.storageError) await forget(stream);
      }
    },
  };
}

/** @returns the transfer with the fewest frames, other than one */
function leastReceived(kept: ReadonlyMap<string, readonly string[]>, other: string): string {
  const [least] = [...kept].filter(([stream]) => stream !== other).sort(([, a], [, b]) => a.length - b.length);
  return least?.[0] ?? '';
}
