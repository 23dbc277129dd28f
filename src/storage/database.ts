import { type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { Refusal } from '../refusal.ts';
import { type Schema, schemaVersion } from './schema.ts';

export type Database = IDBPDatabase<Schema>;
type VersionChange = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** Why a connection has ended: a newer page upgrades the database, somebody deletes it, or the browser gave it up. */
export type ConnectionEnd = 'newer-version' | 'deleted' | 'lost';

/** What happens to a database while it is opened, and afterwards. */
export interface DatabaseEvents {
  /** Another tab keeps an older version open. Opening continues as soon as that tab has closed it. */
  blocked?(): void;
  /** The connection has ended unasked. */
  ended?(why: ConnectionEnd): void;
}

/** @param productId id of the product, from the vendor profile */
export const databaseName = (productId: string) => `keyferry/${productId}`;

/**
 * Opens the product's database, and creates or upgrades it.
 *
 * @param productId id of the product, from the vendor profile
 * @throws Refusal `storage-unavailable` (private window, blocked by policy), `storage-full`, `storage-too-new` (written
 *   by a newer version of this page)
 */
export async function openDatabase(productId: string, events: DatabaseEvents = {}): Promise<Database> {
  // The error of opening says only that the upgrade was aborted.
  let aborted: unknown = null;
  try {
    return await openDB<Schema>(databaseName(productId), schemaVersion, {
      upgrade(database, oldVersion, _newVersion, transaction) {
        transaction.done.catch((error: unknown) => {
          aborted = error;
        });
        upgrade(database, oldVersion, transaction);
      },
      blocked: () => events.blocked?.(),
      // Closes for a newer page that wants to upgrade, so that it need not wait for this tab.
      blocking(_current, blocked, event) {
        (event.target as IDBDatabase).close();
        events.ended?.(blocked === null ? 'deleted' : 'newer-version');
      },
      terminated: () => events.ended?.('lost'),
    });
  } catch (error) {
    throw storageRefusal(aborted ?? error);
  }
}

function upgrade(database: Database, oldVersion: number, transaction: VersionChange): void {
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

/** Errors of a connection that is gone; a new one may work. */
const connectionFaults: readonly unknown[] = ['InvalidStateError', 'UnknownError', 'AbortError'];

/** Whether a new connection may do what a call on the old one could not. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Refusal)) return false;
  return error.code === 'storage-unavailable' && connectionFaults.includes(error.details.fault);
}
