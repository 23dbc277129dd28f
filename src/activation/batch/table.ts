import { readSerialNumber, type SerialReading } from '../../documents/serial/foreignSerialNumber.ts';
import type { LicenseType } from '../../vendor/profile.ts';
import { folded, foldedId } from '../list/search.ts';
import type { CarriedRequest, Draft } from '../records.ts';
import { type CsvRow, readCsv } from './csv.ts';

/** Largest table, in UTF-16 code units. */
export const largestTable = 200_000;

/** What a line of the table asks for. */
export interface Assignment {
  readonly line: number;
  readonly request: CarriedRequest;
  readonly type: LicenseType;
  /** Empty for a type that needs none. */
  readonly serialNumber: string;
}

/**
 * - `nobody`: no computer of the list has this name or ID. `several`: more than one has. `not-ticked`: the computer is in
 *   the list, but the order is not for it.
 * - `computer-twice`: an earlier line is for the same computer.
 * - `type-unknown`, `type-missing`: the license type. `serial-missing`, `serial-mistyped`: the serial number.
 */
export type TableFault =
  | 'nobody'
  | 'several'
  | 'not-ticked'
  | 'computer-twice'
  | 'type-unknown'
  | 'type-missing'
  | 'serial-missing'
  | 'serial-mistyped';

export interface FaultyLine {
  readonly line: number;
  readonly fault: TableFault;
  /** The computer as the line names it, or its license type where that is unknown. */
  readonly text: string;
  /** How to correct the serial number; null where that cannot be told. */
  readonly suggestion: string | null;
}

/** What a table means for an order, before anything is ordered. */
export interface TablePreview {
  readonly assignments: readonly Assignment[];
  readonly faults: readonly FaultyLine[];
  /** Ordered requests for which the table has no usable line. */
  readonly missing: readonly CarriedRequest[];
  /** Whether a line names no license type, so that one has to be chosen for those. */
  readonly needsType: boolean;
}

interface TableOptions {
  /** Requests that the order is for. */
  readonly ordered: readonly CarriedRequest[];
  /** All requests of the product on this device. */
  readonly all: readonly CarriedRequest[];
  readonly types: readonly LicenseType[];
  /** The license type of lines that name none; null while none is chosen. */
  readonly chosen: LicenseType | null;
}

/**
 * Reads a table of computers (name or computer ID), serial numbers, and license types where it has them.
 *
 * @param text as pasted or opened; with column names in the first line, or without
 */
export function previewTable(text: string, options: TableOptions): TablePreview {
  const rows = readCsv(text.slice(0, largestTable));
  const { columns, lines } = columnsOf(rows, options);
  const assignments: Assignment[] = [];
  const faults: FaultyLine[] = [];
  const taken = new Set<string>();
  let needsType = false;
  for (const row of lines) {
    const cell = (column: TableColumn) => row.cells[columns.indexOf(column)] ?? '';
    if (cell('type') === '') needsType = true;
    const read = readLine({ who: cell('who'), serial: cell('serial'), type: cell('type') }, taken, options);
    if ('fault' in read) faults.push({ line: row.line, suggestion: null, ...read });
    else {
      taken.add(read.request.requestId);
      assignments.push({ line: row.line, ...read });
    }
  }
  const missing = options.ordered.filter(({ requestId }) => !taken.has(requestId));
  return { assignments, faults, missing, needsType };
}

/** @returns the draft of a request that the table has a line for */
export function draftOfAssignment({ request, type, serialNumber }: Assignment): Draft {
  const { renews } = request.draft;
  return { licenseType: type.id, serialNumber, ...(renews && { renews }) };
}

type LineRead =
  | Omit<Assignment, 'line'>
  | (Pick<FaultyLine, 'fault' | 'text'> & { readonly suggestion?: string | null });

function readLine(
  { who, serial, type: typeText }: { readonly who: string; readonly serial: string; readonly type: string },
  taken: ReadonlySet<string>,
  { ordered, all, types, chosen }: TableOptions,
): LineRead {
  const found = computersCalled(who, all);
  // A computer may have sent several requests: the order is for the ticked one.
  const [request, another] = found.filter((one) => ordered.includes(one));
  if (!request) return { fault: found.length === 0 ? 'nobody' : 'not-ticked', text: who };
  if (another) return { fault: 'several', text: who };
  if (taken.has(request.requestId)) return { fault: 'computer-twice', text: who };
  const type = typeText === '' ? chosen : types.find((one) => isCalled(one, typeText));
  if (type === undefined) return { fault: 'type-unknown', text: typeText };
  const accepted =
    type?.serialNumbers ?? (types.some(({ serialNumbers }) => serialNumbers === 'any') ? 'any' : 'keyferry');
  const read = readSerialNumber(serial, accepted);
  const needsSerial = type?.serialNumber !== 'none';
  if (needsSerial && read.status === 'empty') return { fault: 'serial-missing', text: who };
  if (needsSerial && read.status !== 'valid')
    return { fault: 'serial-mistyped', text: who, suggestion: suggestionOf(read) };
  if (!type) return { fault: 'type-missing', text: who };
  return { request, type, serialNumber: needsSerial ? canonical(read, serial) : '' };
}

