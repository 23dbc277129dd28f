import { isSameHardware } from '../../src/issue/matchSeat.ts';
import type { SeatChange } from '../../src/issue/seatChanges.ts';
import { MOST_ALIKE, readBindings } from './earlierSeats.ts';
import type { Machine } from './seats.ts';
import type { StoreTransaction } from './tables.ts';

/** Whose changes are looked for: a machine on a seat. */
export interface ChangingMachine extends Machine {
  readonly seatId: string;
}

/** From when on changes count, and how many bindings make two machines one. */
interface Span {
  /** Instant. */
  readonly since: string;
  readonly requiredBindings: number;
}

/**
 * Finds how often a machine's seat came back or moved: on this seat, by its installation key on any seat, and by its
 * hardware on any seat, so that an installation made anew does not begin to count anew.
 */
export async function findSeatChanges(
  transaction: StoreTransaction,
  machine: ChangingMachine,
  span: Span,
): Promise<SeatChange[]> {
  const seatIds = [machine.seatId, ...(await seatsOfHardware(transaction, machine, span))];
  return transaction
    .selectFrom('seat_changes')
    .select(['kind', 'at'])
    .where('at', '>', span.since)
    .where((row) => row.or([row('installation_key', '=', machine.installationKey), row('seat_id', 'in', seatIds)]))
    .execute();
}

/** @returns the seats with changes whose machine showed the same hardware */
async function seatsOfHardware(
  transaction: StoreTransaction,
  { bindings }: ChangingMachine,
  { since, requiredBindings }: Span,
): Promise<string[]> {
  const values = bindings.map(({ value }) => value);
  if (values.length === 0) return [];
  const rows = await transaction
    .selectFrom('license_bindings')
    .innerJoin('licenses', 'licenses.id', 'license_bindings.license_id')
    .innerJoin('seat_changes', 'seat_changes.seat_id', 'licenses.seat_id')
    .select(['licenses.id', 'licenses.seat_id'])
    .where('value', 'in', values)
    .where('at', '>', since)
    .groupBy(['licenses.id', 'licenses.seat_id'])
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .limit(MOST_ALIKE)
    .execute();
  const listed = await readBindings(
    transaction,
    rows.map(({ id }) => id),
  );
  return rows
    .filter(({ id }) => isSameHardware(listed.get(id) ?? [], bindings, requiredBindings))
    .map(({ seat_id }) => seat_id);
}

export async function addSeatChange(
  transaction: StoreTransaction,
  { seatId, installationKey }: Pick<ChangingMachine, 'seatId' | 'installationKey'>,
  { kind, at }: SeatChange,
): Promise<void> {
  await transaction
    .insertInto('seat_changes')
    .values({ seat_id: seatId, kind, installation_key: installationKey, at })
    .execute();
}

/** A seat goes on with other hardware. */
export async function moveSeat(transaction: StoreTransaction, seatId: string, at: string): Promise<void> {
  await transaction
    .updateTable('seats')
    .set(({ eb }) => ({ moves: eb('moves', '+', 1), moved_at: at }))
    .where('id', '=', seatId)
    .execute();
}

/**
 * Marks a seat for the vendor's people, because two machines seem to show one identity.
 *
 * @returns whether it was not marked before
 */
export async function flagSeat(transaction: StoreTransaction, seatId: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('seats')
    .set({ flagged_at: at })
    .where('id', '=', seatId)
    .where('flagged_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
