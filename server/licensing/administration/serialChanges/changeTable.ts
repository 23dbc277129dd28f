import type { SerialChange } from '../../../../src/contract/admin/serialChange.ts';
import {
  type SerialChangeColumn,
  serialChangeColumnNames,
  serialChangeColumns,
} from '../../../../src/contract/csvColumns.ts';
import { isStorable } from '../../../../src/contract/fields.ts';
import { readSerialNumber } from '../../../../src/documents/serial/foreignSerialNumber.ts';
import { serialDigest } from '../../serialDigest.ts';
import { acceptedByAny } from '../../typedSerial.ts';
import type { ImportFault } from '../importSerials.ts';
import type { SaleParts } from '../parts.ts';
import { malformed, readTable } from '../readTable.ts';
import type { LineChange } from './changeSerials.ts';

type Cells = ReadonlyMap<SerialChangeColumn, string>;

/** A table of changes. */
export interface ChangeTable {
  readonly lines: readonly LineChange[];
  /** Lines that name no serial number: `serial-malformed` with `status`, `serial-unknown`. */
  readonly faults: readonly ImportFault[];
}

/**
 * Reads a table of changes to serial numbers. `changeSerials` checks the terms.
 *
 * @param text decoded from UTF-8, with or without a byte order mark
 * @param parts the pepper for the digests of serial numbers, and the catalog, which says what is one
 * @throws Refusal `import-malformed` as `readTable`, and with `fault` `column-missing` and `column`
 */
export function readChangeTable(text: string, parts: TableParts): ChangeTable {
  const { names, lines } = readTable(text, serialChangeColumnNames);
  if (!names.includes('serialNumber') && !names.includes('serialId')) {
    throw malformed(1, 'column-missing', { column: 'serialNumber' });
  }
  const read = lines.map(({ line, cells }) => readLine(line, cells, parts));
  return {
    lines: read.flatMap((each) => ('code' in each ? [] : each)),
    faults: read.flatMap((each) => ('code' in each ? each : [])),
  };
}

type TableParts = Pick<SaleParts, 'catalog' | 'pepper'>;

function readLine(line: number, cells: Cells, { catalog, pepper }: TableParts): LineChange | ImportFault {
  const change = changeOf(cells);
  const id = (cells.get('serialId') ?? '').trim();
  if (!isStorable(id)) return { line, code: 'serial-unknown', details: {} };
  const typed = cells.get('serialNumber') ?? '';
  if (id !== '' && typed.trim() === '') return { line, serial: { id }, change };
  const read = readSerialNumber(typed, acceptedByAny(catalog));
  if (read.status !== 'valid') return { line, code: 'serial-malformed', details: { status: read.status } };
  const digest = serialDigest(pepper, read.canonical);
  return { line, serial: id === '' ? { digest } : { id, digest }, change };
}

function changeOf(cells: Cells): SerialChange {
  const read = <Name extends SerialChangeColumn>(name: Name) => {
    const cell = cells.get(name) ?? '';
    const reader: (cell: string) => unknown = serialChangeColumns[name];
    return cell === '' ? {} : { [name]: reader(cell) };
  };
  const names = serialChangeColumnNames.filter((name) => name !== 'serialNumber' && name !== 'serialId');
  return Object.assign({}, ...names.map(read)) as SerialChange;
}
