import {
  findSerialPosition,
  newestSerials,
  readSerialRows,
  type SerialFilter,
  type SerialPosition,
  type SerialRow,
  serialsByWords,
  serialsOf,
} from '../../store/serialRows.ts';
import type { Store } from '../../store/tables.ts';
import { cursorInvalid, limitOf, type Page, type PageRequest, readCursor, writeCursor } from './page.ts';
import { type Criterion, recognizeSearch } from './search/recognizeSearch.ts';
import { searchInStages } from './search/searchInStages.ts';

export interface SerialQuery extends SerialFilter {
  /** Last group, masked or whole; id; or words of the holder's name or the note. Absent or empty: all. */
  readonly text?: string | undefined;
}

/**
 * Lists serial numbers, newest first; matches by words in alphabetical order of the holders.
 *
 * @param now instant at which serial numbers count as expired
 * @throws Refusal `service-request-invalid` when the cursor is invalid
 */
export async function listSerials(
  store: Store,
  { text = '', ...filter }: SerialQuery,
  page: PageRequest,
  now: string,
): Promise<Page<SerialRow>> {
  const passing = { ...filter, now };
  const criteria = recognizeSearch(text).filter(({ by }) => by === 'serial' || by === 'id' || by === 'note');
  if (criteria.length === 0) {
    return text.trim() === '' ? listAll(store, passing, page) : { rows: [], next: null };
  }
  return searchInStages<Criterion, SerialPosition, SerialRow>(
    {
      criteria,
      positionOf: (id) => findSerialPosition(store, id),
      find: (criterion, part) => {
        if (criterion.by === 'note') return serialsByWords(store, criterion.words, passing, part);
        if (criterion.by === 'serial') return newestSerials(store, serialsOf.masked(criterion.masked), passing, part);
        return newestSerials(store, serialsOf.id(criterion.by === 'id' ? criterion.id : ''), passing, part);
      },
      read: (ids) => readSerialRows(store, ids),
      idOf: ({ serialId }) => serialId,
      matches: (criterion, row) =>
        criterion.by === 'id'
          ? criterion.id === row.serialId
          : criterion.by === 'serial' && criterion.masked === row.masked,
    },
    page,
  );
}

async function listAll(
  store: Store,
  filter: SerialFilter & { readonly now: string },
  page: PageRequest,
): Promise<Page<SerialRow>> {
  const limit = limitOf(page);
  const id = readCursor(page, 1)?.[0];
  const after = id === undefined ? null : await findSerialPosition(store, id);
  if (id !== undefined && after === null) throw cursorInvalid();
  const [product, ...others] = filter.products ?? [];
  const condition = product === undefined || others.length > 0 ? serialsOf.everything : serialsOf.product(product);
  const ids = await newestSerials(store, condition, filter, { after, limit: limit + 1 });
  const shown = ids.slice(0, limit);
  const last = ids.length > limit ? shown.at(-1) : undefined;
  return { rows: await readSerialRows(store, shown), next: last === undefined ? null : writeCursor([last]) };
}
