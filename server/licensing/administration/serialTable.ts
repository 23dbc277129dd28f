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
import { csvLine } from '../../../src/contract/csvText.ts';
import type { ImportedSerial } from './importSerials.ts';
import { malformed, readTable } from './readTable.ts';

/** Tables of serial numbers in clear with their terms: minting writes them and importing reads them. */

/** @returns the table (RFC 4180), with the column names first */
export function writeSerialTable(serialNumbers: readonly string[], terms: SerialTerms): string {
  return writeSoldTable(serialNumbers.map((serialNumber) => ({ serialNumber, ...terms })));
}

/** The same for serial numbers with terms of their own. */
export function writeSoldTable(serials: readonly SoldSerial[]): string {
  const rows = serials.map((sold) => soldSerialColumnNames.map((name) => cellOf(sold, name)));
  return [soldSerialColumnNames, ...rows].map(csvLine).join('');
}

function cellOf<Name extends SoldColumnName>(sold: SoldSerial, name: Name): CsvCell {
  const column: SoldColumn<SoldValue<Name>> = soldSerialColumns[name];
  const value = sold[name];
  return value === undefined || value === null || Number.isNaN(value) ? null : column.write(value);
}

/**
 * Reads a table of serial numbers. `importSerials` checks the terms.
 *
 * @param text decoded from UTF-8, with or without a byte order mark
 * @throws Refusal `import-malformed` as `readTable`, and with `fault` `column-missing` and `column`
 */
export function readSerialTable(text: string): readonly ImportedSerial[] {
  const { names, lines } = readTable(text, soldSerialColumnNames);
  for (const column of soldSerialColumnNames.filter((name) => soldSerialColumns[name].needed)) {
    if (!names.includes(column)) throw malformed(1, 'column-missing', { column });
  }
  return lines.map(({ line, cells }) => serialOf(cells, line));
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
    soldAt: read('soldAt'),
    holder: read('holder'),
    note: read('note'),
  };
}
