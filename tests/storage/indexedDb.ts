import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';

/** Gives a test an IndexedDB of its own. @returns the browser's `persist`, as a spy */
export function emptyIndexedDb() {
  vi.unstubAllGlobals();
  const persist = vi.fn(async () => true);
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('navigator', { storage: { persist } });
  return persist;
}

export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Makes every write fail for lack of space. @returns makes room again */
export function fillDisk(): () => void {
  const { put, add } = IDBObjectStore.prototype;
  const refuse = () => {
    throw new DOMException('', 'QuotaExceededError');
  };
  IDBObjectStore.prototype.put = refuse;
  IDBObjectStore.prototype.add = refuse;
  return () => Object.assign(IDBObjectStore.prototype, { put, add });
}
