import type { Refusal } from '../../refusal.ts';

/** What the browser deleted, as far as this page had noted it. */
export interface DeletedRecords {
  /** Whether this machine's key and request or license were among it. */
  readonly machine: boolean;
  /** How many requests and return receipts of other machines. */
  readonly carried: number;
}

/** How records are kept in this visit. */
export interface StorageView {
  /**
   * `disk`: in the browser's storage. `memory`: the person continues without storage; nothing outlives the page.
   * `refused`: storage cannot be used, and the person has not decided yet.
   */
  readonly mode: 'disk' | 'memory' | 'refused';
  /** Why the browser's storage is not used; null while it is. */
  readonly refusal: Refusal | null;
  /** What the browser has deleted since the last visit; null when nothing is known to be missing. */
  readonly deleted: DeletedRecords | null;
  /** Whether the browser is known to forget everything when its window closes; false where it does not show. */
  readonly isPrivate: boolean;
  /** Whether the browser promised to keep the data when disk space runs low; null where it has not been asked. */
  readonly isPersistent: boolean | null;
}

/** What the browser says about the space of this page, in bytes; null where it says nothing. */
export interface StorageSpace {
  readonly usage: number | null;
  readonly quota: number | null;
}

/** The browser's storage for this page: whether it works, and what to do where it does not. */
export interface StoragePort {
  readonly view: StorageView;
  /** Calls back when `view` has changed. @returns stops listening */
  onChange(listener: (view: StorageView) => void): () => void;
  /** Tries once more to open the storage, and writes what a full disk has refused. @throws Refusal `storage-…` */
  retry(): Promise<void>;
  /** Keeps everything in memory from now on, until the page closes. */
  useMemory(): void;
  /** The person knows what was deleted. */
  acknowledgeDeletion(): void;
  /** Never rejects. */
  readSpace(): Promise<StorageSpace>;
  /**
   * Deletes everything that the pages have stored in this browser: the databases of all products, shared files that
   * wait, and notes outside the databases. The program itself stays, so that it still opens offline. Reload the page
   * afterwards.
   *
   * @throws Refusal `storage-blocked` while another tab keeps a database open
   */
  wipe(): Promise<void>;
}
