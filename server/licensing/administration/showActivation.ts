import type { ActivationRecord, HistoryEntry } from '../../../src/contract/admin/activations.ts';
import { Refusal } from '../../../src/refusal.ts';
import { type ActivationRow, licensesOf, newestLicenses, readActivationRows } from '../../store/activationRows.ts';
import { readSerialRows } from '../../store/serialRows.ts';
import type { SeatTable, Store } from '../../store/tables.ts';
import { fileIn } from '../byCode/storedCode.ts';

/** A license with its seat and serial number; `history` has at most {@link MAX_HISTORY_LICENSES} licenses. */
export interface ActivationDetails extends ActivationRecord {
  /** Raw Ed25519 public key, base64url; of a machine that is known by a code alone, see `digestKey`. */
  readonly installationKey: string;
}

type SeatMoments = Pick<SeatTable, 'taken_at' | 'moved_at' | 'flagged_at' | 'released_at' | 'release_reason'>;

/** Limits the history, because a machine can order any number of times. */
export const MAX_HISTORY_LICENSES = 100;

/**
 * Reads an activation without the license file.
 *
 * @throws Refusal `activation-unknown`
 */
export async function showActivation(store: Store, licenseId: string): Promise<ActivationDetails> {
  const [row] = await readActivationRows(store, [licenseId]);
  if (row === undefined) throw new Refusal('activation-unknown');
  const [seat, license] = await Promise.all([
    store.selectFrom('seats').selectAll().where('id', '=', row.seatId).executeTakeFirstOrThrow(),
    store.selectFrom('licenses').select('installation_key').where('id', '=', licenseId).executeTakeFirstOrThrow(),
  ]);
  const ids = await newestLicenses(
    store,
    licensesOf.seat(row.seatId),
    {},
    { after: null, limit: MAX_HISTORY_LICENSES },
  );
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

function historyOf(seat: SeatMoments, licenses: readonly ActivationRow[]): HistoryEntry[] {
  const onSeat = (event: HistoryEntry['event'], at: string | null): HistoryEntry[] =>
    at === null ? [] : [{ at, event, licenseId: null, machine: null }];
  const events = [
    ...onSeat(seat.release_reason ?? 'released', seat.released_at),
    ...onSeat('flagged', seat.flagged_at),
    ...onSeat('moved', seat.moved_at),
    ...licenses.map(
      ({ issuedAt, licenseId, machine, reissueOf }): HistoryEntry => ({
        at: issuedAt,
        event: reissueOf === null ? 'issued' : 'reissued',
        licenseId,
        machine,
      }),
    ),
    ...onSeat('taken', seat.taken_at),
  ];
  // Sorting is stable, so events of the same second stay in the order above, which is the more likely one.
  return events.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/**
 * Reads the issued file: the license, followed by the keyset for a machine with an older keyset.
 *
 * @returns exact bytes
 * @throws Refusal `activation-unknown`; `license-by-code` when it has no file
 */
export async function licenseFile(store: Store, licenseId: string): Promise<Uint8Array> {
  const row = await store.selectFrom('licenses').select('file').where('id', '=', licenseId).executeTakeFirst();
  if (row === undefined) throw new Refusal('activation-unknown');
  return fileIn(row.file);
}
