import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

interface MemorySchema extends DBSchema {
  state: { key: 'lastSeen' | 'keyset'; value: string };
}

interface Remembered {
  /** From `checkLicense`; null leaves what is stored. */
  readonly lastSeen: string | null;
  /** Exact bytes; null leaves what is stored. */
  readonly keyset: Uint8Array | null;
}

/** What a product's page keeps for its next start, in two independent places, of which one may be lost. */
export interface PageMemory {
  readonly lastSeen: readonly (string | null)[];
  readonly keysets: readonly string[];
  /** @returns whether all of it was stored */
  keep(remembered: Remembered): Promise<boolean>;
}

/** Opens the memory of a product. Where the browser stores nothing, it is empty and keeps nothing. */
export async function openPageMemory(productId: string): Promise<PageMemory> {
  const database = await openMemory(productId);
  const key = `keyferry-library/${productId}/last-seen`;
  const read = (name: 'lastSeen' | 'keyset') => database?.get('state', name).catch(() => undefined);
  const [seen = null, keyset] = await Promise.all([read('lastSeen'), read('keyset')]);
  return {
    lastSeen: [seen, attempt(() => localStorage.getItem(key))],
    keysets: keyset === undefined ? [] : [keyset],
    async keep(remembered) {
      const isInDatabase = database !== null && (await writeTo(database, remembered));
      database?.close();
      const { lastSeen } = remembered;
      const isInLocal = lastSeen === null || attempt(() => localStorage.setItem(key, lastSeen) ?? true) === true;
      return isInDatabase && isInLocal;
    },
  };
}

async function openMemory(productId: string): Promise<IDBPDatabase<MemorySchema> | null> {
  try {
    return await openDB<MemorySchema>(`keyferry-library/${productId}`, 1, {
      upgrade: (created) => void created.createObjectStore('state'),
    });
  } catch {
    return null;
  }
}

async function writeTo(database: IDBPDatabase<MemorySchema>, { lastSeen, keyset }: Remembered): Promise<boolean> {
  try {
    const { store, done } = database.transaction('state', 'readwrite', { durability: 'strict' });
    await Promise.all([
      lastSeen !== null && store.put(lastSeen, 'lastSeen'),
      keyset !== null && store.put(new TextDecoder().decode(keyset), 'keyset'),
      done,
    ]);
    return true;
  } catch {
    return false;
  }
}

/** Where storage is blocked, even naming it throws. */
function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
