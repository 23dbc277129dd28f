import type { Part } from '../../store/activationRows.ts';
import { cursorInvalid, limitOf, type Page, type PageRequest, readCursor, writeCursor } from './page.ts';

/** How one list is searched. */
export interface StagedSearch<Criterion, Place, Row> {
  /** What to look for, in this order. */
  readonly criteria: readonly Criterion[];
  /** Where a row stands in the lists; null when it is not there. */
  place(id: string): Promise<Place | null>;
  /** @returns ids, in the order of that list */
  find(criterion: Criterion, part: Part<Place>): Promise<readonly string[]>;
  read(ids: readonly string[]): Promise<readonly Row[]>;
  idOf(row: Row): string;
  matches(criterion: Criterion, row: Row): boolean;
}

/**
 * Looks for one criterion after the other; what an earlier one has found is not shown again, so that a page may hold
 * less than it could.
 *
 * @throws Refusal `service-request-invalid` when the cursor is of no use
 */
export async function searchInStages<Criterion, Place, Row>(
  search: StagedSearch<Criterion, Place, Row>,
  page: PageRequest,
): Promise<Page<Row>> {
  const { criteria } = search;
  const limit = limitOf(page);
  const [first, id] = readCursor(page, 2) ?? ['0', null];
  const stages = [...criteria.keys()].slice(Number(first));
  let after = id === null || id === undefined ? null : await search.place(id);
  if (stages.length === 0 || (id !== null && after === null)) throw cursorInvalid();
  const found: { readonly id: string; readonly stage: number }[] = [];
  for (const stage of stages) {
    if (found.length > limit) break;
    const criterion = criteria[stage] as Criterion;
    const ids = await search.find(criterion, { after, limit: limit + 1 - found.length });
    found.push(...ids.map((each) => ({ id: each, stage })));
    after = null;
  }
  const shown = found.slice(0, limit);
  const rows = await search.read(shown.map((each) => each.id));
  const byId = new Map(rows.map((row) => [search.idOf(row), row]));
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.flatMap((each) => {
      const row = byId.get(each.id);
      const isNew = (criterion: Criterion) => row !== undefined && !search.matches(criterion, row);
      return row !== undefined && criteria.slice(0, each.stage).every(isNew) ? row : [];
    }),
    next: last === undefined ? null : writeCursor([String(last.stage), last.id]),
  };
}
