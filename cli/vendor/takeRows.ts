import { MOST_ROWS, type Page, type PageRequest } from '../../server/licensing/administration/page.ts';

/**
 * Reads pages until there are enough rows.
 *
 * @returns `more`: whether there are further rows
 */
export async function takeRows<Row>(
  limit: number,
  read: (page: PageRequest) => Promise<Page<Row>>,
): Promise<{ readonly rows: readonly Row[]; readonly more: boolean }> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ cursor, limit: Math.min(MOST_ROWS, limit - rows.length) });
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && rows.length < limit);
  return { rows, more: cursor !== undefined };
}
