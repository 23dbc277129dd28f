import type { KeptFrame } from '../../transfer/receiver.ts';
import type { CarriedReceipt, CarriedRequest, FileTransfer, MachineRecord, Removed } from '../records.ts';

export type { KeptFrame } from '../../transfer/receiver.ts';

/**
 * Settings of this device: its role, the product that it is activated for, the chosen camera, scan feedback, the newest
 * keyset, the language, what was typed to see the computers of a serial number, the instant before which the service
 * asked not to be called again, that the hint to install the app was closed, how the list of computers is shown, the order
 * for several of them that is not sent yet, that the hint about deletion by the browser was closed, what was typed of a
 * confirmation code, and of a code copied from another machine.
 */
export type SettingName =
  | 'role'
  | 'product'
  | 'camera'
  | 'feedback'
  | 'keyset'
  | 'language'
  | 'computers'
  | 'send-after'
  | 'install-hint'
  | 'list'
  | 'batch'
  | 'eviction-hint'
  | 'typed-code'
  | 'copied-code';

/** What survives reload, update and crash. A resolved promise means: it is on disk. */
export interface JournalPort {
  readMachine(): Promise<MachineRecord>;
  writeMachine(change: (current: MachineRecord) => MachineRecord): Promise<MachineRecord>;
  /** Oldest first. */
  listCarriedRequests(): Promise<readonly CarriedRequest[]>;
  /**
   * Reads, changes and writes one carried request in one transaction.
   *
   * @param change gets the current record (null when there is none) and returns the next one (null deletes it)
   */
  writeCarriedRequest(
    requestId: string,
    change: (current: CarriedRequest | null) => CarriedRequest | null,
  ): Promise<CarriedRequest | null>;
  /**
   * Changes many carried requests in one transaction; a request that is gone is left out.
   *
   * @returns the changed records
   */
  changeCarriedRequests(
    requestIds: readonly string[],
    change: (current: CarriedRequest) => CarriedRequest,
  ): Promise<readonly CarriedRequest[]>;
  /** Oldest first. */
  listReceipts(): Promise<readonly CarriedReceipt[]>;
  /** As `writeCarriedRequest`. */
  writeReceipt(
    id: string,
    change: (current: CarriedReceipt | null) => CarriedReceipt | null,
  ): Promise<CarriedReceipt | null>;
  /** @returns what was removed last and can be put back; null when there is nothing */
  readRemoved(): Promise<Removed | null>;
  /**
   * Removes records in one transaction, and stores them for {@link restoreRemoved}; what was removed before is gone.
   *
   * @param at instant, ISO 8601 in UTC
   * @returns what was removed; null when there was nothing
   */
  removeRecords(requestIds: readonly string[], receiptIds: readonly string[], at: string): Promise<Removed | null>;
  /** Puts back what was removed last, in one transaction. A record that is there again meanwhile stays as it is. */
  restoreRemoved(): Promise<void>;
  /** Frames of incomplete transfers, in the order in which they were stored. */
  readFrames(): Promise<readonly KeptFrame[]>;
  keepFrames(frames: readonly KeptFrame[]): Promise<void>;
  /** @param stream the transfer that is complete or abandoned */
  forgetFrames(stream: string): Promise<void>;
  readFileTransfer(): Promise<FileTransfer>;
  writeFileTransfer(change: (current: FileTransfer) => FileTransfer): Promise<FileTransfer>;
  readSetting(name: SettingName): Promise<string | null>;
  writeSetting(name: SettingName, value: string): Promise<void>;
  /**
   * Reads, changes and writes one setting in one transaction.
   *
   * @param change gets the current value (null when there is none) and returns the next one; null changes nothing
   */
  changeSetting(name: SettingName, change: (current: string | null) => string | null): Promise<void>;
  /** Calls back when another tab has written. @returns stops listening */
  onOutsideChange(listener: () => void): () => void;
}
