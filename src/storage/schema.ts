import type { DBSchema } from 'idb';
import type { KeptFrame } from '../activation/ports/journal.ts';
import type { CarriedReceipt, CarriedRequest, FileTransfer, MachineRecord, Removed } from '../activation/records.ts';

/** A stored installation key: a WebCrypto pair that cannot be exported, or a 32-byte seed where there is no WebCrypto. */
export type StoredKey = (
  | { readonly kind: 'webcrypto'; readonly pair: CryptoKeyPair }
  | { readonly kind: 'seed'; readonly seed: Uint8Array }
) & {
  /** Instant at which it was made; keys of earlier versions lack it. */
  readonly createdAt?: string;
};

/**
 * One database for each product, because in Chromium all pages opened from local files share one origin.
 *
 * - `machine`: one record, this device's own activation.
 * - `carriedRequests`: requests and installation codes that this device carries for other machines, by request id.
 * - `receipts`: return receipts and return codes that it carries for other machines, by their id.
 * - `removed`: one record, what was removed last of both.
 * - `keys`: the installation key.
 * - `frames`: codes of incomplete transfers, in the order in which they were received; indexed by transfer.
 * - `fileTransfer`: one record, any files that move between devices by codes.
 * - `settings`: settings, such as the role of this device.
 */
export interface Schema extends DBSchema {
  machine: { key: 'current'; value: MachineRecord };
  carriedRequests: { key: string; value: CarriedRequest };
  receipts: { key: string; value: CarriedReceipt };
  removed: { key: 'current'; value: Removed };
  keys: { key: 'installation'; value: StoredKey };
  frames: { key: number; value: KeptFrame; indexes: { stream: string } };
  fileTransfer: { key: 'current'; value: FileTransfer };
  settings: { key: string; value: string };
}

/** Also raised when an older page would ignore what a newer one has stored, such as a returned license or a copied code. */
export const schemaVersion = 6;
