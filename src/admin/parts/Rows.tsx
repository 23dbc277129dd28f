import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useAdmin } from '../context.ts';

/** A table column; on a phone, a line of a card. */
export interface Column<Row> {
  readonly name: string;
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
}

interface RowsProps<Row> {
  readonly rows: readonly Row[];
  /** Cursor of the next page; null on the last page. */
  readonly next: string | null;
  readonly loading: 'first' | 'more' | null;
  readonly more: () => void;
  readonly caption: string;
  readonly keyOf: (row: Row) => string;
  /** Fragment that the row links to, without `#`. */
  readonly linkOf: (row: Row) => string;
  /** The first column names the row and holds its link. */
  readonly columns: readonly [Column<Row>, ...Column<Row>[]];
}

/** Restores table semantics that some browsers drop when CSS lays rows out as cards. */
const stays = <Role extends string>(role: Role) => ({ role });

/** Rows as a table, with a button for more. */
export function Rows<Row>({ rows, next, loading, more, caption, keyOf, linkOf, columns }: RowsProps<Row>) {
  const { messages } = useAdmin();
  const body = useRef<HTMLTableSectionElement>(null);
  const grown = useRef<number | null>(null);
  const count = rows.length;

  // After "Show more" the focus moves to the first new row.
  useEffect(() => {
    if (grown.current === null || count <= grown.current) return;
    body.current?.querySelectorAll('a')[grown.current]?.focus();
    grown.current = null;
  }, [count]);

  function grow(): void {
    grown.current = count;
    more();
  }

  const [first, ...others] = columns;
  return (
    <>
      <table class="rows" aria-busy={loading === 'first'} {...stays('table')}>
        <caption class="unseen">{caption}</caption>
        <thead {...stays('rowgroup')}>
          <tr {...stays('row')}>
            {columns.map(({ name, title }) => (
              <th key={name} class={`col-${name}`} scope="col" {...stays('columnheader')}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} {...stays('rowgroup')}>
          {rows.map((row) => (
            <tr key={keyOf(row)} {...stays('row')}>
              <th scope="row" class={`col-${first.name}`} {...stays('rowheader')}>
                <a href={`#${linkOf(row)}`}>{first.cell(row)}</a>
              </th>
              {others.map(({ name, title, cell }) => (
                <td key={name} class={`col-${name}`} data-title={title} {...stays('cell')}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {next !== null && (
        <button type="button" class="more" aria-disabled={loading !== null} onClick={grow}>
          {loading === 'more' ? messages.loading : messages.list.more}
        </button>
      )}
    </>
  );
}
