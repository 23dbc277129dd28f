import { setImmediate as endOfTurn } from 'node:timers/promises';
import { type AuditEvent, appendAudit } from './audit.ts';
import { isUnavailable } from './dialect/errors.ts';
import type { Store, StoreTransaction } from './tables.ts';
import { createWriteQueue, type QueuedWrite } from './writeQueue.ts';

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
   * @throws any error of the job or the database; StoreError `store-busy` when too many jobs wait or its turn did not come
   *   within the writer's patience, `store-overdue` when it did not end by then. Nothing was written then, unless it was
   *   overdue or the connection broke during the commit; repeat the call to find out.
   */
  write<Result>(job: WriteJob<Result>): Promise<Result>;
  /** Runs a batch job for one item, under the same conditions as `write`. */
  writeInBatch<Item, Shared, Result>(job: BatchJob<Item, Shared, Result>, item: Item): Promise<Result>;
  status(): WriterStatus;
}

/** How the writer is doing, for readiness and metrics. */
export interface WriterStatus {
  /** Jobs that wait or run. */
  readonly open: number;
  /** How long the oldest of them has waited, in milliseconds; 0 without jobs. */
  readonly oldestMs: number;
  /** Whether the store was unavailable to the last transaction. */
  readonly failing: boolean;
  /** Time since the last commit, in milliseconds; infinite before the first one. */
  readonly sinceCommitMs: number;
}

export interface WriterOptions {
  /** How long a job may take, from its call to its commit, in milliseconds. */
  readonly patienceMs?: number;
  /** Receives the number of jobs of each committed transaction. */
  readonly committed?: (jobs: number) => void;
}

const PATIENCE_MS = 10_000;
/** Most jobs per transaction; limits how long readers and other services wait. */
const MAX_BATCH = 32;
/** Most jobs that wait or run. More could not be done in time, and each holds its order in memory. */
const MAX_OPEN = 1000;

/** A batch job of unknown item type. */
type AnyBatchJob = BatchJob<unknown, unknown, unknown>;

interface WriteCall {
  readonly job: AnyBatchJob;
  readonly item: unknown;
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
 */
export function createWriter(
  store: Store,
  { patienceMs = PATIENCE_MS, committed = () => undefined }: WriterOptions = {},
): Writer {
  const queue = createWriteQueue<WriteCall>(patienceMs, MAX_OPEN);
  let running = false;
  let last = { failing: false, commitAt: Number.NEGATIVE_INFINITY };

  /**
   * On SQLite a transaction never waits for the event loop. A turn reads from every connection with data, so that their
   * orders share the next commit, answers other calls, and accepts one connection; so further turns follow while they
   * bring jobs.
   */
  const collect = async () => {
    let seen: number;
    do {
      seen = queue.waiting();
      await endOfTurn();
    } while (queue.waiting() > seen && queue.waiting() < MAX_BATCH);
  };

  const drain = async () => {
    running = true;
    while (queue.waiting() > 0) {
      await collect();
      await settle(queue.take(MAX_BATCH));
    }
    running = false;
  };

  const settle = async (batch: readonly QueuedWrite<WriteCall>[]): Promise<void> => {
    const attempt = { began: performance.now(), committing: false };
    try {
      const calls = batch.map(({ call }) => call);
      const results = await commitBatch(store, calls, attempt);
      last = { failing: false, commitAt: performance.now() };
      committed(batch.length);
      for (const [index, each] of batch.entries()) each.resolve(results[index]);
    } catch (error) {
      if (isUnavailable(error)) {
        last = { ...last, failing: true };
        queue.takeBack(batch, error, attempt);
      } else if (batch.length === 1) batch[0]?.reject(error);
      else {
        // One job failed and rolled back all of them. Halves find it in few transactions.
        const half = Math.ceil(batch.length / 2);
        await settle(batch.slice(0, half));
        await settle(batch.slice(half));
      }
    }
  };

  const writeInBatch: Writer['writeInBatch'] = (job, item) =>
    new Promise((resolve, reject) => {
      const call: WriteCall = { job: job as AnyBatchJob, item };
      queue.add({ call, resolve: resolve as QueuedWrite<WriteCall>['resolve'], reject });
      if (!running) void drain();
    });

  return {
    writeInBatch,
    write: (job) => writeInBatch(single as BatchJob<typeof job, null, never>, job),
    status: () => ({
      ...queue.load(),
      failing: last.failing,
      sinceCommitMs: performance.now() - last.commitAt,
    }),
  };
}

/** @param attempt its `committing` is set when the commit is sent: after that, the outcome of an error is unknown */
async function commitBatch(
  store: Store,
  batch: readonly WriteCall[],
  attempt: { committing: boolean },
): Promise<unknown[]> {
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
    attempt.committing = true;
    return results;
  });
}

/** Groups successive items of the same job, keeping their order. */
function groupByJob(batch: readonly WriteCall[]) {
  const groups: { readonly job: AnyBatchJob; readonly items: unknown[] }[] = [];
  for (const { job, item } of batch) {
    const last = groups.at(-1);
    if (last?.job === job) last.items.push(item);
    else groups.push({ job, items: [item] });
  }
  return groups;
}
