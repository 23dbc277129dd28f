import { randomBytes } from 'node:crypto';
import type { Store } from './tables.ts';

/** For how long what was found is still told, in milliseconds: anybody may ask, and each look waits for the disk. */
const GOOD_FOR_MS = 1000;

/**
 * @param clock milliseconds that never go back
 * @returns tells whether licenses can be kept: it writes to the disk, because a full or read-only one still answers
 *   questions
 */
export function storeReadiness(store: Store, clock = () => performance.now()): () => Promise<boolean> {
  let last = { began: Number.NEGATIVE_INFINITY, ready: Promise.resolve(false) };
  return () => {
    if (clock() - last.began >= GOOD_FOR_MS) last = { began: clock(), ready: takesWrites(store) };
    return last.ready;
  };
}

/** More than an order writes with a page for each index, or a disk could be full for orders and not for this; in bytes, and as many again as text. */
const FILLER = 128 * 1024;

async function takesWrites(store: Store): Promise<boolean> {
  try {
    // Random, because what is there already is not written again.
    const filler = randomBytes(FILLER).toString('hex');
    await store
      .transaction()
      .execute((transaction) => transaction.updateTable('probe').set({ filler }).where('id', '=', 1).execute());
    return true;
  } catch {
    return false;
  }
}
