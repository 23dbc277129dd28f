import type { KeptFrame } from '../../transfer/receiver.ts';
import type { JournalPort } from '../ports/journal.ts';

/** Incomplete transfers that are kept: foreign codes must fill neither the disk nor the time that a start takes. */
const mostKept = 4;

/** The frames of incomplete transfers, in memory and on disk. */
export interface KeptFrames {
  /** Reads the frames of earlier visits. @throws Refusal `storage-…` */
  recall(): Promise<void>;
  keep(frame: KeptFrame): void;
  /** Leaves the frames of a transfer out of `texts`; they stay on disk. */
  setAside(stream: string): void;
  forget(stream: string): Promise<void>;
  /** Texts of all frames, in the order in which they were received; the transfer that was fed last at the end. */
  texts(): readonly string[];
  /** Whether some frames of a transfer are of an earlier visit. */
  isRecalled(stream: string): boolean;
}

/** @param failed called when the disk refuses; the frames stay in memory */
export function createKeptFrames(journal: JournalPort, failed: (error: unknown) => void): KeptFrames {
  const kept = new Map<string, string[]>();
  const recalled = new Set<string>();
  let queue: KeptFrame[] = [];
  let written: Promise<void> = Promise.resolve();

  /** Runs one write after another. */
  function write(work: () => Promise<void>): Promise<void> {
    written = written.then(work).catch(failed);
    return written;
  }

  function remember({ stream, text }: KeptFrame): void {
    const texts = kept.get(stream) ?? [];
    texts.push(text);
    kept.delete(stream);
    kept.set(stream, texts);
  }

  async function forget(stream: string): Promise<void> {
    kept.delete(stream);
    recalled.delete(stream);
    if (stream !== '') await write(() => journal.forgetFrames(stream));
  }

  return {
    async recall() {
      for (const frame of await journal.readFrames()) remember(frame);
      const abandoned = [...kept.keys()].slice(0, -mostKept);
      await Promise.all(abandoned.map(forget));
      for (const stream of kept.keys()) recalled.add(stream);
    },
    keep(frame) {
      remember(frame);
      queue.push(frame);
      // Each write takes along what has arrived during the one before.
      void write(async () => {
        const frames = queue;
        queue = [];
        if (frames.length > 0) await journal.keepFrames(frames);
      });
      if (kept.size > mostKept) void forget(leastReceived(kept, frame.stream));
    },
    setAside: (stream) => void kept.delete(stream),
    forget,
    texts: () => [...kept.values()].flat(),
    isRecalled: (stream) => recalled.has(stream),
  };
}

/** @returns the transfer with the fewest frames, except one */
function leastReceived(kept: ReadonlyMap<string, readonly string[]>, except: string): string {
  const [least] = [...kept].filter(([stream]) => stream !== except).sort(([, a], [, b]) => a.length - b.length);
  return least?.[0] ?? '';
}
