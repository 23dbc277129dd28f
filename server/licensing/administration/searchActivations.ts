import {
  type ActivationFilter,
  type ActivationRow,
  findLicensePosition,
  type LicensePosition,
  licensesOf,
  licensesOfMasked,
  licensesOfSeats,
  newestLicenses,
  type Part,
  readActivationRows,
} from '../../store/activationRows.ts';
import { licensesByHolder } from '../../store/licensesByHolder.ts';
import type { Store } from '../../store/tables.ts';
import { cursorInvalid, limitOf, type Page, type PageRequest, readCursor, writeCursor } from './page.ts';
import { type Criterion, recognizeSearch } from './recognizeSearch.ts';
import { searchInStages } from './searchInStages.ts';

export interface ActivationQuery extends ActivationFilter {
  /**
   * A serial number's last group, masked or whole; a request's or license's id; a check phrase; a machine's name or
   * installation key; how a holder's name begins. Absent or empty: everything.
   */
  readonly text?: string | undefined;
}

export interface FoundActivations extends Page<ActivationRow> {
  /** What the text was taken for, in the order in which the rows come. */
  readonly recognized: readonly Criterion['by'][];
}

/**
 * Finds activations. Each row is a license; with `released` or `flagged` and no text, a seat by its newest license.
 *
 * The newest come first: by their issue; without a text, released and flagged seats by that event; holders in the order
 * of the alphabet. A page takes as long in a store of millions as in a small one, except where a filter lets little pass
 * of much that was found.
 *
 * @throws Refusal `service-request-invalid` when the cursor is of no use
 */
export async function searchActivations(
  store: Store,
  query: ActivationQuery,
  page: PageRequest = {},
): Promise<FoundActivations> {
  const criteria = recognizeSearch(query.text ?? '');
  const recognized = criteria.map(({ by }) => by);
  if (criteria.length > 0) {
    const found = await searchInStages<Criterion, LicensePosition, ActivationRow>(
      {
        criteria,
        place: (id) => findLicensePosition(store, id),
        find: (criterion, part) => findBy(store, criterion, query, part),
        read: (ids) => readActivationRows(store, ids),
        idOf: (row) => row.licenseId,
        matches,
      },
      page,
    );
    return { recognized, ...found };
  }
  const { state } = query;
  const isEvent = state === 'flagged' || state === 'released';
  return { recognized, ...(isEvent ? await listSeats(store, state, query, page) : await listAll(store, query, page)) };
}

async function listAll(store: Store, filter: ActivationFilter, page: PageRequest): Promise<Page<ActivationRow>> {
  const limit = limitOf(page);
  const after = await placeBehind(store, readCursor(page, 1)?.[0]);
  const condition = filter.licenseType === undefined ? licensesOf.everything : licensesOf.type(filter.licenseType);
  const ids = await newestLicenses(store, condition, filter, { after, limit: limit + 1 });
  const shown = ids.slice(0, limit);
  const last = ids.length > limit ? shown.at(-1) : undefined;
  return { rows: await readActivationRows(store, shown), next: last === undefined ? null : writeCursor([last]) };
}

async function listSeats(
  store: Store,
  state: 'flagged' | 'released',
  { licenseType }: ActivationFilter,
  page: PageRequest,
): Promise<Page<ActivationRow>> {
  const limit = limitOf(page);
  const [at, seatId] = readCursor(page, 2) ?? [];
  const after = at === undefined || seatId === undefined ? null : { at, seatId };
  const seats = await licensesOfSeats(store, `${state}_at`, licenseType, { after, limit: limit + 1 });
  const rows = await readActivationRows(
    store,
    seats.slice(0, limit).map(({ id }) => id),
  );
  const last = seats.length > limit ? seats[limit - 1] : undefined;
  return { rows, next: last === undefined ? null : writeCursor([last.at, last.seatId]) };
}

async function findBy(
  store: Store,
  criterion: Criterion,
  filter: ActivationFilter,
  part: Part<LicensePosition>,
): Promise<string[]> {
  switch (criterion.by) {
    case 'id':
      return newestLicenses(store, licensesOf.id(criterion.id), filter, part);
    case 'installation':
      return newestLicenses(store, licensesOf.installation(criterion.machine, criterion.key), filter, part);
    case 'machine':
      return newestLicenses(store, licensesOf.machine(criterion.machine), filter, part);
    case 'phrase':
      return newestLicenses(store, licensesOf.phrase(criterion.phrase), filter, part);
    case 'serial':
      return licensesOfMasked(store, criterion.masked, filter, part);
    case 'holder':
      return licensesByHolder(store, criterion.prefix, filter, part);
  }
}

/** Of those that another criterion may follow. */
function matches(criterion: Criterion, row: ActivationRow): boolean {
  if (criterion.by === 'id') return [row.licenseId, row.requestId].includes(criterion.id);
  if (criterion.by === 'machine') return row.machine === criterion.machine;
  if (criterion.by === 'phrase') return row.checkPhrase === criterion.phrase;
  return criterion.by === 'serial' && row.serialMasked === criterion.masked;
}

/** @throws Refusal `service-request-invalid` when the license of the cursor is not there */
async function placeBehind(store: Store, id: string | undefined): Promise<LicensePosition | null> {
  if (id === undefined) return null;
  const place = await findLicensePosition(store, id);
  if (place === null) throw cursorInvalid();
  return place;
}
