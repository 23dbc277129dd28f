import { Worker } from 'node:worker_threads';
import type { LicenseKeys } from './documents.ts';
import type { ReadJob, ReadOutcome } from './readJob.ts';

/** A thread that reads documents, one after the other. */
export interface ReadingThread {
  /**
   * @param job only while no other is in the thread
   * @returns null when the thread ended or took too long; the next job gets a new thread
   */
  read(job: ReadJob): Promise<ReadOutcome | null>;
  close(): Promise<void>;
}

export interface ThreadParts {
  /** Path of the thread's file. */
  readonly file: string;
  readonly keys: LicenseKeys;
  /** Receives what ended the thread early. */
  readonly onCrash: (error: Error) => void;
}

/** How long a document may take, in milliseconds: a thousand times as long as the slowest that was found. */
const LONGEST_JOB = 10_000;
/** Memory of a thread, in MB; a document and its readings take less than ten. */
const MEMORY = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 32 } as const;

export function startThread({ file, keys, onCrash }: ThreadParts): ReadingThread {
  let answer: ((outcome: ReadOutcome | null) => void) | null = null;
  let isClosing = false;
  let worker: Worker | null = start();

  function start(): Worker {
    // It needs nothing from the environment, where the passphrase may be.
    const started = new Worker(file, { workerData: keys, resourceLimits: MEMORY, env: {} });
    let error: Error | null = null;
    started.unref();
    started.on('message', settle);
    started.on('error', (thrown: Error) => {
      error = thrown;
    });
    started.on('exit', () => {
      worker = null;
      if (!isClosing) onCrash(error ?? new Error('A document took too long.'));
      settle(null);
    });
    return started;
  }

  function settle(outcome: ReadOutcome | null): void {
    worker?.unref();
    answer?.(outcome);
    answer = null;
  }

  return {
    async read(job) {
      worker ??= start();
      const current = worker;
      const timer = setTimeout(() => void current.terminate(), LONGEST_JOB);
      current.ref();
      current.postMessage(job);
      const outcome = await new Promise<ReadOutcome | null>((resolve) => {
        answer = resolve;
      });
      clearTimeout(timer);
      return outcome;
    },
    async close() {
      isClosing = true;
      await worker?.terminate();
    },
  };
}
