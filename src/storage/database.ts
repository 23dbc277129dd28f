import { type IDBPDatabase, openDB } from 'idb';
import { Refusal } from '../refusal.ts';
import { type Schema, schemaVersion } from './schema.ts';

export type Database = IDBPDatabase<Schema>;

/**
 * Opens the product's database, making or upgrading it when needed.
 *
 * @param productId id of the product, from the vendor profile
 * @throws Refusal `storage-unavailable` (private window, blocked by policy), `storage-full`, `storage-too-new` (written
 *   by a newer version of this page)
 */
export async function openDatabase(productId: string): Promise<Database> {
  try {
    return await openDB<Schema>(`keyferry/${productId}`, schemaVersion, {
      upgrade(database, oldVersion) {
        if (oldVersion < 1) {
          database.createObjectStore('machine');
          database.createObjectStore('errands', { keyPath: 'requestId' });
          database.createObjectStore('keys');
          database.createObjectStore('settings');
        }
        if (oldVersion < 2) {
          database.createObjectStore('frames', { autoIncrement: true }).createIndex('stream', 'stream');
          database.createObjectStore('cargo');
        }
        if (oldVersion < 3) database.createObjectStore('receipts', { keyPath: 'id' });
      },
      // A newer page wants to upgrade: let it, instead of blocking it until this tab is closed.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
  } catch (fault) {
    throw storageRefusal(fault);
  }
}

/** Says in our words why the browser did not keep something. */
export function storageRefusal(fault: unknown): Refusal {
  if (fault instanceof Refusal) return fault;
  const name = fault instanceof DOMException ? fault.name : '';
  if (name === 'QuotaExceededError') return new Refusal('storage-full');
  if (name === 'VersionError') return new Refusal('storage-too-new');
  return new Refusal('storage-unavailable', { fault: name || 'unknown' });
}
