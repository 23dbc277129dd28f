import { type SqlBool, sql } from 'kysely';
import type { ActivationState } from '../../src/contract/admin/activations.ts';
import {
  type ActivationFilter,
  type LicensePosition,
  licensesOf,
  newestLicenses,
  type Part,
  passes,
} from './activationRows.ts';
import { endOfPrefix } from './foldText.ts';
import type { Store } from './tables.ts';

/**
 * @param prefix folded
 * @returns ids by holder in alphabetical order, the newest of each first
 */
export async function licensesByHolder(
  store: Store,
  prefix: string,
  filter: ActivationFilter,
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
    .where(holder, '>=', prefix)
    .where(later)
    .where(holder, '<', endOfPrefix(prefix))
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
/** How many seats are looked through one by one; of more, one that fits is soon met in the order of the holders. */
const FEW = 1000;

async function isOfFew(store: Store, state: RareState): Promise<boolean> {
  const seats = store.selectFrom('seats').select('id').where(`${state}_at`, 'is not', null);
  return (await seats.limit(FEW + 1).execute()).length <= FEW;
}

const isRare = (state: ActivationState | undefined): state is RareState => state === 'flagged' || state === 'released';

/** Where few seats are in a state, the search begins with them: no index on holders serves an expression. */
async function holderLookup(store: Store, { state }: ActivationFilter) {
  const holder = sql.ref<string>('licenses.holder_folded');
  if (!isRare(state) || !(await isOfFew(store, state))) {
    return { holder: sql<string>`${holder}`, onSeats: licensesOf.everything };
  }
  const seats = sql`select id from seats where ${sql.ref(`seats.${state}_at`)} is not null`;
  return { holder: sql<string>`(${holder} || '')`, onSeats: sql<SqlBool>`licenses.seat_id in (${seats})` };
}
