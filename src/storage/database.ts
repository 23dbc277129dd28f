import { type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { Refusal } from '../refusal.ts';
import { type Schema, schemaVersion } from './schema.ts';

export type Database = IDBPDatabase<Schema>;
type VersionChange = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/**
 * Opens the product's database, and creates or upgrades it.
 *
 * @param productId id of the product, from the vendor profile
 * @throws Refusal `storage-unavailable` (private window, blocked by policy), `storage-full`, `storage-too-new` (written
 *   by a newer version of this page)
 */
export async function openDatabase(productId: string): Promise<Database> {
  try {
    return await openDB<Schema>(`keyferry/${productId}`, schemaVersion, {
      upgrade(database, oldVersion, _newVersion, transaction) {
        if (oldVersion < 1) {
          database.createObjectStore('machine');
          database.createObjectStore('carriedRequests', { keyPath: 'requestId' });
          database.createObjectStore('keys');
          database.createObjectStore('settings');
        }
        if (oldVersion < 2) {
          database.createObjectStore('frames', { autoIncrement: true }).createIndex('stream', 'stream');
          database.createObjectStore('fileTransfer');
        }
        if (oldVersion < 3) database.createObjectStore('receipts', { keyPath: 'id' });
        if (oldVersion < 5) database.createObjectStore('removed');
        if (oldVersion >= 1 && oldVersion < 4) renameStore(transaction, 'errands', 'carriedRequests');
        if (oldVersion >= 2 && oldVersion < 4) renameStore(transaction, 'cargo', 'fileTransfer');
      },
      // Closes for a newer page that wants to upgrade, so that it need not wait for this tab.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
  } catch (error) {
    throw storageRefusal(error);
  }
}

/**
 * Renames an object store; its records stay (Indexed Database API 2.0, section 4.5).
 *
 * @param was name in versions before 4
 */
function renameStore(transaction: VersionChange, was: string, name: 'carriedRequests' | 'fileTransfer'): void {
  transaction.objectStore(was as typeof name).name = name;
}

/** @returns the refusal for a browser's storage error */
export function storageRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return new Refusal('storage-full');
  if (name === 'VersionError') return new Refusal('storage-too-new');
  return new Refusal('storage-unavailable', { fault: name || 'unknown' });
}
