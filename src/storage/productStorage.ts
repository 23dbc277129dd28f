import type { InstallationPort, JournalPort } from '../activation/ports.ts';
import type { DeletedRecords } from '../activation/ports/storage.ts';
import { Refusal } from '../refusal.ts';
import { type ConnectionEnd, type Database, isConnectionLost, storageRefusal } from './database.ts';
import { createInstallation, createKeyStore, type Installation, type KeyMaking } from './installation.ts';
import { createJournal } from './journal.ts';
import { journalThrough } from './journalCalls.ts';
import { createNote, isEmpty, readHeld } from './heldRecords.ts';
import { createMarker } from './marker.ts';
import { createMemoryJournal, createMemoryKeyStore } from './memory.ts';
import { openInTime } from './openInTime.ts';
import { withPendingWrites } from './pendingWrites.ts';

/** What a product's storage needs from the page. */
export interface StorageParts extends KeyMaking {
  /** Runs once after a delay in milliseconds, unless cancelled. @returns cancels */
  readonly later: (milliseconds: number, run: () => void) => () => void;
  /** A record has been written. */
  readonly recordsWritten: () => void;
  /** The mode, the refusal or what was deleted has changed. */
  readonly changed: () => void;
  /** Another tab keeps an older version of the database open. */
  readonly blocked: () => void;
}

/** The records of one product: in its database, or in memory where the person wants that. */
export interface ProductStorage {
  readonly journal: JournalPort;
  readonly installation: InstallationPort;
  readonly mode: 'disk' | 'memory' | 'refused';
  readonly refusal: Refusal | null;
  readonly deleted: DeletedRecords | null;
  /** Opens the database, at the start and when the person tries again. Never rejects: see `refusal`. */
  open(): Promise<void>;
  /** Writes what the disk has refused. @throws Refusal `storage-…` */
  writePending(): Promise<void>;
  useMemory(): void;
  acknowledgeDeletion(): void;
  /** Ends the connection, before the database is deleted. */
  close(): void;
}

type Backing =
  | { readonly mode: 'refused'; readonly refusal: Refusal }
  | {
      readonly mode: 'disk' | 'memory';
      readonly journal: JournalPort;
      readonly installation: Installation;
      close(): void;
    };

export function createProductStorage(product: string, parts: StorageParts): ProductStorage {
  const marker = createMarker(product);
  const listeners = new Set<() => void>();
  let backing: Backing = { mode: 'refused', refusal: new Refusal('storage-unavailable', { fault: 'not-opened' }) };
  let deleted: DeletedRecords | null = null;
  /** What the database of this visit held. */
  let held: DeletedRecords | null = null;
  let opening: Promise<void> | null = null;
  let stopListening = () => {};
  const keyOf = (of: Backing) => (of.mode === 'refused' ? null : of.installation.held);
  let key = keyOf(backing);

  function use(next: Backing): void {
    key = keyOf(backing) ?? key;
    if (backing.mode !== 'refused') backing.close();
    stopListening();
    backing = next;
    stopListening = next.mode === 'refused' ? () => {} : next.journal.onOutsideChange(announce);
    parts.changed();
  }

  function announce(): void {
    for (const listener of listeners) listener();
  }

  const refuse = (refusal: Refusal) => use({ mode: 'refused', refusal });

  async function adopt(database: Database): Promise<void> {
    const found = await readHeld(database);
    const before = held ?? marker.read();
    const isGone = isEmpty(found) && before !== null && !isEmpty(before);
    // The person has been told, and wants what is in memory stored again.
    const isKnown = backing.mode === 'refused' && backing.refusal.code === 'storage-lost';
    if (isGone && held && !isKnown) {
      database.close();
      return refuse(new Refusal('storage-lost'));
    }
    if (isGone && !held) deleted = before;
    held = found;
    const note = createNote(database, (records) => {
      held = records;
      marker.write(records);
      // What was deleted is history as soon as there is something new.
      if (deleted && !isEmpty(records)) acknowledge();
    });
    use({
      mode: 'disk',
      journal: createJournal(database, product, () => {
        parts.recordsWritten();
        note();
      }),
      installation: createInstallation(createKeyStore(database), parts, keyOf(backing) ?? key),
      close: () => database.close(),
    });
  }

  function acknowledge(): void {
    if (!deleted) return;
    deleted = null;
    marker.write(held && !isEmpty(held) ? held : null);
    parts.changed();
  }

  /** The connection has ended unasked. */
  function ended(why: ConnectionEnd): void {
    if (backing.mode !== 'disk') return;
    if (why === 'newer-version') return refuse(new Refusal('storage-superseded'));
    void openNow();
  }

  function openNow(): Promise<void> {
    opening ??= connect().finally(() => {
      opening = null;
    });
    return opening;
  }

  async function connect(): Promise<void> {
    let isAdopted = false;
    const take = (database: Database) => {
      isAdopted = true;
      return adopt(database);
    };
    try {
      const events = { blocked: parts.blocked, ended: (why: ConnectionEnd) => isAdopted && ended(why) };
      await take(
        await openInTime(product, events, parts.later, (late) =>
          backing.mode === 'refused' ? take(late) : late.close(),
        ),
      );
    } catch (error) {
      refuse(storageRefusal(error));
    }
  }

  /** Runs a call; where the connection is gone, once more on a new one. */
  async function run<T>(call: (of: Exclude<Backing, { mode: 'refused' }>) => Promise<T>): Promise<T> {
    const first = backing;
    if (first.mode === 'refused') throw first.refusal;
    try {
      return await call(first);
    } catch (error) {
      if (first.mode === 'memory' || !isConnectionLost(error)) throw error;
      if (backing === first) await openNow();
      if (backing.mode === 'refused') throw backing.refusal;
      return call(backing);
    }
  }

  const journal = withPendingWrites(
    journalThrough(
      (useJournal) => run((of) => useJournal(of.journal)),
      (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    ),
  );

  return {
    journal,
    installation: {
      signer: () => run(({ installation }) => installation.signer()),
      madeAt: () => run(({ installation }) => installation.madeAt()),
    },
    get mode() {
      return backing.mode;
    },
    get refusal() {
      return backing.mode === 'refused' ? backing.refusal : null;
    },
    get deleted() {
      return deleted;
    },
    open: openNow,
    writePending: journal.writePending,
    useMemory() {
      if (backing.mode === 'memory') return;
      const installation = createInstallation(createMemoryKeyStore(keyOf(backing) ?? key), parts);
      journal.dropPending();
      use({ mode: 'memory', journal: createMemoryJournal(), installation, close: () => {} });
    },
    acknowledgeDeletion: acknowledge,
    close() {
      held = null;
      refuse(new Refusal('storage-lost'));
    },
  };
}
