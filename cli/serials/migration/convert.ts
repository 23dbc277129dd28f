import type { ImportedSerial } from '../../../server/licensing/administration/importSerials.ts';
import { FEATURE_SEPARATOR, type SoldColumnName, soldSerialColumnNames } from '../../../src/contract/csvColumns.ts';
import { Refusal } from '../../../src/refusal.ts';
import { readForeignDay, readForeignEnd } from './foreignDate.ts';
import type { ForeignRecord, ForeignRecords } from './foreignRecords.ts';
import { type ForeignSystem, plainName, type SystemColumns, systemColumns } from './systems.ts';

/** How to read another system's export. */
export interface ConversionSettings {
  readonly system: ForeignSystem;
  /** Our column by theirs, as `plainName` writes it; goes before what is known of the system. */
  readonly columns: ReadonlyMap<string, SoldColumnName>;
  /** License type by theirs; `*` is for all others. */
  readonly licenseTypes: ReadonlyMap<string, string>;
  /** Seats where the export has none. */
  readonly seats: number | undefined;
}

export interface Conversion {
  readonly serials: readonly ImportedSerial[];
  /** Lines that are not in force, with their state. */
  readonly leftOut: readonly { readonly line: number; readonly state: string }[];
  /** Columns that were read: theirs, ours. */
  readonly used: readonly { readonly theirs: string; readonly ours: SoldColumnName }[];
}

/**
 * Converts another system's export. `importSerials` checks the terms; what is no date stays as it is, to be refused there.
 *
 * @throws Refusal `import-malformed` with `fault` `column-missing` and `column`, ours, where nothing stands for it
 */
export function convertSerials({ names, records }: ForeignRecords, settings: ConversionSettings): Conversion {
  const system = systemColumns[settings.system];
  const columns = columnsIn(names, settings, system);
  requireColumns(columns, settings);
  const states = records.map((record) => stateOf(record, system));
  return {
    serials: records.flatMap((record, index) =>
      states[index] === null ? serialOf(record, columns, settings, system) : [],
    ),
    leftOut: records.flatMap(({ line }, index) => {
      const state = states[index];
      return typeof state === 'string' ? { line, state } : [];
    }),
    used: names.flatMap((theirs) => {
      const ours = soldSerialColumnNames.find((name) => columns[name].includes(plainName(theirs)));
      return ours === undefined ? [] : { theirs, ours };
    }),
  };
}

type ColumnsOf = Readonly<Record<SoldColumnName, readonly string[]>>;

/** For each of our columns those of theirs that the export has, the best first. */
function columnsIn(names: readonly string[], settings: ConversionSettings, { columns }: SystemColumns): ColumnsOf {
  const there = names.map(plainName);
  const columnsOf = (ours: SoldColumnName) => {
    const chosen = there.filter((name) => settings.columns.get(name) === ours);
    const known = (columns[ours] ?? []).filter((name) => there.includes(name) && !settings.columns.has(name));
    return chosen.length > 0 ? chosen : known;
  };
  return Object.fromEntries(soldSerialColumnNames.map((ours) => [ours, columnsOf(ours)])) as unknown as ColumnsOf;
}

function requireColumns(columns: ColumnsOf, { licenseTypes, seats }: ConversionSettings): void {
  const missing = (column: SoldColumnName) =>
    new Refusal('import-malformed', { line: 1, fault: 'column-missing', column });
  if (columns.serialNumber.length === 0) throw missing('serialNumber');
  if (columns.licenseType.length === 0 && !licenseTypes.has('*')) throw missing('licenseType');
  if (columns.seats.length === 0 && seats === undefined) throw missing('seats');
}

/** @returns the state of a line that is not in force; null for all others */
function stateOf({ cells }: ForeignRecord, { state }: SystemColumns): string | null {
  if (state === null) return null;
  const found = state.columns.map((name) => cells.get(name)?.trim().toLowerCase() ?? '').filter((text) => text !== '');
  return found.find((text) => !state.good.includes(text)) ?? null;
}

function serialOf(
  { line, cells }: ForeignRecord,
  columns: ColumnsOf,
  { licenseTypes, seats }: ConversionSettings,
  { isByDay }: SystemColumns,
): ImportedSerial {
  const all = (ours: SoldColumnName) =>
    columns[ours].map((name) => cells.get(name)?.trim() ?? '').filter((text) => text !== '');
  const first = (ours: SoldColumnName) => all(ours)[0] ?? '';
  const type = first('licenseType');
  const features = first('features');
  return {
    line,
    serialNumber: first('serialNumber'),
    licenseType: licenseTypes.get(type) ?? licenseTypes.get('*') ?? type,
    seats: countIn(first('seats')) ?? seats ?? Number.NaN,
    termDays: first('termDays') === '' ? undefined : (countIn(first('termDays')) ?? Number.NaN),
    features: features === '' ? undefined : features.split(FEATURE_SEPARATOR).map((feature) => feature.trim()),
    expiresAt: readForeignEnd(first('expiresAt'), isByDay),
    soldAt: saleOf(first('soldAt')),
    holder: first('holder') || undefined,
    note: all('note').join(', ') || undefined,
  };
}

function saleOf(text: string): string | undefined {
  const day = readForeignDay(text);
  return day === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day) ? day : `${day}T00:00:00Z`;
}

/** @returns undefined where there is no whole number, as for “unlimited” */
function countIn(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
