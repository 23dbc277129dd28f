import { toInstant } from '../../src/documents/instant.ts';
import type { IssueRefused } from '../../src/issue/decideIssue.ts';
import type { TakenSeat } from '../../src/issue/matchSeat.ts';
import { boundChange, CHANGES_COUNTED_FOR_DAYS } from '../../src/issue/seatChanges.ts';
import { randomId } from '../randomId.ts';
import { type EarlierSeat, findEarlierSeats } from '../store/earlierSeats.ts';
import { addSeatChange, type ChangingMachine, findSeatChanges, flagSeat, moveSeat } from '../store/seatChanges.ts';
import { countSeatsTaken, type Pool, poolFor, type SeatWanted, seatInstallation, takeSeat } from '../store/seats.ts';
import { noteActivation, saveActivations } from '../store/serials.ts';
import type { SerialTable, StoreTransaction } from '../store/tables.ts';
import { findTrialStart } from '../store/trials.ts';
import type { WriteContext } from '../store/writer.ts';
import type { Catalog } from './catalog.ts';
import type { IssueGranted } from './issueContext.ts';

/** The state of the seats when a machine orders. */
export interface SeatSituation {
  readonly serial: SerialTable | undefined;
  readonly pool: Pool;
  readonly seatsTaken: number;
  /** Seats that may belong to the machine. */
  readonly seats: readonly EarlierSeat[];
  /** When a trial of the ordered type began on the machine; null where it had none, or it is no trial. */
  readonly trialSince: string | null;
}

type ChangeRules = Pick<Catalog, 'product' | 'returns' | 'requiredBindings'>;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Reads the same data for a serial number that will be refused, so that refusals take as long as answers.
 *
 * @param serial the order's serial number, if the store knows it
 */
export async function readSeats(
  transaction: StoreTransaction,
  wanted: SeatWanted,
  serial: SerialTable | undefined,
  { requiredBindings }: ChangeRules,
): Promise<SeatSituation> {
  const pool = poolFor(wanted, serial);
  const seatsTaken = await countSeatsTaken(transaction, pool.name);
  const seats = await findEarlierSeats(transaction, pool, wanted.machine);
  const trial = { pool: pool.name, requiredBindings };
  const trialSince = wanted.isTrial ? await findTrialStart(transaction, wanted.machine, trial) : null;
  return { serial, pool, seatsTaken, seats, trialSince };
}

/**
 * Checks a return or move against the vendor's limits for one machine.
 *
 * @returns null when the change is allowed
 */
export async function refuseChange(
  transaction: StoreTransaction,
  kind: 'returned' | 'moved',
  machine: Omit<ChangingMachine, 'product'>,
  { rules, now }: { readonly rules: ChangeRules; readonly now: Date },
): Promise<IssueRefused | null> {
  const since = toInstant(new Date(now.getTime() - CHANGES_COUNTED_FOR_DAYS * DAY_MS));
  const { requiredBindings, returns } = rules;
  const changing = { ...machine, product: rules.product.id };
  const earlier = await findSeatChanges(transaction, changing, { since, requiredBindings });
  return boundChange(kind, earlier, returns, now);
}

/** @returns id of the seat that the license uses: the machine's earlier seat or a new one */
export async function assignSeat(
  { transaction, record }: WriteContext,
  { request: { product }, machine, isTrial }: SeatWanted,
  { serial, pool, seatsTaken, trialSince }: SeatSituation,
  { replaces, moves, serialEnd, fields: { issuedAt: at } }: IssueGranted,
): Promise<string> {
  const seatId = replaces?.seatId ?? randomId();
  const trial = isTrial && { trialSince: trialSince ?? at };
  if (!replaces) await takeSeat(transaction, pool, { id: seatId, taken: seatsTaken, at, ...trial });
  if (serial && noteActivation(serial, at, serialEnd)) await saveActivations(transaction, [serial]);
  if (!replaces?.isOwn) await seatInstallation(transaction, pool.name, machine.installationKey, seatId);
  if (!moves) return seatId;
  await moveSeat(transaction, seatId, at);
  if (pool.serial) await addSeatChange(transaction, { ...machine, product, seatId }, { kind: 'moved', at });
  record({ at, event: 'seat-moved', actor: 'service', facts: { product, seat: seatId, pool: pool.name } });
  return seatId;
}

/** Flags a seat that two machines appear to share, whether or not the order is refused. */
export async function flagDuplicate(
  { transaction, record }: WriteContext,
  duplicate: TakenSeat,
  { product, at }: { readonly product: string; readonly at: string },
): Promise<void> {
  const isNewer = await flagSeat(transaction, duplicate.seatId, at);
  if (isNewer) record({ at, event: 'seat-flagged', actor: 'service', facts: { product, seat: duplicate.seatId } });
}
