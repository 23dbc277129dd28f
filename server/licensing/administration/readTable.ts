import { CsvError, parse } from 'csv-parse/sync';
import { unprotectCell } from '../../../src/contract/csvText.ts';
import { contractLimits } from '../../../src/contract/limits.ts';
import { Refusal, type RefusalDetails } from '../../../src/refusal.ts';

/**
 * @returns the text of a table's file
 * @throws Refusal `file-not-utf8`
 */
export function decodeTable(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('file-not-utf8');
  }
}

/** A table with the columns that it has, of those that it may have. */
export interface ReadTable<Name extends string> {
  readonly names: readonly Name[];
  readonly lines: readonly {
    /** From 1, where it begins. */
    readonly line: number;
    /** Every column of the table; empty cells are empty texts. */
    readonly cells: ReadonlyMap<Name, string>;
  }[];
}

/**
 * Reads a table: RFC 4180, with column names in the first line, in any order and case, separated by commas, semicolons or
 * tabs.
 *
 * @param text decoded from UTF-8, with or without a byte order mark
 * @param known names of the columns that it may have
 * @throws Refusal `import-malformed` with `line` and `fault`: `column-twice` with `column`; `column-unknown` with
 *   `position`, from 1, and `columns`; `columns-differ`; `quotes`; `empty`; `too-many-lines` with `most`
 */
export function readTable<Name extends string>(text: string, known: readonly Name[]): ReadTable<Name> {
  const { head, rows } = linesOf(text);
  const names = head.cells.map((name, index) => columnCalled(name, known, index + 1));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw malformed(head.line, 'column-twice', { column: twice });
  const lines = rows.map((row) => {
    const cells = cellsOf(row, head);
    return { line: row.line, cells: new Map(names.map((name, index) => [name, cells[index] ?? ''])) };
  });
  return { names, lines };
}

/**
 * Reads a table with any columns.
 *
 * @throws Refusal `import-malformed` as `readTable`, without `column-twice` and `column-unknown`
 */
export function readAnyTable(text: string): {
  readonly names: readonly string[];
  readonly lines: readonly TableLine[];
} {
  const { head, rows } = linesOf(text);
  return { names: head.cells, lines: rows.map((row) => ({ line: row.line, cells: cellsOf(row, head) })) };
}

function linesOf(text: string): { readonly head: TableLine; readonly rows: readonly TableLine[] } {
  const [head, ...rows] = recordsOf(text.replace(/^\ufeff/, ''));
  if (head === undefined || rows.length === 0) throw malformed(1, 'empty');
  const most = contractLimits.importLines;
  if (rows.length > most) throw malformed(most + 2, 'too-many-lines', { most });
  return { head, rows };
}

function cellsOf({ line, cells }: TableLine, head: TableLine): readonly string[] {
  if (cells.length !== head.cells.length) throw malformed(line, 'columns-differ');
  return cells.map(unprotectCell);
}

interface TableLine {
  /** From 1, where it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

function recordsOf(text: string): readonly TableLine[] {
  const lines: TableLine[] = [];
  let line = 1;
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines: end }) => {
        const breaks = cells.join('').split(/\r\n|\r|\n/).length - 1;
        line = end - breaks;
        lines.push({ line, cells });
        return null;
      },
    });
    return lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw malformed(line + 1, 'quotes');
  }
}

/** Spreadsheets write semicolons where a comma is the decimal point. */
function delimiterOf(text: string): string {
  return /[,;\t]/.exec(text.split(/\r|\n/, 1)[0] ?? '')?.[0] ?? ',';
}

function columnCalled<Name extends string>(name: string, known: readonly Name[], position: number): Name {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_-]/g, '');
  const column = known.find((one) => plain(one) === plain(name));
  // Not repeated: without its first line, a table begins with a serial number.
  if (column === undefined) throw malformed(1, 'column-unknown', { position, columns: known });
  return column;
}

export function malformed(line: number, error: string, details: RefusalDetails = {}): Refusal {
  return new Refusal('import-malformed', { line, fault: error, ...details });
}
