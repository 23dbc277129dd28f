import type { JournalPort } from '../activation/ports.ts';
import type { Refusal } from '../refusal.ts';
import { type Database, isConnectionLost } from './database.ts';
import { createInstallation, createKeyStore, type Installation, type KeyMaking } from './installation.ts';
import { createJournal } from './journal.ts';
import { createMemoryJournal, createMemoryKeyStore } from './memory.ts';
import type { StoredKey } from './schema.ts';

/** Where the records of a product are at the moment. */
export type Backing =
  | { readonly mode: 'refused'; readonly refusal: Refusal }
  | {
      readonly mode: 'disk' | 'memory';
      readonly journal: JournalPort;
      readonly installation: Installation;
      close(): void;
    };

export type UsableBacking = Exclude<Backing, { readonly mode: 'refused' }>;

/** @param key the installation key used so far in this visit; null for none */
export function inDatabase(
  database: Database,
  product: string,
  making: KeyMaking,
  key: StoredKey | null,
  recordsWritten: () => void,
): Backing {
  return {
    mode: 'disk',
    journal: createJournal(database, product, recordsWritten),
    installation: createInstallation(createKeyStore(database), making, key),
    close: () => database.close(),
  };
}

/** @param key as for `inDatabase` */
export function inMemory(making: KeyMaking, key: StoredKey | null): Backing {
  const installation = createInstallation(createMemoryKeyStore(key), making, key);
  return { mode: 'memory', journal: createMemoryJournal(), installation, close: () => {} };
}

/** Holds the backing in use, and what outlives it. */
export interface BackingSlot {
  readonly backing: Backing;
  /** The installation key used so far in this visit; null for none. */
  readonly key: StoredKey | null;
  use(next: Backing): void;
  /** Calls back when another tab has written, whatever the backing. @returns stops listening */
  onOutsideChange(listener: () => void): () => void;
  /**
   * Runs a call; where its connection is gone, once more on a new one.
   *
   * @param reopen resolves when there is another backing
   * @throws Refusal why nothing can be stored
   */
  run<T>(call: (on: UsableBacking) => Promise<T>, reopen: () => Promise<void>): Promise<T>;
}

/** @param changed called when another backing is in use */
export function createSlot(first: Backing, changed: () => void): BackingSlot {
  const listeners = new Set<() => void>();
  let backing = first;
  let key: StoredKey | null = null;
  let stopListening = () => {};
  const announce = () => {
    for (const listener of listeners) listener();
  };
  const currentKey = () => (backing.mode === 'refused' ? null : backing.installation.held) ?? key;
  const usable = (): UsableBacking => {
    if (backing.mode === 'refused') throw backing.refusal;
    return backing;
  };

  return {
    get backing() {
      return backing;
    },
    get key() {
      return currentKey();
    },
    use(next) {
      key = currentKey();
      if (backing.mode !== 'refused') backing.close();
      stopListening();
      backing = next;
      stopListening = next.mode === 'refused' ? () => {} : next.journal.onOutsideChange(announce);
      changed();
    },
    onOutsideChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async run(call, reopen) {
      const on = usable();
      try {
        return await call(on);
      } catch (error) {
        if (on.mode === 'memory' || !isConnectionLost(error)) throw error;
        if (backing === on) await reopen();
        return call(usable());
      }
    },
  };
}
