import { Refusal } from '../../../src/refusal.ts';
import { readSerialRows, type SeatRow, type SerialRow, seatsGivenUp, seatsOfSerial } from '../../store/serialRows.ts';
import type { Store } from '../../store/tables.ts';
import { cursorInvalid, limitOf, type Page, type PageRequest, readCursor, writeCursor } from './page.ts';

export interface SerialDetails extends SerialRow {
  /** Those taken, by their numbers, with their machines. */
  readonly taken: Page<SeatRow>;
  /** Those given up, the last first; as many as a page holds. */
  readonly givenUp: readonly SeatRow[];
}

/**
 * @param page of the seats that are taken
 * @throws Refusal `serial-unknown`; `service-request-invalid` when the cursor is of no use
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
    taken: { rows: shown, next: last === undefined ? null : writeCursor([String(last.number)]) },
    givenUp: await seatsGivenUp(store, serialId, limit),
  };
}

function numberIn(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text)) throw cursorInvalid();
  return Number(text);
}
