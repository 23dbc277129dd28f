import { type AuditEvent, appendAudit } from './audit.ts';
import type { Store, StoreTransaction } from './tables.ts';

/** What a write job gets. No other writer changes the store during its transaction. */
export interface WriteContext {
  readonly transaction: StoreTransaction;
  /** Adds an event to the audit trail, which commits together with the job's changes. */
  record(event: AuditEvent): void;
}

/** Reads and writes in a transaction. Refusals are return values; throwing rolls back the job's changes. */
export type WriteJob<Result> = (context: WriteContext) => Promise<Result>;

/** Handles items that need the same queries: successive items in a transaction share one `begin` and one `end`. */
export interface BatchJob<Item, Shared, Result> {
  begin(context: WriteContext, items: readonly Item[]): Promise<Shared>;
  run(context: WriteContext, item: Item, shared: Shared): Promise<Result>;
  end(context: WriteContext, shared: Shared): Promise<void>;
}

/** The only way to write to the store. */
export interface Writer {
  /**
   * Runs a job while no other program writes to the store. Its changes are on the disk when the promise resolves.
   *
   * @param job may run more than once, so it must not have effects outside the store
   * @throws any error of the job or the database. Nothing was written then, unless the connection broke during the commit;
   *   repeat the call to find out.
   */
  write<Result>(job: WriteJob<Result>): Promise<Result>;
  /** Runs a batch job for one item, under the same conditions as `write`. */
  writeInBatch<Item, Shared, Result>(job: BatchJob<Item, Shared, Result>, item: Item): Promise<Result>;
}

/** Most jobs per transaction; limits how long readers and other services wait. */
const MAX_BATCH = 32;

/** A batch job of unknown item type. */
type AnyBatchJob = BatchJob<unknown, unknown, unknown>;

interface QueuedWrite {
  readonly job: AnyBatchJob;
  readonly item: unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Runs jobs that share nothing; each item is a job. */
const single: BatchJob<WriteJob<unknown>, null, unknown> = {
  begin: async () => null,
  run: (context, job) => job(context),
  end: async () => undefined,
};

/**
 * Creates a writer with group commit: waiting for the disk takes longer than a job, so jobs that are queued during a
 * transaction are committed as one batch.
 *
 * @param observe receives the number of jobs of each committed transaction
 */
export function createWriter(store: Store, observe: (jobs: number) => void = () => undefined): Writer {
  const queue: QueuedWrite[] = [];
  let running = false;

  const drain = async () => {
    running = true;
    for (let batch = queue.splice(0, MAX_BATCH); batch.length > 0; batch = queue.splice(0, MAX_BATCH)) {
      await settle(store, batch, observe);
    }
    running = false;
  };

  const writeInBatch: Writer['writeInBatch'] = (job, item) =>
    new Promise((resolve, reject) => {
      queue.push({ job: job as AnyBatchJob, item, resolve: resolve as QueuedWrite['resolve'], reject });
      if (!running) void drain();
    });

  return { writeInBatch, write: (job) => writeInBatch(single as BatchJob<typeof job, null, never>, job) };
}

async function settle(store: Store, batch: readonly QueuedWrite[], observe: (jobs: number) => void): Promise<void> {
  try {
    const results = await commitBatch(store, batch);
    observe(batch.length);
    for (const [index, { resolve }] of batch.entries()) resolve(results[index]);
  } catch (error) {
    const [only] = batch;
    if (batch.length === 1) only?.reject(error);
    // One failed job rolled back all of them, so each runs again in its own transaction.
    else for (const each of batch) await settle(store, [each], observe);
  }
}

async function commitBatch(store: Store, batch: readonly QueuedWrite[]): Promise<unknown[]> {
  return store.transaction().execute(async (transaction) => {
    const events: AuditEvent[] = [];
    const context: WriteContext = { transaction, record: (event) => void events.push(event) };
    const results: unknown[] = [];
    for (const { job, items } of groupByJob(batch)) {
      const shared = await job.begin(context, items);
      for (const item of items) results.push(await job.run(context, item, shared));
      await job.end(context, shared);
    }
    await appendAudit(transaction, events);
    return results;
  });
}

/** Groups successive items of the same job, keeping their order. */
function groupByJob(batch: readonly QueuedWrite[]) {
  const groups: { readonly job: AnyBatchJob; readonly items: unknown[] }[] = [];
  for (const { job, item } of batch) {
    const last = groups.at(-1);
    if (last?.job === job) last.items.push(item);
    else groups.push({ job, items: [item] });
  }
  return groups;
}
