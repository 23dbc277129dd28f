import { type SoldColumnName, soldSerialColumnNames } from '../../../src/contract/csvColumns.ts';
import { contractLimits } from '../../../src/contract/limits.ts';
import type { Streams } from '../../command.ts';
import { UsageError } from '../../errors.ts';
import { shown } from '../../files.ts';
import { option } from '../../framework/parameters.ts';
import { choice, text, wholeNumber } from '../../framework/valueTypes.ts';
import { printableLine } from '../../terminalText.ts';
import { vendorTexts } from '../../vendor/texts.ts';
import type { Conversion, ConversionSettings } from './convert.ts';
import { type ForeignSystem, foreignSystems, plainName } from './systems.ts';

/** Options that say how to read the export of another system. */
export const migrationOptions = {
  from: option({ value: 'SYSTEM', type: choice(foreignSystems), help: 'Read an export of flexnet, keygen or csv' }),
  columns: option({
    ...{ value: 'THEIRS=OURS', type: text, repeatable: true },
    help: 'Read their column as ours; several with commas between them',
  }),
  map: option({
    ...{ value: 'THEIRS=TYPE', type: text, repeatable: true },
    help: 'Their product, policy or edition becomes this license type; * stands for all others',
  }),
  seats: option({
    ...{ value: 'N', type: wholeNumber(1, contractLimits.seats) },
    help: 'Seats where the export has none, or “unlimited”',
  }),
};

export interface MigrationValues {
  readonly from: ForeignSystem | undefined;
  readonly columns: readonly string[];
  readonly map: readonly string[];
  readonly seats: number | undefined;
}

/**
 * @returns null where the table is ours
 * @throws UsageError
 */
export function readSettings({ from, columns, map, seats }: MigrationValues): ConversionSettings | null {
  if (from === undefined) {
    const given = columns.length > 0 ? 'columns' : map.length > 0 ? 'map' : seats === undefined ? null : 'seats';
    if (given !== null) throw new UsageError(vendorTexts.needsFrom(given));
    return null;
  }
  const pairs = columns.flatMap((list) => list.split(',')).map((pair) => readPair('columns', pair));
  return {
    system: from,
    columns: new Map(pairs.map(([theirs, ours]) => [plainName(theirs), columnCalled(ours)])),
    licenseTypes: new Map(map.map((pair) => readPair('map', pair))),
    seats,
  };
}

function readPair(name: 'columns' | 'map', pair: string): readonly [theirs: string, ours: string] {
  const at = pair.lastIndexOf('=');
  const [theirs, ours] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  if (at < 1 || theirs === '' || ours === '') throw new UsageError(vendorTexts.pairUnclear(name, shown(pair)));
  return [theirs, ours];
}

function columnCalled(name: string): SoldColumnName {
  const column = soldSerialColumnNames.find((one) => plainName(one) === plainName(name));
  if (column === undefined) throw new UsageError(vendorTexts.columnUnclear(shown(name), soldSerialColumnNames));
  return column;
}

/** Says what was read as what, and what was left out. */
export function reportConversion({ used, leftOut }: Conversion, { stderr }: Streams): void {
  for (const { theirs, ours } of used) stderr.write(vendorTexts.columnRead(printableLine(theirs), ours));
  if (leftOut.length === 0) return;
  const states = [...new Set(leftOut.map(({ state }) => printableLine(state)))].join(', ');
  stderr.write(vendorTexts.leftOut(leftOut.length, states));
}
