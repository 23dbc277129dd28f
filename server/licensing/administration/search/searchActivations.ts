import {
  type ActivationRow,
  findLicensePosition,
  type LicenseFilter,
  type LicensePosition,
  licensesOf,
  licensesOfMasked,
  licensesOfSeats,
  newestLicenses,
  type Part,
  readActivationRows,
} from '../../../store/activationRows.ts';
import { licensesByHolder, licensesByNote } from '../../../store/search/licensesByWords.ts';
import { hasWords } from '../../../store/search/searchWords.ts';
import type { Store } from '../../../store/tables.ts';
import { cursorInvalid, limitOf, type Page, type PageRequest, readCursor, writeCursor } from '../page.ts';
import { type Criterion, recognizeSearch } from './recognizeSearch.ts';
import { searchInStages } from './searchInStages.ts';

export interface ActivationQuery extends LicenseFilter {
  /**
   * Last group of a serial number, masked or whole; id of a request or license; computer ID; installation key of a machine;
   * words of the holder's name or of the serial number's note. Absent or empty: everything.
   */
  readonly text?: string | undefined;
}

export interface FoundActivations extends Page<ActivationRow> {
  /** What the text may mean, in the order of the rows. */
  readonly recognized: readonly Criterion['by'][];
}

/**
 * Searches activations. Each row is a license; with state `released` or `flagged` and no text, each row is a seat with its
 * newest license.
 *
 * Sorted newest first by issue; released and flagged seats without a text by that event; matches by holder alphabetically.
 * A page takes constant time in a store of any size, unless a filter rejects most matches.
 *
 * @throws Refusal `service-request-invalid` when the cursor is invalid
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
        positionOf: (id) => findLicensePosition(store, id),
        find: (criterion, part) => findBy(store, criterion, query, part),
        read: (ids) => readActivationRows(store, ids),
        idOf: (row) => row.licenseId,
        matches,
      },
      page,
    );
    return { recognized, ...found };
  }
  // A text of signs alone means nothing.
  if ((query.text ?? '').trim() !== '') return { recognized, rows: [], next: null };
  const { state } = query;
  const isEvent = state === 'flagged' || state === 'released';
  return { recognized, ...(isEvent ? await listSeats(store, state, query, page) : await listAll(store, query, page)) };
}

async function listAll(store: Store, filter: LicenseFilter, page: PageRequest): Promise<Page<ActivationRow>> {
  const limit = limitOf(page);
  const after = await positionAt(store, readCursor(page, 1)?.[0]);
  const condition = indexedBy(filter);
  const ids = await newestLicenses(store, condition, filter, { after, limit: limit + 1 });
  const shown = ids.slice(0, limit);
  const last = ids.length > limit ? shown.at(-1) : undefined;
  return { rows: await readActivationRows(store, shown), next: last === undefined ? null : writeCursor([last]) };
}

/** The narrowest condition that an index serves in the order of the list. */
function indexedBy({ licenseType, products: [product, ...others] = [] }: LicenseFilter) {
  if (licenseType !== undefined) return licensesOf.type(licenseType);
  return product === undefined || others.length > 0 ? licensesOf.everything : licensesOf.product(product);
}

async function listSeats(
  store: Store,
  state: 'flagged' | 'released',
  filter: LicenseFilter,
  page: PageRequest,
): Promise<Page<ActivationRow>> {
  const limit = limitOf(page);
  const [at, seatId] = readCursor(page, 2) ?? [];
  const after = at === undefined || seatId === undefined ? null : { at, seatId };
  const seats = await licensesOfSeats(store, `${state}_at`, filter, { after, limit: limit + 1 });
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
  filter: LicenseFilter,
  part: Part<LicensePosition>,
): Promise<string[]> {
  switch (criterion.by) {
    case 'id':
      return newestLicenses(store, licensesOf.id(criterion.id), filter, part);
    case 'installation':
      return newestLicenses(store, licensesOf.installation(criterion.machine, criterion.key), filter, part);
    case 'machine':
      return newestLicenses(store, licensesOf.machine(criterion.machine), filter, part);
    case 'serial':
      return licensesOfMasked(store, criterion.masked, filter, part);
    case 'holder':
      return licensesByHolder(store, criterion.words, filter, part);
    case 'note':
      return licensesByNote(store, criterion.words, filter, part);
  }
}

/** Handles the criteria that another one may follow. */
function matches(criterion: Criterion, row: ActivationRow): boolean {
  if (criterion.by === 'id') return [row.licenseId, row.requestId].includes(criterion.id);
  if (criterion.by === 'machine') return row.machine === criterion.machine;
  if (criterion.by === 'holder') return hasWords(row.holder, criterion.words);
  return criterion.by === 'serial' && row.serialMasked === criterion.masked;
}

/** @throws Refusal `service-request-invalid` when the cursor's license does not exist */
async function positionAt(store: Store, id: string | undefined): Promise<LicensePosition | null> {
  if (id === undefined) return null;
  const position = await findLicensePosition(store, id);
  if (position === null) throw cursorInvalid();
  return position;
}
