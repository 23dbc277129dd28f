import { setImmediate as endOfTurn } from 'node:timers/promises';
import { type AuditEvent, appendAudit } from './audit.ts';
import { isUnavailable } from './dialect/errors.ts';
import { isOnPostgres } from './dialect/statement.ts';
import { allLocks, type Locks, takeLocks } from './locks.ts';
import { indexHolders } from './search/indexWords.ts';
import type { Store, StoreTransaction } from './tables.ts';
import { createWriteQueue, type QueuedWrite, type WriteQueue } from './writeQueue.ts';

/** What a write job gets. No other writer changes what its locks name during its transaction. */
export interface WriteContext {
  readonly transaction: StoreTransaction;
  /** Adds an event to the audit trail, which commits together with the job's changes. */
  record(event: AuditEvent): void;
  /**
   * Makes new licenses found by their holder, at the end of the transaction and in one order for all: two transactions that
   * add the same words wait for each other.
   */
  nameHolder(holder: string): void;
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
  /** For reads before a write, which may be outdated when it runs. */
  readonly store: Store;
  /**
   * Runs a job while no other program changes what it locks. Its changes are on the disk when the promise resolves.
   *
   * @param job may run more than once, so it must not have effects outside the store
   * @param locks everything whose state the job relies on; by default the whole store
   * @throws any error of the job or the database; StoreError `store-busy` when too many jobs wait or its turn did not come
   *   within the writer's patience, `store-overdue` when it did not end by then. Nothing was written then, unless it was
   *   overdue or the connection broke during the commit; repeat the call to find out.
   */
  write<Result>(job: WriteJob<Result>, locks?: Locks): Promise<Result>;
  /** Runs a batch job for one item, under the same conditions as `write`. */
  writeInBatch<Item, Shared, Result>(job: BatchJob<Item, Shared, Result>, item: Item, locks?: Locks): Promise<Result>;
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
  /** Most transactions at a time, where the database runs several. */
  readonly lanes?: number;
}

const PATIENCE_MS = 10_000;
/** Most jobs per transaction; limits how long readers and other services wait. */
const MAX_BATCH = 32;
/** Most transactions at a time on PostgreSQL. A service waits for the network and the disk in each. */
const LANES = 4;
/**
 * A transaction begins beside another once this many jobs share it, or after this many milliseconds: many small ones cost
 * more than one, and a job must not wait for another one's locks.
 */
const ENOUGH_BESIDE = 8;
const BESIDE_MS = 20;
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
 * transaction are committed as one batch. On PostgreSQL, jobs with other locks begin another transaction meanwhile.
 */
export function createWriter(
  store: Store,
  { patienceMs = PATIENCE_MS, committed = () => undefined, lanes = LANES }: WriterOptions = {},
): Writer {
  const queue = createWriteQueue<WriteCall>(patienceMs, MAX_OPEN);
  const mostRunning = isOnPostgres(store) ? lanes : 1;
  /** Locks of the transactions that run. */
  const held: Locks[] = [];
  let isFilling = false;
  let besides: NodeJS.Timeout | null = null;
  let last = { failing: false, commitAt: Number.NEGATIVE_INFINITY };

  /** Begins transactions while there is something for them to do. */
  const fill = async (least = held.length === 0 ? 1 : ENOUGH_BESIDE) => {
    if (isFilling) return;
    isFilling = true;
    while (held.length < mostRunning && queue.ready(held) >= (held.length === 0 ? 1 : least)) {
      await collect(queue, held);
      const batch = queue.take(MAX_BATCH, held);
      if (batch.length > 0) void run(batch);
    }
    isFilling = false;
    if (besides === null && held.length < mostRunning && queue.ready(held) > 0) {
      besides = setTimeout(() => {
        besides = null;
        void fill(1);
      }, BESIDE_MS);
    }
  };

  const run = async (batch: readonly QueuedWrite<WriteCall>[]) => {
    const locks = allLocks(batch.map((each) => each.locks));
    held.push(locks);
    await settle(batch);
    held.splice(held.indexOf(locks), 1);
    void fill();
  };

  const settle = async (batch: readonly QueuedWrite<WriteCall>[]): Promise<void> => {
    const attempt: Attempt = { began: performance.now(), committing: false };
    try {
      const results = await commitBatch(store, batch, attempt);
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

  const writeInBatch: Writer['writeInBatch'] = (job, item, locks = 'store') =>
    new Promise((resolve, reject) => {
      const call: WriteCall = { job: job as AnyBatchJob, item };
      queue.add({ call, locks, resolve: resolve as QueuedWrite<WriteCall>['resolve'], reject });
      void fill();
    });

  return {
    store,
    writeInBatch,
    write: (job, locks) => writeInBatch(single as BatchJob<typeof job, null, never>, job, locks),
    status: () => ({
      ...queue.load(),
      failing: last.failing,
      sinceCommitMs: performance.now() - last.commitAt,
    }),
  };
}

/**
 * On SQLite a transaction never waits for the event loop. A turn reads from every connection with data, so that their
 * orders share the next commit, and answers other calls; so further turns follow while they bring jobs.
 */
async function collect(queue: WriteQueue<WriteCall>, held: readonly Locks[]): Promise<void> {
  let seen: number;
  do {
    seen = queue.ready(held);
    await endOfTurn();
  } while (queue.ready(held) > seen && seen < MAX_BATCH);
}

interface Attempt {
  readonly began: number;
  /** Set when the commit is sent: after that, the outcome of an error is unknown. */
  committing: boolean;
}

async function commitBatch(
  store: Store,
  batch: readonly QueuedWrite<WriteCall>[],
  attempt: Attempt,
): Promise<unknown[]> {
  const locks = allLocks(batch.map((each) => each.locks));
  const begin = store.transaction();
  return (locks === 'store' ? begin : begin.setIsolationLevel('read committed')).execute(async (transaction) => {
    if (locks !== 'store') await takeLocks(transaction, locks);
    const [events, holders]: [AuditEvent[], Set<string>] = [[], new Set()];
    const context: WriteContext = {
      transaction,
      record: (event) => void events.push(event),
      nameHolder: (holder) => void holders.add(holder),
    };
    const results: unknown[] = [];
    for (const { job, items } of groupByJob(batch.map(({ call }) => call))) {
      const shared = await job.begin(context, items);
      for (const item of items) results.push(await job.run(context, item, shared));
      await job.end(context, shared);
    }
    await indexHolders(transaction, [...holders]);
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
