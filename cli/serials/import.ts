import { type ImportedSerial, importSerials } from '../../server/licensing/administration/importSerials.ts';
import { readSerialTable, writeSoldTable } from '../../server/licensing/administration/serialTable.ts';
import { contractLimits } from '../../src/contract/limits.ts';
import { exitCodes, type Streams } from '../command.ts';
import { productFor } from '../dataFolder.ts';
import { UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument } from '../framework/parameters.ts';
import { file } from '../framework/valueTypes.ts';
import { ensureStore, withStore } from '../openStore.ts';
import { printableJson } from '../terminalText.ts';
import { actor, openSale } from '../vendor/openVendor.ts';
import { databaseNote, outputOptions, passphraseNote, saleOptions } from '../vendor/options.ts';
import { writePieces } from '../vendor/output.ts';
import { readTableText, reportFaults } from '../vendor/tableInput.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { convertSerials } from './migration/convert.ts';
import { readForeignRecords } from './migration/foreignRecords.ts';
import { type MigrationValues, migrationOptions, readSettings, reportConversion } from './migration/options.ts';

export const command = defineCommand({
  name: 'serials import',
  summary: 'Import existing serial numbers from a table.',
  description: `All lines are imported, or none. Serial numbers that exist with the same terms stay as they are, so you can import a table again.

The table is CSV (RFC 4180) in UTF-8 with at most ${contractLimits.importLines} lines, separated by commas, semicolons or tabs. Its first line names the columns, in any order:

  serialNumber   in clear, as the customer has it
  licenseType    id of a license type in the catalog
  seats          how many machines may use it
  termDays, features (separated by ;), expiresAt and soldAt (YYYY-MM-DD), holder, note: optional

--from reads the export of another system instead: flexnet (entitlement line items of FlexNet Operations), keygen (licenses of Keygen's API as JSON, or as a table), csv (any table). Standard error says which column became which. With -o, the command writes our table and imports nothing. docs/migrating.md is the guide.`,
  arguments: { table: argument({ value: 'TABLE', type: file, help: 'CSV file; - for standard input' }) },
  options: { ...migrationOptions, ...outputOptions, ...saleOptions },
  notes: `${passphraseNote}\n\n${databaseNote}`,
  examples: [
    { does: 'Import the serial numbers of a shop', line: 'serials import sold.csv' },
    {
      does: 'See what an export of FlexNet Operations becomes, then import it',
      line: 'serials import entitlements.csv --from flexnet --map "Orrery Pro=pro" -o sold.csv',
    },
  ],
  exits: { 0: 'all lines were imported', 1: 'a line cannot be taken; nothing was imported' },
  async run({ table, data, product, json, output, force, ...migration }, environment) {
    if (migration.from === undefined && output !== undefined) throw new UsageError(vendorTexts.outputNeedsFrom);
    const lines = readLines(await readTableText(table, environment), migration, environment);
    if (output !== undefined) {
      await writePieces([writeSoldTable(lines)], { output, force }, environment.stdout);
      if (output !== '-') environment.stdout.write(vendorTexts.wrote(shown(output)));
      return exitCodes.success;
    }
    const folder = productFor({ data, product }, environment.variables);
    const { catalog, keystore } = await openSale(folder, environment);
    await ensureStore(folder, environment);
    const outcome = await withStore(folder, environment, ({ writer }) =>
      importSerials({ writer, catalog, pepper: keystore.pepper, actor, now: environment.now }, lines),
    );
    if (json) environment.stdout.write(`${printableJson(outcome, 2)}\n`);
    if (outcome.outcome === 'refused') {
      if (!json) reportFaults(outcome.faults, vendorTexts.importRefused, environment);
      return exitCodes.refused;
    }
    if (!json) environment.stdout.write(vendorTexts.imported(outcome.added, outcome.known));
    return exitCodes.success;
  },
});

function readLines(text: string, migration: MigrationValues, environment: Streams): readonly ImportedSerial[] {
  const settings = readSettings(migration);
  if (settings === null) return readSerialTable(text);
  const conversion = convertSerials(readForeignRecords(text), settings);
  reportConversion(conversion, environment);
  return conversion.serials;
}