function suggestionOf(read: SerialReading): string | null {
  return read.status === 'mistyped' ? (read.suggestion ?? null) : null;
}

/** One of another system stays as its customer knows it. */
function canonical(read: SerialReading, typed: string): string {
  return read.status === 'valid' && read.kind === 'keyferry' ? read.canonical : typed;
}

function computersCalled(who: string, requests: readonly CarriedRequest[]): readonly CarriedRequest[] {
  if (who === '') return [];
  const id = foldedId(who);
  const byId = requests.filter(({ machine }) => machine !== '' && foldedId(machine) === id);
  if (byId.length > 0) return byId;
  const name = folded(who);
  return requests.filter((one) => one.name !== '' && folded(one.name) === name);
}

const isCalled = ({ id, name }: LicenseType, text: string) =>
  folded(id) === folded(text) || folded(name) === folded(text);

type TableColumn = 'who' | 'serial' | 'type' | null;

/** Column names in both languages of the pages, without case, accents, spaces and hyphens. */
const columnNames: Readonly<Record<Exclude<TableColumn, null>, readonly string[]>> = {
  who: [
    ...['computer', 'computername', 'computerid', 'machine', 'machinename', 'machineid', 'device', 'name', 'id'],
    ...['rechner', 'rechnername', 'maschine', 'gerat', 'bezeichnung'],
  ],
  serial: [
    ...['serialnumber', 'serialno', 'serial', 'licensekey', 'productkey', 'key'],
    ...['seriennummer', 'seriennr', 'serie', 'lizenzschlussel', 'schlussel'],
  ],
  type: ['licensetype', 'type', 'license', 'edition', 'lizenztyp', 'lizenzart', 'typ', 'art', 'lizenz'],
};

function columnCalled(text: string): TableColumn {
  const name = folded(text).replace(/[^\p{L}\d]/gu, '');
  const columns = ['who', 'serial', 'type'] as const;
  return columns.find((column) => columnNames[column].includes(name)) ?? null;
}

interface ReadColumns {
  readonly columns: readonly TableColumn[];
  readonly lines: readonly CsvRow[];
}

/** By the names in the first line; without names, by what the cells hold. */
function columnsOf(rows: readonly CsvRow[], options: TableOptions): ReadColumns {
  const [head, ...lines] = rows;
  const named = head?.cells.map(columnCalled) ?? [];
  const isHead = named.includes('serial') && (named.includes('who') || head?.cells.length === 1);
  const first = (columns: readonly TableColumn[]) =>
    columns.map((column, index) => (columns.indexOf(column) === index ? column : null));
  if (isHead || (named.includes('who') && named.includes('type'))) return { columns: first(named), lines };
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, index) =>
    contentOf(
      rows.map(({ cells }) => cells[index] ?? ''),
      options,
    ),
  );
  const guessed = first(columns);
  // Nothing in it is known: what people write first is the computer, then its serial number.
  const rest: TableColumn[] = (['who', 'serial', 'type'] as const).filter((column) => !guessed.includes(column));
  return { columns: guessed.map((column) => column ?? rest.shift() ?? null), lines: rows };
}

/** What most cells of a column hold. */
function contentOf(cells: readonly string[], { all, types }: TableOptions): TableColumn {
  const filled = cells.filter((cell) => cell !== '');
  const isMost = (test: (cell: string) => boolean) =>
    filled.length > 0 && filled.filter(test).length * 2 > filled.length;
  if (isMost((cell) => computersCalled(cell, all).length > 0)) return 'who';
  if (isMost((cell) => types.some((type) => isCalled(type, cell)))) return 'type';
  if (isMost((cell) => ['valid', 'mistyped'].includes(readSerialNumber(cell, 'keyferry').status))) return 'serial';
  return null;
}

/** @returns the text of a table's file: UTF-8, UTF-16, or the code page of an older spreadsheet */
export function tableText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
