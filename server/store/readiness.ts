import { randomBytes } from 'node:crypto';
import type { Store } from './tables.ts';

/** How long a result is reused, in milliseconds: anyone may call the probe, and each check waits for the disk. */
const CACHE_MS = 1000;

/**
 * Creates a check whether the store accepts writes. It writes to the disk, because a full or read-only disk still answers
 * queries.
 *
 * @param clock monotonic time in milliseconds
 */
export function storeReadiness(store: Store, clock = () => performance.now()): () => Promise<boolean> {
  let last = { began: Number.NEGATIVE_INFINITY, ready: Promise.resolve(false) };
  return () => {
    if (clock() - last.began >= CACHE_MS) last = { began: clock(), ready: takesWrites(store) };
    return last.ready;
  };
}

/**
 * Random bytes per write, stored as twice as many characters. An order writes less, so a disk that takes the filler also
 * takes an order.
 */
const FILLER_BYTES = 128 * 1024;

async function takesWrites(store: Store): Promise<boolean> {
  try {
    // Random, because an unchanged value would not be written.
    const filler = randomBytes(FILLER_BYTES).toString('hex');
    await store
      .transaction()
      .execute((transaction) => transaction.updateTable('probe').set({ filler }).where('id', '=', 1).execute());
    return true;
  } catch {
    return false;
  }
}
