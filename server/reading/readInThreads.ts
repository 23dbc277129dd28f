import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReadFile } from '../../src/documents/heal/exactDocuments.ts';
import { Refusal } from '../../src/refusal.ts';
import { type DocumentReader, readersWith, type SentDocuments, type SentType } from './documents.ts';
import type { ReadJob, ReadOutcome } from './readJob.ts';
import { checkSize, readExactly } from './readSent.ts';
import { type ReadingThread, startThread, type ThreadParts } from './thread.ts';

/** Built next to this file. Programs that run from the sources have none. */
const builtThread = fileURLToPath(new URL('./readingThread.js', import.meta.url));

/** Whether this program was built, and so has the file of a thread. */
export const hasThreads = existsSync(builtThread);

/** A reader with threads of its own. */
export interface ThreadedReader extends DocumentReader {
  /** How many documents wait for a thread or are in one. */
  readonly open: () => number;
  /** Ends the threads. */
  close(): Promise<void>;
}

export interface ThreadOptions extends Omit<ThreadParts, 'file'> {
  /** At least 1. */
  readonly threads: number;
  /** By default the one that was built with this program. */
  readonly file?: string;
}

/**
 * Bytes up to which an intact document is read by the calling thread: a message to another thread and back takes as much
 * processor time as reading it. Requests and receipts have at most 2,048.
 */
const SMALL = 4096;
/** Documents that wait for each thread, some milliseconds each; more are turned away. */
const MOST_WAITING = 32;
const RETRY_SECONDS = 1;

interface WaitingJob extends ReadJob {
  settle(outcome: ReadOutcome | null): void;
}

/**
 * Creates a reader that reads small intact documents at once, and all others in threads: large ones, and those whose damages
 * have to be searched for. Whoever sends those keeps nobody waiting who sends intact ones.
 */
export function readInThreads({ threads, file = builtThread, ...parts }: ThreadOptions): ThreadedReader {
  const readers = readersWith(parts.keys);
  const all = Array.from({ length: threads }, () => startThread({ file, ...parts }));
  const idle = [...all];
  const waiting: WaitingJob[] = [];
  let isClosed = false;

  function next(): void {
    const thread = waiting.length > 0 ? idle.pop() : undefined;
    const job = thread && waiting.shift();
    if (thread && job) void work(thread, job);
  }

  async function work(thread: ReadingThread, { type, bytes, settle }: WaitingJob): Promise<void> {
    settle(await thread.read({ type, bytes }));
    idle.push(thread);
    next();
  }

  function inThread(job: ReadJob): Promise<ReadOutcome | null> {
    if (isClosed || waiting.length >= threads * MOST_WAITING) return Promise.resolve(null);
    return new Promise((settle) => {
      waiting.push({ ...job, settle });
      next();
    });
  }

  return {
    async read<Type extends SentType>(type: Type, bytes: Uint8Array) {
      checkSize(bytes);
      const intact = bytes.length <= SMALL ? readExactly(bytes, readers[type]) : null;
      return intact ?? foundIn<Type>(await inThread({ type, bytes }));
    },
    open: () => waiting.length + threads - idle.length,
    async close() {
      isClosed = true;
      for (const { settle } of waiting.splice(0)) settle(null);
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}

function foundIn<Type extends SentType>(outcome: ReadOutcome | null): ReadFile<SentDocuments[Type]> {
  if (outcome === null) throw new Refusal('service-busy', { retryAfter: RETRY_SECONDS });
  if ('refused' in outcome) throw new Refusal(outcome.refused, outcome.details);
  return outcome.found as ReadFile<SentDocuments[Type]>;
}
