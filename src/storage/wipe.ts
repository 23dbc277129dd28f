import { deleteDB } from 'idb';
import { Refusal } from '../refusal.ts';
import { databaseName } from './database.ts';
import { isMarkerKey } from './marker.ts';

/**
 * Deletes what the pages have stored in this browser, except the program itself.
 *
 * @param productIds those that the page serves; databases of other products are deleted as well where the vendor's
 *   server is the origin, but on `file://` the pages of all vendors may share one
 * @throws Refusal `storage-blocked` while another tab keeps a database open
 */
export async function wipe(productIds: readonly string[]): Promise<void> {
  const own = productIds.map(databaseName);
  const names = location.protocol === 'file:' ? own : [...new Set([...own, ...(await allDatabases())])];
  await Promise.all(names.map(deleteDatabase));
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (isMarkerKey(key)) storage.removeItem(key);
  }
  // Files and texts that other apps have shared, and that nobody has taken in yet.
  if ('caches' in window) await caches.delete('keyferry-shared');
}

async function allDatabases(): Promise<readonly string[]> {
  const known = (await indexedDB.databases?.()) ?? [];
  return known.flatMap(({ name }) => (name?.startsWith(databaseName('')) ? [name] : []));
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // The tabs of this version close their connections; one that does not is an older version.
    const blocked = () => reject(new Refusal('storage-blocked'));
    deleteDB(name, { blocked }).then(resolve, reject);
  });
}
