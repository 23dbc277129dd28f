import type { UnusedItem } from '../intake/arrivals.ts';
import type { CarriedReceipt, CarriedRequest } from '../records.ts';

/** What an export brings, each document verified as when it is scanned. */
export interface VerifiedExport {
  readonly requests: readonly CarriedRequest[];
  readonly receipts: readonly CarriedReceipt[];
  /** Named by the person's name of the computer, where it has one. */
  readonly unused: readonly UnusedItem[];
}
