import { randomBytes } from 'node:crypto';
import { lockNames } from './locks.ts';
import type { Writer } from './writer.ts';

/** How long a result is reused, in milliseconds: anyone may call the probe, and each check waits for the disk. */
const CACHE_MS = 1000;
/** How long a job of the writer may take before the service counts as not ready, in milliseconds. */
const SLOW_MS = 2000;

/**
 * Random bytes per write, stored as twice as many characters. An order writes less than the large filler, so a disk that
 * takes it also takes an order. It is written at the start and after a failure; otherwise a small one shows as much.
 */
const FILLER_BYTES = { small: 16, large: 128 * 1024 };

/**
 * Creates a check whether orders can be written. It takes the way of an order, through the writer to the disk, because a
 * full or read-only disk still answers queries. A commit of the last second answers as well, without a write.
 *
 * @param clock monotonic time in milliseconds
 */
export function storeReadiness(writer: Writer, clock = () => performance.now()): () => Promise<boolean> {
  let last = { at: Number.NEGATIVE_INFINITY, ready: Promise.resolve(false) };
  let probe: Promise<boolean> | null = null;
  const check = () => {
    const { oldestMs, failing, sinceCommitMs } = writer.status();
    if (oldestMs >= SLOW_MS) return Promise.resolve(false);
    if (!failing && sinceCommitMs < CACHE_MS) return Promise.resolve(true);
    // At most one waits in the writer.
    probe ??= takesWrites(writer).finally(() => {
      probe = null;
    });
    return within(SLOW_MS, probe);
  };
  return () => {
    if (clock() - last.at >= CACHE_MS) last = { at: clock(), ready: check() };
    return last.ready;
  };
}

async function takesWrites(writer: Writer): Promise<boolean> {
  const { failing, sinceCommitMs } = writer.status();
  const size = failing || sinceCommitMs === Number.POSITIVE_INFINITY ? 'large' : 'small';
  // Random, because an unchanged value would not be written.
  const filler = randomBytes(FILLER_BYTES[size]).toString('hex');
  try {
    await writer.write(
      ({ transaction }) => transaction.updateTable('probe').set({ filler }).where('id', '=', 1).execute(),
      [lockNames.probe],
    );
    return true;
  } catch {
    return false;
  }
}

/** @returns false when the answer takes longer */
async function within(milliseconds: number, answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
