import { isBusy, StoreError } from './dialect/errors.ts';
import type { Locks } from './locks.ts';

/** A job that was called. */
export interface QueuedWrite<Call> {
  readonly call: Call;
  readonly locks: Locks;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** A transaction that failed because the store was unavailable. */
export interface FailedAttempt {
  /** Monotonic, in milliseconds. */
  readonly began: number;
  /** Whether the commit was sent, so that the changes may be on the disk. */
  readonly committing: boolean;
}

/** Jobs in order of their calls. Each ends in time, whatever the database does. */
export interface WriteQueue<Call> {
  /** Rejects the job at once when too many are open. */
  add(called: QueuedWrite<Call>): void;
  /** How many wait, and how many of them may begin while the others run. */
  waiting(): number;
  ready(held: readonly Locks[]): number;
  /**
   * Removes the first jobs that may begin, to run them.
   *
   * @param held locks of the jobs that run. A job that needs one of them waits, and so do the later ones that need the
   *   same as it, so that none is overtaken for the same seats
   */
  take(most: number, held: readonly Locks[]): QueuedWrite<Call>[];
  /** Puts jobs back to the front, unless they would end too late or may have taken effect. */
  takeBack(batch: readonly QueuedWrite<Call>[], error: unknown, attempt: FailedAttempt): void;
  /** Jobs that wait or run, and the age of the oldest in milliseconds. */
  load(): { readonly open: number; readonly oldestMs: number };
}

interface Entry<Call> extends QueuedWrite<Call> {
  /** Monotonic, in milliseconds. */
  readonly calledAt: number;
  readonly timer: NodeJS.Timeout;
  retried: boolean;
}

/**
 * @param patienceMs how long a job may take from its call, in milliseconds
 * @param mostOpen how many jobs may wait or run
 */
export function createWriteQueue<Call>(patienceMs: number, mostOpen: number): WriteQueue<Call> {
  const open = new Set<Entry<Call>>();
  let queue: Entry<Call>[] = [];

  const expire = (entry: Entry<Call>) => {
    const isWaiting = queue.includes(entry);
    queue = queue.filter((each) => each !== entry);
    entry.reject(
      isWaiting
        ? new StoreError('store-busy', 'The store was busy until the job’s time was over.')
        : new StoreError('store-overdue', 'The store did not finish the job in time.'),
    );
  };

  const canRetry = (entry: Entry<Call>, error: unknown, { began, committing }: FailedAttempt): boolean => {
    if (!open.has(entry)) return false;
    const { calledAt, retried } = entry;
    const [now, busy] = [performance.now(), isBusy(error)];
    // Waiting for the lock would take as long again.
    if (busy) return calledAt + patienceMs - now > now - began;
    return !committing && !retried;
  };

  return {
    add({ call, locks, resolve, reject }) {
      if (open.size >= mostOpen) return reject(new StoreError('store-busy', 'Too many jobs wait for the store.'));
      const close = () => {
        clearTimeout(entry.timer);
        return open.delete(entry);
      };
      const entry: Entry<Call> = {
        call,
        locks,
        calledAt: performance.now(),
        timer: setTimeout(() => expire(entry), patienceMs),
        retried: false,
        resolve: (result) => void (close() && resolve(result)),
        reject: (error) => void (close() && reject(error)),
      };
      open.add(entry);
      queue.push(entry);
    },
    waiting: () => queue.length,
    ready: (held) => free(queue, held).length,
    take(most, held) {
      const taken = free(queue, held).slice(0, most);
      const gone = new Set(taken);
      queue = queue.filter((each) => !gone.has(each));
      return taken;
    },
    takeBack(batch, error, attempt) {
      const again: Entry<Call>[] = [];
      // The entries that `take` gave.
      for (const each of batch as readonly Entry<Call>[]) {
        if (!canRetry(each, error, attempt)) each.reject(error);
        else {
          each.retried ||= !isBusy(error);
          again.push(each);
        }
      }
      queue.unshift(...again);
    },
    load() {
      const [oldest] = open;
      return { open: open.size, oldestMs: oldest === undefined ? 0 : performance.now() - oldest.calledAt };
    },
  };
}

/** @returns the entries that need no lock that is held, or that an earlier entry waits for */
function free<Each extends { readonly locks: Locks }>(queue: readonly Each[], held: readonly Locks[]): Each[] {
  let isStoreHeld = held.includes('store');
  const names = new Set(held.flatMap((locks) => (locks === 'store' ? [] : locks)));
  let isAnyHeld = held.length > 0;
  return queue.filter(({ locks }) => {
    const isFree = locks === 'store' ? !isAnyHeld : !isStoreHeld && !locks.some((name) => names.has(name));
    if (isFree) return true;
    isAnyHeld = true;
    if (locks === 'store') isStoreHeld = true;
    else for (const name of locks) names.add(name);
    return false;
  });
}
