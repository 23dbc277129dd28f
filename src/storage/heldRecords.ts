import type { DeletedRecords } from '../activation/ports/storage.ts';
import type { Database } from './database.ts';

export const isEmpty = ({ machine, carried }: DeletedRecords) => !machine && carried === 0;

/** @returns what a database holds */
export async function readHeld(database: Database): Promise<DeletedRecords> {
  const transaction = database.transaction(['machine', 'carriedRequests', 'receipts']);
  const [machine, requests, receipts] = await Promise.all([
    transaction.objectStore('machine').get('current'),
    transaction.objectStore('carriedRequests').count(),
    transaction.objectStore('receipts').count(),
    transaction.done,
  ]);
  return { machine: Boolean(machine?.request || machine?.license), carried: requests + receipts };
}

/** @returns notes what a database holds, after each write; of several in a row, the last is always noted */
export function createNote(database: Database, write: (records: DeletedRecords) => void): () => void {
  let running = false;
  let again = false;

  async function noteAll(): Promise<void> {
    while (again) {
      again = false;
      write(await readHeld(database));
    }
  }

  return function note() {
    again = true;
    if (running) return;
    running = true;
    // Where it fails, the next write notes it.
    void noteAll()
      .catch(() => {})
      .finally(() => {
        running = false;
      });
  };
}
