import { toInstant } from '../../src/documents/instant.ts';
import type { IssueDecision, IssueRefused } from '../../src/issue/decideIssue.ts';
import type { TakenSeat } from '../../src/issue/matchSeat.ts';
import { boundChange, CHANGES_COUNTED_FOR_DAYS } from '../../src/issue/seatChanges.ts';
import { randomId } from '../randomId.ts';
import { type EarlierSeat, findEarlierSeats } from '../store/earlierSeats.ts';
import { addSeatChange, type ChangingMachine, findSeatChanges, flagSeat, moveSeat } from '../store/seatChanges.ts';
import { countSeatsTaken, type Pool, poolFor, type SeatWanted, seatInstallation, takeSeat } from '../store/seats.ts';
import { findSerial } from '../store/serials.ts';
import type { SerialTable, StoreTransaction } from '../store/tables.ts';
import type { WriteContext } from '../store/writer.ts';
import type { Catalog } from './catalog.ts';

/** The seats as they stand when a machine asks for one. */
export interface Situation {
  readonly serial: SerialTable | undefined;
  readonly pool: Pool;
  readonly seatsTaken: number;
  /** Those that may be this machine's. */
  readonly seats: readonly EarlierSeat[];
}

type Issued = Extract<IssueDecision, { outcome: 'issued' }>;
type ChangeRules = Pick<Catalog, 'returns' | 'requiredBindings'>;

const DAY = 24 * 60 * 60 * 1000;

/** Asks everything for serial numbers that will be refused as well, so that a refusal takes as long as an answer. */
export async function readSeats(transaction: StoreTransaction, wanted: SeatWanted): Promise<Situation> {
  const serial = wanted.serialDigest === null ? undefined : await findSerial(transaction, wanted.serialDigest);
  const pool = poolFor(wanted, serial);
  const seatsTaken = await countSeatsTaken(transaction, pool.name);
  const seats = await findEarlierSeats(transaction, pool.name, wanted.machine);
  return { serial, pool, seatsTaken, seats };
}

/**
 * Holds a change against what the vendor allows one machine.
 *
 * @returns null when it may be, or where seats are not limited
 */
export async function refuseChange(
  transaction: StoreTransaction,
  kind: 'returned' | 'moved',
  machine: ChangingMachine,
  { rules, now }: { readonly rules: ChangeRules; readonly now: Date },
): Promise<IssueRefused | null> {
  const since = toInstant(new Date(now.getTime() - CHANGES_COUNTED_FOR_DAYS * DAY));
  const { requiredBindings, returns } = rules;
  const earlier = await findSeatChanges(transaction, machine, { since, requiredBindings });
  return boundChange(kind, earlier, returns, now);
}

/** @returns the seat that the license uses: the machine's own from before, else a new one */
export async function assignSeat(
  { transaction, record }: WriteContext,
  { machine }: SeatWanted,
  { pool, seatsTaken }: Situation,
  { replaces, moves, fields: { issuedAt: at } }: Issued,
): Promise<string> {
  const seatId = replaces?.seatId ?? randomId();
  if (!replaces) await takeSeat(transaction, pool, { id: seatId, taken: seatsTaken, at });
  if (!replaces?.isOwn) await seatInstallation(transaction, pool.name, machine.installationKey, seatId);
  if (!moves) return seatId;
  await moveSeat(transaction, seatId, at);
  if (pool.serial) await addSeatChange(transaction, { ...machine, seatId }, { kind: 'moved', at });
  record({ at, event: 'seat-moved', actor: 'service', facts: { seat: seatId, pool: pool.name } });
  return seatId;
}

/** Two machines with one identity: the vendor's people are to look at the seat, whatever becomes of the order. */
export async function flagDuplicate({ transaction, record }: WriteContext, twin: TakenSeat, at: string): Promise<void> {
  const isNewer = await flagSeat(transaction, twin.seatId, at);
  if (isNewer) record({ at, event: 'seat-flagged', actor: 'service', facts: { seat: twin.seatId } });
}
