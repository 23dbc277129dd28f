import { CsvError, parse } from 'csv-parse/sync';
import {
  type CsvCell,
  type SerialTerms,
  type SoldColumn,
  type SoldColumnName,
  type SoldSerial,
  type SoldValue,
  soldSerialColumnNames,
  soldSerialColumns,
} from '../../../src/contract/csvColumns.ts';
import { csvLine, unprotectCell } from '../../../src/contract/csvText.ts';
import { contractLimits } from '../../../src/contract/limits.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { ImportedSerial } from './importSerials.ts';

/** Tables of serial numbers in clear with their terms: minting writes them and importing reads them. */

/** Largest number of lines in one import. */
export const MOST_LINES = contractLimits.importLines;

/** @returns the table (RFC 4180), with the column names first */
export function writeSerialTable(serialNumbers: readonly string[], terms: SerialTerms): string {
  const rows = serialNumbers.map((serialNumber) => {
    const sold: SoldSerial = { serialNumber, ...terms };
    return soldSerialColumnNames.map((name) => cellOf(sold, name));
  });
  return [soldSerialColumnNames, ...rows].map(csvLine).join('');
}

function cellOf<Name extends SoldColumnName>(sold: SoldSerial, name: Name): CsvCell {
  const column: SoldColumn<SoldValue<Name>> = soldSerialColumns[name];
  const value = sold[name];
  return value === undefined || value === null ? null : column.write(value);
}

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

/**
 * Reads a table of serial numbers: RFC 4180, with column names in the first line, in any order and case, separated by
 * commas, semicolons or tabs. `importSerials` checks the terms.
 *
 * @param text decoded from UTF-8, with or without a byte order mark
 * @throws Refusal `import-malformed` with `line` and `fault`: `column-missing`, `column-twice` with
 *   `column`; `column-unknown` with `position`, from 1; `columns-differ`; `quotes`; `empty`; `too-many-lines` with `most`
 */
export function readSerialTable(text: string): readonly ImportedSerial[] {
  const [head, ...rows] = recordsOf(text.replace(/^\ufeff/, ''));
  if (head === undefined || rows.length === 0) throw malformed(1, 'empty');
  if (rows.length > MOST_LINES) throw malformed(MOST_LINES + 2, 'too-many-lines', { most: MOST_LINES });
  const names = head.cells.map((name, index) => columnCalled(name, head.line, index + 1));
  for (const name of soldSerialColumnNames.filter((column) => soldSerialColumns[column].needed)) {
    if (!names.includes(name)) throw malformed(head.line, 'column-missing', { column: name });
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw malformed(head.line, 'column-twice', { column: twice });
  return rows.map(({ line, cells }) => {
    if (cells.length !== names.length) throw malformed(line, 'columns-differ');
    return serialOf(new Map(names.map((name, index) => [name, unprotectCell(cells[index] ?? '')])), line);
  });
}

interface Line {
  /** From 1, where it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

function recordsOf(text: string): readonly Line[] {
  const lines: Line[] = [];
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

function columnCalled(name: string, line: number, position: number): SoldColumnName {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_-]/g, '');
  const column = soldSerialColumnNames.find((known) => plain(known) === plain(name));
  // Not repeated: without its first line, a table begins with a serial number.
  if (column === undefined) throw malformed(line, 'column-unknown', { position });
  return column;
}

function serialOf(cells: ReadonlyMap<SoldColumnName, string>, line: number): ImportedSerial {
  const read = <Name extends SoldColumnName>(name: Name): SoldValue<Name> | undefined => {
    const column: SoldColumn<SoldValue<Name>> = soldSerialColumns[name];
    const text = cells.get(name) ?? '';
    return text === '' ? undefined : column.read(text);
  };
  return {
    line,
    serialNumber: read('serialNumber') ?? '',
    licenseType: read('licenseType') ?? '',
    seats: read('seats') ?? Number.NaN,
    termDays: read('termDays'),
    features: read('features'),
    expiresAt: read('expiresAt'),
    holder: read('holder'),
    note: read('note'),
  };
}

function malformed(line: number, error: string, details: Readonly<Record<string, string | number>> = {}): Refusal {
  return new Refusal('import-malformed', { line, fault: error, ...details });
}
