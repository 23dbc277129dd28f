import type { DBSchema } from 'idb';
import type { CarriedReceipt, CarriedRequest, FileTransfer, KeptFrame, MachineRecord } from '../activation/ports.ts';

/** An installation key as it is kept: a WebCrypto pair that cannot be exported, or a seed where there is no WebCrypto. */
export type StoredKey =
  | { readonly kind: 'webcrypto'; readonly pair: CryptoKeyPair }
  | { readonly kind: 'seed'; readonly seed: Uint8Array };

/**
 * One database a product, because in Chromium all pages opened from local files share one origin.
 *
 * - `machine`: one record, this device's own activation.
 * - `carriedRequests`: requests that this device carries for other machines, by request id.
 * - `receipts`: return receipts that it carries for other machines, by their id.
 * - `keys`: the installation key.
 * - `frames`: codes of transfers that are not complete yet, in the order in which they came in; by transfer.
 * - `fileTransfer`: one record, files that are carried beside the trip.
 * - `settings`: small choices, such as the role of this device.
 */
export interface Schema extends DBSchema {
  machine: { key: 'current'; value: MachineRecord };
  carriedRequests: { key: string; value: CarriedRequest };
  receipts: { key: string; value: CarriedReceipt };
  keys: { key: 'installation'; value: StoredKey };
  frames: { key: number; value: KeptFrame; indexes: { stream: string } };
  fileTransfer: { key: 'current'; value: FileTransfer };
  settings: { key: string; value: string };
}

/** Also raised when an older page would take no notice of what a newer one has kept, such as a returned license. */
export const schemaVersion = 4;
