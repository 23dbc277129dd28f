import type { DeletedRecords } from '../activation/ports/storage.ts';
import type { Database } from './database.ts';
import { createMarker } from './marker.ts';

/** Knows what the database of a product should hold, and so notices when somebody, or the browser, has deleted it. */
export interface RecordWatch {
  /** What was deleted since the last visit; null when nothing is known to be missing. */
  readonly deleted: DeletedRecords | null;
  /** Looks into a database that has just been opened. @returns whether records that this visit has seen are gone */
  inspect(database: Database): Promise<boolean>;
  /** Call it after each write: notes what the database holds. */
  note(database: Database): void;
  /** The person knows what was deleted. */
  acknowledge(): void;
  /** From now on, the database may be empty: the person deletes everything. */
  forget(): void;
}

/** @param changed called when `deleted` has changed */
export function createRecordWatch(product: string, changed: () => void): RecordWatch {
  const marker = createMarker(product);
  let deleted: DeletedRecords | null = null;
  /** What the database held in this visit. */
  let held: DeletedRecords | null = null;
  let noting = false;
  let noteAgain = false;

  function acknowledge(): void {
    if (!deleted) return;
    deleted = null;
    if (!held || isEmpty(held)) marker.write(null);
    changed();
  }

  async function noteAll(database: Database): Promise<void> {
    while (noteAgain) {
      noteAgain = false;
      held = await readHeld(database);
      if (!isEmpty(held)) acknowledge();
      if (!deleted) marker.write(held);
    }
  }

  return {
    get deleted() {
      return deleted;
    },
    async inspect(database) {
      const found = await readHeld(database);
      const expected = held ?? marker.read();
      // After a crash the marker may be older than the database, so emptied lists alone say nothing.
      const isGone = expected !== null && !isEmpty(expected) && (await isBare(database));
      if (isGone && held) return true;
      if (isGone) deleted = expected;
      held = found;
      return false;
    },
    note(database) {
      noteAgain = true;
      if (noting) return;
      noting = true;
      // Where it fails, the next write notes it.
      void noteAll(database)
        .catch(() => {})
        .finally(() => {
          noting = false;
        });
    },
    acknowledge,
    forget() {
      held = null;
    },
  };
}

const isEmpty = ({ machine, carried }: DeletedRecords) => !machine && carried === 0;

/** Whether a database is as new: even settings and removed records are missing. */
async function isBare(database: Database): Promise<boolean> {
  const stores = ['machine', 'carriedRequests', 'receipts', 'removed', 'settings'] as const;
  const transaction = database.transaction(stores);
  const counts = await Promise.all(stores.map((store) => transaction.objectStore(store).count()));
  await transaction.done;
  return counts.every((count) => count === 0);
}

async function readHeld(database: Database): Promise<DeletedRecords> {
  const transaction = database.transaction(['machine', 'carriedRequests', 'receipts']);
  const [machine, requests, receipts] = await Promise.all([
    transaction.objectStore('machine').get('current'),
    transaction.objectStore('carriedRequests').count(),
    transaction.objectStore('receipts').count(),
    transaction.done,
  ]);
  return { machine: Boolean(machine?.request || machine?.license), carried: requests + receipts };
}
