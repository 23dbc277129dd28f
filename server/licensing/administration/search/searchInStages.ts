import type { Part } from '../../../store/activationRows.ts';
import { cursorInvalid, limitOf, type Page, type PageRequest, readCursor, writeCursor } from '../page.ts';

/** How to search one list. */
export interface StagedSearch<Criterion, Position, Row> {
  /** In search order. */
  readonly criteria: readonly Criterion[];
  /** @returns a row's sort key, or null when it does not exist */
  positionOf(id: string): Promise<Position | null>;
  /** @returns ids in list order */
  find(criterion: Criterion, part: Part<Position>): Promise<readonly string[]>;
  read(ids: readonly string[]): Promise<readonly Row[]>;
  idOf(row: Row): string;
  matches(criterion: Criterion, row: Row): boolean;
}

/**
 * Searches by one criterion after the other. Rows that an earlier criterion matches are left out, so a page may have fewer
 * rows than its limit.
 *
 * @throws Refusal `service-request-invalid` when the cursor is invalid
 */
export async function searchInStages<Criterion, Position, Row>(
  search: StagedSearch<Criterion, Position, Row>,
  page: PageRequest,
): Promise<Page<Row>> {
  const { criteria } = search;
  const limit = limitOf(page);
  const [first, id] = readCursor(page, 2) ?? ['0', null];
  const stages = [...criteria.keys()].slice(Number(first));
  let after = id === null || id === undefined ? null : await search.positionOf(id);
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
