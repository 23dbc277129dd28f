import type { DeletedRecords } from '../activation/ports/storage.ts';
import type { InstallationPort, JournalPort } from '../activation/ports.ts';
import { Refusal } from '../refusal.ts';
import { type BackingSlot, createSlot, inDatabase, inMemory } from './backing.ts';
import { type ConnectionEnd, type Database, storageRefusal } from './database.ts';
import type { KeyMaking } from './installation.ts';
import { journalThrough } from './journalCalls.ts';
import { openInTime } from './openInTime.ts';
import { withPendingWrites } from './pendingWrites.ts';
import { createRecordWatch, type RecordWatch } from './recordWatch.ts';

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

export function createProductStorage(product: string, parts: StorageParts): ProductStorage {
  const watch = createRecordWatch(product, parts.changed);
  const closed = new Refusal('storage-unavailable', { fault: 'not-opened' });
  const slot = createSlot({ mode: 'refused', refusal: closed }, parts.changed);
  const open = createOpener(product, parts, slot, watch);
  const journal = withPendingWrites(
    journalThrough((use) => slot.run((on) => use(on.journal), open), slot.onOutsideChange),
  );

  return {
    journal,
    installation: {
      signer: () => slot.run(({ installation }) => installation.signer(), open),
      madeAt: () => slot.run(({ installation }) => installation.madeAt(), open),
    },
    get mode() {
      return slot.backing.mode;
    },
    get refusal() {
      return slot.backing.mode === 'refused' ? slot.backing.refusal : null;
    },
    get deleted() {
      return watch.deleted;
    },
    open,
    writePending: journal.writePending,
    useMemory() {
      if (slot.backing.mode === 'memory') return;
      journal.dropPending();
      slot.use(inMemory(parts, slot.key));
    },
    acknowledgeDeletion: watch.acknowledge,
    close() {
      watch.forget();
      slot.use({ mode: 'refused', refusal: new Refusal('storage-lost') });
    },
  };
}

/** @returns opens the database, and once more when its connection has ended unasked; one attempt at a time */
function createOpener(product: string, parts: StorageParts, slot: BackingSlot, watch: RecordWatch) {
  let opening: Promise<void> | null = null;
  const refuse = (refusal: Refusal) => slot.use({ mode: 'refused', refusal });

  async function adopt(database: Database): Promise<void> {
    const areRecordsGone = await watch.inspect(database);
    const { backing } = slot;
    // The person has been told, and wants what is in memory stored again.
    const isKnown = backing.mode === 'refused' && backing.refusal.code === 'storage-lost';
    if (areRecordsGone && !isKnown) {
      database.close();
      return refuse(new Refusal('storage-lost'));
    }
    const recordsWritten = () => {
      parts.recordsWritten();
      watch.note(database);
    };
    slot.use(inDatabase(database, product, parts, slot.key, recordsWritten));
  }

  function ended(why: ConnectionEnd): void {
    if (slot.backing.mode !== 'disk') return;
    if (why === 'newer-version') refuse(new Refusal('storage-superseded'));
    else void open();
  }

  async function connect(): Promise<void> {
    let isAdopted = false;
    const events = { blocked: parts.blocked, ended: (why: ConnectionEnd) => isAdopted && ended(why) };
    const take = (database: Database) => {
      isAdopted = true;
      return adopt(database);
    };
    const takeLate = (late: Database) => (slot.backing.mode === 'refused' ? take(late) : late.close());
    try {
      await take(await openInTime(product, events, parts.later, takeLate));
    } catch (error) {
      refuse(storageRefusal(error));
    }
  }

  function open(): Promise<void> {
    opening ??= connect().finally(() => {
      opening = null;
    });
    return opening;
  }

  return open;
}
