import { CsvError, parse } from 'csv-parse/sync';
import { isInstant, toInstant } from '../../../src/documents/instant.ts';
import { Refusal } from '../../../src/refusal.ts';
import { csvLines, FEATURE_SEPARATOR } from './csv.ts';
import type { ImportedSerial } from './importSerials.ts';
import type { SerialTerms } from './serialTerms.ts';

/** Serial numbers in clear with their terms, as a table: what is imported, and what minting can write. */

const columns = [
  'serialNumber',
  'licenseType',
  'seats',
  'termDays',
  'features',
  'expiresAt',
  'holder',
  'note',
] as const;
const needed: readonly Column[] = ['serialNumber', 'licenseType', 'seats'];
type Column = (typeof columns)[number];

/** Lines of one import: they are written in one transaction, for which everybody waits. */
export const MOST_LINES = 20_000;

/** @returns the table by RFC 4180, with the names of its columns */
export function writeSerialTable(serialNumbers: readonly string[], terms: SerialTerms): string {
  const { licenseType, seats, termDays, features = [], expiresAt, holder, note } = terms;
  const facts = [licenseType, seats, termDays ?? null, features.join(FEATURE_SEPARATOR), expiresAt ?? null];
  const rows = serialNumbers.map((serialNumber) => [serialNumber, ...facts, holder ?? null, note ?? null]);
  return csvLines([columns, ...rows]);
}

/**
 * Reads a table of serial numbers: RFC 4180, with the names of its columns in the first line, in any order and case;
 * separated by commas, semicolons or tabs. Whether what stands in it can be sold is for `importSerials` to say.
 *
 * @param text as decoded from UTF-8, with or without a byte order mark
 * @throws Refusal `import-malformed` with `line` and `fault`: `column-missing`, `column-unknown`, `column-twice` with
 *   `column`; `columns-differ`; `quotes`; `empty`; `too-many-lines` with `most`
 */
export function readSerialTable(text: string): readonly ImportedSerial[] {
  const [head, ...rows] = recordsOf(text.replace(/^\ufeff/, ''));
  if (head === undefined || rows.length === 0) throw malformed(1, 'empty');
  if (rows.length > MOST_LINES) throw malformed(MOST_LINES + 2, 'too-many-lines', { most: MOST_LINES });
  const names = head.cells.map((name) => columnCalled(name, head.line));
  for (const name of needed) {
    if (!names.includes(name)) throw malformed(head.line, 'column-missing', { column: name });
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw malformed(head.line, 'column-twice', { column: twice });
  return rows.map(({ line, cells }) => {
    if (cells.length !== names.length) throw malformed(line, 'columns-differ');
    return serialOf(new Map(names.map((name, index) => [name, (cells[index] ?? '').trim()])), line);
  });
}

interface Line {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

function recordsOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let line = 1;
  try {
    parse(text, {
      delimiter: delimiterOf(text),
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

function columnCalled(name: string, line: number): Column {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_-]/g, '');
  const column = columns.find((known) => plain(known) === plain(name));
  // Not shown: without its first line, a table begins with a serial number.
  if (column === undefined) throw malformed(line, 'column-unknown');
  return column;
}

function serialOf(cells: ReadonlyMap<Column, string>, line: number): ImportedSerial {
  const text = (name: Column) => cells.get(name) || undefined;
  const [termDays, features, expiresAt] = [text('termDays'), text('features'), text('expiresAt')];
  return {
    line,
    serialNumber: text('serialNumber') ?? '',
    licenseType: text('licenseType') ?? '',
    seats: wholeNumber(text('seats') ?? ''),
    termDays: termDays === undefined ? undefined : wholeNumber(termDays),
    features: features?.split(FEATURE_SEPARATOR).map((feature) => feature.trim()),
    expiresAt: expiresAt === undefined ? undefined : readExpiry(expiresAt),
    holder: text('holder'),
    note: text('note'),
  };
}

function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * @param text an instant, or a day, which is the last on which the serial number is good (UTC)
 * @returns an instant; the text itself when it is neither
 */
export function readExpiry(text: string): string {
  const midnight = `${text}T00:00:00Z`;
  return isInstant(midnight) ? toInstant(new Date(Date.parse(midnight) + DAY)) : text;
}

function malformed(line: number, error: string, details: Readonly<Record<string, string | number>> = {}): Refusal {
  return new Refusal('import-malformed', { line, fault: error, ...details });
}
