import { sql } from 'kysely';
import { isReinstalled, isSameHardware } from '../../src/issue/matchSeat.ts';
import { MAX_SIMILAR_LICENSES, readBindings } from './earlierSeats.ts';
import { anyDigestKey, isDigestKey, type OrderingMachine } from './machines/machineKeys.ts';
import type { StoreTransaction } from './tables.ts';

/** A trial of which a machine gets one. */
interface TrialPool {
  /** Name of the license type's pool. */
  readonly pool: string;
  /** How many equal bindings make two machines the same. */
  readonly requiredBindings: number;
}

/** When the trial of a seat began. Seats of the time before trials do not say, and began it themselves. */
const began = sql<string>`coalesce(seats.trial_since, seats.taken_at)`;

/**
 * Finds when a trial began on a machine: by its installation key and by its hardware, on seats that are in use and on those
 * that were returned or released.
 *
 * @returns instant; null when the machine has had no such trial, as far as its keys and hardware show
 */
export async function findTrialStart(
  transaction: StoreTransaction,
  machine: OrderingMachine,
  trial: TrialPool,
): Promise<string | null> {
  const starts = [
    await startOfInstallation(transaction, machine, trial),
    ...(await startsOfHardware(transaction, machine, trial)),
  ];
  return starts.reduce<string | null>(
    (earliest, start) => (start !== null && (earliest === null || start < earliest) ? start : earliest),
    null,
  );
}

/**
 * Returning a seat forgets whose it was, so its licenses tell. Where either side is known by a code alone, the computer ID
 * decides: a code shows no hardware by which a machine with a new digest would be found.
 */
async function startOfInstallation(
  transaction: StoreTransaction,
  { installationKey, machineId }: OrderingMachine,
  { pool }: TrialPool,
): Promise<string | null> {
  const { earliest } = await transaction
    .selectFrom('licenses')
    .innerJoin('seats', 'seats.id', 'licenses.seat_id')
    .select(({ fn }) => fn.min<string | null>(began).as('earliest'))
    .where('licenses.machine', '=', machineId)
    .where((row) =>
      isDigestKey(installationKey)
        ? row.lit(true)
        : row.or([
            row('licenses.installation_key', '=', installationKey),
            row('licenses.installation_key', 'like', anyDigestKey),
          ]),
    )
    .where((row) => row.or([row('seats.pool', '=', pool), row('seats.left_pool', '=', pool)]))
    .executeTakeFirstOrThrow();
  return earliest;
}

async function startsOfHardware(
  transaction: StoreTransaction,
  { bindings }: OrderingMachine,
  { pool, requiredBindings }: TrialPool,
): Promise<string[]> {
  const values = bindings.map(({ value }) => value);
  if (values.length === 0) return [];
  const rows = await transaction
    .selectFrom('license_bindings')
    .innerJoin('licenses', 'licenses.id', 'license_bindings.license_id')
    .innerJoin('seats', 'seats.id', 'licenses.seat_id')
    .select(['licenses.id', began.as('began')])
    .where('value', 'in', values)
    .where((row) => row.or([row('seats.pool', '=', pool), row('seats.left_pool', '=', pool)]))
    .groupBy(['licenses.id', 'seats.trial_since', 'seats.taken_at'])
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .orderBy(began)
    .limit(MAX_SIMILAR_LICENSES)
    .execute();
  const listed = await readBindings(
    transaction,
    rows.map(({ id }) => id),
  );
  return rows
    .filter(({ id }) => {
      const before = listed.get(id) ?? [];
      return isSameHardware(before, bindings, requiredBindings) || isReinstalled(before, bindings);
    })
    .map((row) => row.began);
}
