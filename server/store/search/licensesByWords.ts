import { type SqlBool, sql } from 'kysely';
import type { ActivationState } from '../../../src/contract/admin/activations.ts';
import {
  type LicenseFilter,
  type LicensePosition,
  licensesOf,
  newestLicenses,
  type Part,
  passes,
} from '../activationRows.ts';
import type { Store } from '../tables.ts';
import { rowsWithWords } from './indexWords.ts';

/**
 * Finds licenses by words of their holders.
 *
 * @param words from `searchedWords`, at least one
 * @returns license ids in alphabetical order of the holders, newest first for each holder
 */
export async function licensesByHolder(
  store: Store,
  words: readonly string[],
  filter: LicenseFilter,
  { after, limit }: Part<LicensePosition>,
): Promise<string[]> {
  const { holder, onSeats } = await holderLookup(store, filter);
  const rest =
    after === null
      ? []
      : await newestLicenses(store, sql`${holder} = ${after.holder_folded} and ${onSeats}`, filter, { after, limit });
  if (rest.length >= limit) return rest;
  const later = after === null ? licensesOf.everything : sql<SqlBool>`${holder} > ${after.holder_folded}`;
  const rows = await store
    .selectFrom('licenses')
    .select('licenses.id')
    .where(sql<SqlBool>`${holder} in (${rowsWithWords('holder_words', 'holder_folded', words)})`)
    .where(later)
    .where(onSeats)
    .where(passes(filter))
    .orderBy(holder)
    .orderBy('licenses.issued_at', 'desc')
    .orderBy('licenses.id', 'desc')
    .limit(limit - rest.length)
    .execute();
  return [...rest, ...rows.map(({ id }) => id)];
}

type RareState = Exclude<ActivationState, 'active'>;
/** Up to this many seats, the search starts from the seats; with more, scanning the holders finds matches soon enough. */
const FEW_SEATS = 1000;

async function hasFewSeats(store: Store, state: RareState): Promise<boolean> {
  const seats = store.selectFrom('seats').select('id').where(`${state}_at`, 'is not', null);
  return (await seats.limit(FEW_SEATS + 1).execute()).length <= FEW_SEATS;
}

const isRare = (state: ActivationState | undefined): state is RareState => state === 'flagged' || state === 'released';

/** Starts from the seats when few are in the state: the expression keeps the index on holders from being used. */
async function holderLookup(store: Store, { state }: LicenseFilter) {
  const holder = sql.ref<string>('licenses.holder_folded');
  if (!isRare(state) || !(await hasFewSeats(store, state))) {
    return { holder: sql<string>`${holder}`, onSeats: licensesOf.everything };
  }
  const seats = sql`select id from seats where ${sql.ref(`seats.${state}_at`)} is not null`;
  return { holder: sql<string>`(${holder} || '')`, onSeats: sql<SqlBool>`licenses.seat_id in (${seats})` };
}

/**
 * Finds the licenses of serial numbers by words of their holders and notes, such as order numbers.
 *
 * @param words from `searchedWords`, at least one
 * @returns license ids, newest first
 */
export function licensesByNote(
  store: Store,
  words: readonly string[],
  filter: LicenseFilter,
  part: Part<LicensePosition>,
): Promise<string[]> {
  const serials = rowsWithWords('serial_words', 'serial_id', words);
  return newestLicenses(store, sql<SqlBool>`licenses.serial_id in (${serials})`, filter, part);
}
