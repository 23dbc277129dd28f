import { Refusal } from '../refusal.ts';
import { type Database, type DatabaseEvents, openDatabase } from './database.ts';

/** Milliseconds after which a database that neither opens nor fails counts as unusable. */
const longestOpening = 10_000;

/**
 * Opens a product's database, and gives up where the browser never answers. While another tab blocks it, it waits.
 *
 * @param later see `Ports`
 * @param openedLate gets the database when it opens after all
 * @throws Refusal as `openDatabase`; `storage-unavailable` with the fault `TimeoutError`
 */
export async function openInTime(
  productId: string,
  events: DatabaseEvents,
  later: (milliseconds: number, run: () => void) => () => void,
  openedLate: (database: Database) => unknown,
): Promise<Database> {
  let cancel = () => {};
  const hung = new Promise<null>((resolve) => {
    cancel = later(longestOpening, () => resolve(null));
  });
  const blocked = () => {
    cancel();
    events.blocked?.();
  };
  const opening = openDatabase(productId, { ...events, blocked });
  const opened = await Promise.race([opening, hung]).finally(() => cancel());
  if (opened) return opened;
  opening.then(openedLate).catch(() => {});
  throw new Refusal('storage-unavailable', { fault: 'TimeoutError' });
}
