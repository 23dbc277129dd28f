import type { SerialHistoryEntry } from '../../../src/contract/admin/serialChange.ts';
import { Refusal } from '../../../src/refusal.ts';
import { readSerialRows, type SeatRow, type SerialRow, seatsGivenUp, seatsOfSerial } from '../../store/serialRows.ts';
import type { Store } from '../../store/tables.ts';
import { limitOf, numberIn, type Page, type PageRequest, readCursor, writeCursor } from './page.ts';
import { serialHistory } from './serialChanges/history.ts';

/** A serial number with its seats. */
export interface SerialDetails extends SerialRow {
  /** What the audit trail knows of it, newest first, at most one page. */
  readonly history: readonly SerialHistoryEntry[];
  /** One page of the taken seats, by number. */
  readonly taken: Page<SeatRow>;
  /** Released seats, latest first, at most one page. */
  readonly givenUp: readonly SeatRow[];
}

/**
 * Reads a serial number and its seats.
 *
 * @param page page of the taken seats
 * @throws Refusal `serial-unknown`; `service-request-invalid` when the cursor is invalid
 */
export async function showSerial(store: Store, serialId: string, page: PageRequest = {}): Promise<SerialDetails> {
  const [serial] = await readSerialRows(store, [serialId]);
  if (serial === undefined) throw new Refusal('serial-unknown');
  const limit = limitOf(page);
  const after = numberIn(readCursor(page, 1)?.[0]);
  const seats = await seatsOfSerial(store, serialId, { after, limit: limit + 1 });
  const shown = seats.slice(0, limit);
  const last = seats.length > limit ? shown.at(-1) : undefined;
  return {
    ...serial,
    history: await serialHistory(store, serialId, limit),
    taken: { rows: shown, next: last === undefined ? null : writeCursor([String(last.number)]) },
    givenUp: await seatsGivenUp(store, serialId, limit),
  };
}
