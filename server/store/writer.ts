import { type AuditEvent, appendAudit } from './audit.ts';
import type { Store, StoreTransaction } from './tables.ts';

/** What a piece of work gets: the store as it is now and stays, since nobody else writes meanwhile. */
export interface WriteContext {
  readonly transaction: StoreTransaction;
  /** Adds to the audit trail. It becomes durable with what the work writes, or not at all. */
  record(event: AuditEvent): void;
}

/** Outcomes, refusals among them, are values; whoever throws undoes everything it has written. */
export type Work<Result> = (writeContext: WriteContext) => Promise<Result>;

/**
 * Works of one kind that ask the store the same questions. Those of them that follow one another in a transaction ask
 * once for all, and add their rows together.
 */
export interface BatchJob<Item, Shared, Result> {
  begin(writeContext: WriteContext, items: readonly Item[]): Promise<Shared>;
  work(writeContext: WriteContext, item: Item, shared: Shared): Promise<Result>;
  end(writeContext: WriteContext, shared: Shared): Promise<void>;
}

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
  /** The same for a work of a kind. */
  writeOne<Item, Shared, Result>(kind: BatchJob<Item, Shared, Result>, item: Item): Promise<Result>;
}

/** Works in one transaction at most; bounds how long readers and other services wait. */
const MOST_TOGETHER = 32;

/** What a kind is once it is no longer known which items it takes. */
type AnyBatchJob = BatchJob<unknown, unknown, unknown>;

interface Waiting {
  readonly kind: AnyBatchJob;
  readonly item: unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A work that has nothing to share. */
const single: BatchJob<Work<unknown>, null, unknown> = {
  begin: async () => null,
  work: (writeContext, work) => work(writeContext),
  end: async () => undefined,
};

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

  const writeOne: Writer['writeOne'] = (kind, item) =>
    new Promise((resolve, reject) => {
      queue.push({ kind: kind as AnyBatchJob, item, resolve: resolve as Waiting['resolve'], reject });
      if (!running) void drain();
    });

  return { writeOne, write: (work) => writeOne(single as BatchJob<typeof work, null, never>, work) };
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
    const writeContext: WriteContext = { transaction, record: (event) => void events.push(event) };
    const results: unknown[] = [];
    for (const { kind, items } of runsOf(group)) {
      const shared = await kind.begin(writeContext, items);
      for (const item of items) results.push(await kind.work(writeContext, item, shared));
      await kind.end(writeContext, shared);
    }
    await appendAudit(transaction, events);
    return results;
  });
}

/** The works in their order; those of one kind that follow one another, together. */
function runsOf(group: readonly Waiting[]) {
  const runs: { readonly kind: AnyBatchJob; readonly items: unknown[] }[] = [];
  for (const { kind, item } of group) {
    const last = runs.at(-1);
    if (last?.kind === kind) last.items.push(item);
    else runs.push({ kind, items: [item] });
  }
  return runs;
}
