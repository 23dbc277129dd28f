import { sql } from 'kysely';
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

async function takesWrites(store: Store): Promise<boolean> {
  try {
    // The one row of the table by which migrations keep each other out: it is always there, and stays as it is.
    await store
      .transaction()
      .execute((transaction) => sql`update kysely_migration_lock set is_locked = is_locked`.execute(transaction));
    return true;
  } catch {
    return false;
  }
}
