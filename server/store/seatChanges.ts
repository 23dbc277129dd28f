import { isSameHardware } from '../../src/issue/matchSeat.ts';
import type { SeatChange } from '../../src/issue/seatChanges.ts';
import { MAX_SIMILAR_LICENSES, readBindings } from './earlierSeats.ts';
import type { MachineKeys } from './machines/machineKeys.ts';
import type { StoreTransaction } from './tables.ts';

/** A machine whose seat is to change. */
export interface ChangingMachine extends MachineKeys {
  /** The limits are those of one product. */
  readonly product: string;
  readonly seatId: string;
  /** Computer ID. */
  readonly machineId: string;
}

/** Which changes count. */
interface CountedChanges {
  /** Instant; earlier changes do not count. */
  readonly since: string;
  /** How many equal bindings make two machines the same. */
  readonly requiredBindings: number;
}

/**
 * Finds the returns and moves of a machine: on this seat, by its installation key or computer ID on any seat, and by its
 * hardware on any seat, so that a new installation key does not reset the count.
 */
export async function findSeatChanges(
  transaction: StoreTransaction,
  machine: ChangingMachine,
  counted: CountedChanges,
): Promise<SeatChange[]> {
  const seatIds = [
    machine.seatId,
    ...(await seatsOfComputer(transaction, machine, counted)),
    ...(await seatsOfHardware(transaction, machine, counted)),
  ];
  return transaction
    .selectFrom('seat_changes')
    .select(['kind', 'at'])
    .where('product', '=', machine.product)
    .where('at', '>', counted.since)
    .where((row) => row.or([row('installation_key', '=', machine.installationKey), row('seat_id', 'in', seatIds)]))
    .execute();
}

/** @returns ids of seats with changes whose machine had the same computer ID: a code tells no more of its key */
async function seatsOfComputer(
  transaction: StoreTransaction,
  { product, machineId }: ChangingMachine,
  { since }: CountedChanges,
): Promise<string[]> {
  const rows = await transaction
    .selectFrom('licenses')
    .innerJoin('seat_changes', 'seat_changes.seat_id', 'licenses.seat_id')
    .select('licenses.seat_id')
    .distinct()
    .where('licenses.machine', '=', machineId)
    .where('seat_changes.product', '=', product)
    .where('at', '>', since)
    .execute();
  return rows.map(({ seat_id }) => seat_id);
}

/** @returns ids of seats with changes whose machine had the same hardware */
async function seatsOfHardware(
  transaction: StoreTransaction,
  { product, bindings }: ChangingMachine,
  { since, requiredBindings }: CountedChanges,
): Promise<string[]> {
  const values = bindings.map(({ value }) => value);
  if (values.length === 0) return [];
  const rows = await transaction
    .selectFrom('license_bindings')
    .innerJoin('licenses', 'licenses.id', 'license_bindings.license_id')
    .innerJoin('seat_changes', 'seat_changes.seat_id', 'licenses.seat_id')
    .select(['licenses.id', 'licenses.seat_id'])
    .where('value', 'in', values)
    .where('seat_changes.product', '=', product)
    .where('at', '>', since)
    .groupBy(['licenses.id', 'licenses.seat_id'])
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .limit(MAX_SIMILAR_LICENSES)
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
  { seatId, product, installationKey }: Pick<ChangingMachine, 'seatId' | 'product' | 'installationKey'>,
  { kind, at }: SeatChange,
): Promise<void> {
  await transaction
    .insertInto('seat_changes')
    .values({ seat_id: seatId, product, kind, installation_key: installationKey, at })
    .execute();
}

/** Records that a seat moved to other hardware. */
export async function moveSeat(transaction: StoreTransaction, seatId: string, at: string): Promise<void> {
  await transaction
    .updateTable('seats')
    .set(({ eb }) => ({ moves: eb('moves', '+', 1), moved_at: at }))
    .where('id', '=', seatId)
    .execute();
}

/**
 * Flags a seat for the administrator: two machines appear to share one identity.
 *
 * @returns whether the seat was not flagged before
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
