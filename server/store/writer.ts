import { type AuditEvent, appendAudit } from './audit.ts';
import type { Store, StoreTransaction } from './tables.ts';

/** What a piece of work gets: the store as it is now and stays, since nobody else writes meanwhile. */
export interface Writing {
  readonly transaction: StoreTransaction;
  /** Adds to the audit trail. It becomes durable with what the work writes, or not at all. */
  record(event: AuditEvent): void;
}

/** Outcomes, refusals among them, are values; whoever throws undoes everything it has written. */
export type Work<Result> = (writing: Writing) => Promise<Result>;

/** The only way to write into the store. */
export interface Writer {
  /**
   * Does a piece of work alone in the whole store, across all services that share it. Once it resolves, the work is on
   * the disk.
   *
   * @param work may run more than once, so it must do nothing outside the store
   * @throws whatever the work or the database threw; then nothing was written, unless the connection broke while
   *   committing, which only asking again can tell
   */
  write<Result>(work: Work<Result>): Promise<Result>;
}

/** Works in one transaction at most; bounds how long readers and other services wait. */
const MOST_TOGETHER = 32;

interface Waiting {
  readonly work: Work<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: waiting for the disk takes longer than the work, so works that come in while a transaction is being
 * written share the next one, and its wait.
 *
 * @param observe told after each transaction how many works it held
 */
export function createWriter(store: Store, observe: (works: number) => void = () => undefined): Writer {
  const queue: Waiting[] = [];
  let running = false;

  const drain = async () => {
    running = true;
    for (let group = queue.splice(0, MOST_TOGETHER); group.length > 0; group = queue.splice(0, MOST_TOGETHER)) {
      await settle(store, group, observe);
    }
    running = false;
  };

  return {
    write: (work) =>
      new Promise((resolve, reject) => {
        queue.push({ work, resolve: resolve as Waiting['resolve'], reject });
        if (!running) void drain();
      }),
  };
}

async function settle(store: Store, group: readonly Waiting[], observe: (works: number) => void): Promise<void> {
  try {
    const results = await commitTogether(store, group);
    observe(group.length);
    for (const [index, { resolve }] of group.entries()) resolve(results[index]);
  } catch (error) {
    const [only] = group;
    if (group.length === 1) only?.reject(error);
    // One of them failed and took the others with it: alone, each stands or falls by itself.
    else for (const each of group) await settle(store, [each], observe);
  }
}

async function commitTogether(store: Store, group: readonly Waiting[]): Promise<unknown[]> {
  return store.transaction().execute(async (transaction) => {
    const events: AuditEvent[] = [];
    const results: unknown[] = [];
    for (const { work } of group) {
      results.push(await work({ transaction, record: (event) => void events.push(event) }));
    }
    await appendAudit(transaction, events);
    return results;
  });
}
