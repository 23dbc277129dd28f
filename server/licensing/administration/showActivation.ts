import { Refusal } from '../../../src/refusal.ts';
import { type ActivationRow, licensesOf, newestLicenses, readActivationRows } from '../../store/activationRows.ts';
import { readSerialRows, type SerialRow } from '../../store/serialRows.ts';
import type { SeatTable, Store } from '../../store/tables.ts';

/** Something that happened on a seat. */
export interface SeatEvent {
  readonly at: string;
  /** `returned`: by its machine; `released`: at the desk. Of several moves or flags, the last is known. */
  readonly event: 'taken' | 'issued' | 'reissued' | 'moved' | 'flagged' | 'returned' | 'released';
  /** The license it was about, and the machine that this one was for; null where it was about none. */
  readonly licenseId: string | null;
  readonly machine: string | null;
}

export interface ActivationRecord extends ActivationRow {
  /** Raw Ed25519 public key, base64url. */
  readonly installationKey: string;
  readonly seat: {
    /** Among those taken, from 1; null once it was given up. */
    readonly number: number | null;
    readonly takenAt: string;
    /** How often its machine was given a license for hardware past the tolerance. */
    readonly moves: number;
    readonly movedAt: string | null;
  };
  /** What happened on the seat, the newest first; of licenses, {@link MOST_LICENSES} at most. */
  readonly history: readonly SeatEvent[];
  /** The serial number and its seats; null where the license type needs none. */
  readonly serial: SerialRow | null;
}

type SeatMoments = Pick<SeatTable, 'taken_at' | 'moved_at' | 'flagged_at' | 'released_at' | 'release_reason'>;

/** A machine can ask as often as it likes; nobody reads more of it. */
export const MOST_LICENSES = 100;

/**
 * Everything about an activation but the license itself.
 *
 * @throws Refusal `activation-unknown`
 */
export async function showActivation(store: Store, licenseId: string): Promise<ActivationRecord> {
  const [row] = await readActivationRows(store, [licenseId]);
  if (row === undefined) throw new Refusal('activation-unknown');
  const [seat, license] = await Promise.all([
    store.selectFrom('seats').selectAll().where('id', '=', row.seatId).executeTakeFirstOrThrow(),
    store.selectFrom('licenses').select('installation_key').where('id', '=', licenseId).executeTakeFirstOrThrow(),
  ]);
  const ids = await newestLicenses(store, licensesOf.seat(row.seatId), {}, { after: null, limit: MOST_LICENSES });
  const [serial = null] = row.serialId === null ? [] : await readSerialRows(store, [row.serialId]);
  return {
    ...row,
    installationKey: license.installation_key,
    seat: {
      number: seat.released_at === null ? seat.number : null,
      takenAt: seat.taken_at,
      moves: seat.moves,
      movedAt: seat.moved_at,
    },
    history: historyOf(seat, await readActivationRows(store, ids)),
    serial,
  };
}

function historyOf(seat: SeatMoments, licenses: readonly ActivationRow[]): SeatEvent[] {
  const onSeat = (event: SeatEvent['event'], at: string | null): SeatEvent[] =>
    at === null ? [] : [{ at, event, licenseId: null, machine: null }];
  const events = [
    ...onSeat(seat.release_reason ?? 'released', seat.released_at),
    ...onSeat('flagged', seat.flagged_at),
    ...onSeat('moved', seat.moved_at),
    ...licenses.map(
      ({ issuedAt, licenseId, machine, reissueOf }): SeatEvent => ({
        at: issuedAt,
        event: reissueOf === null ? 'issued' : 'reissued',
        licenseId,
        machine,
      }),
    ),
    ...onSeat('taken', seat.taken_at),
  ];
  // Sorting is stable: within one second, the order above is the likelier one.
  return events.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/**
 * What was handed out: the license, and the keyset behind it where the machine held an older one.
 *
 * @returns exact bytes
 * @throws Refusal `activation-unknown`
 */
export async function licenseFile(store: Store, licenseId: string): Promise<Uint8Array> {
  const row = await store.selectFrom('licenses').select('file').where('id', '=', licenseId).executeTakeFirst();
  if (row === undefined) throw new Refusal('activation-unknown');
  return new TextEncoder().encode(row.file);
}
