import { type ImportFault, importSerials } from '../../server/licensing/administration/importSerials.ts';
import { decodeTable, MOST_LINES, readSerialTable } from '../../server/licensing/administration/serialTable.ts';
import { contractLimits } from '../../src/contract/limits.ts';
import { Refusal } from '../../src/refusal.ts';
import { exitCodes, type Streams } from '../command.ts';
import { productFor } from '../dataFolder.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument } from '../framework/parameters.ts';
import { file } from '../framework/valueTypes.ts';
import { ensureStore, withStore } from '../openStore.ts';
import { explainRefusal } from '../refusals/explainRefusal.ts';
import { printableJson } from '../terminalText.ts';
import { actor, openSale } from '../vendor/openVendor.ts';
import { databaseNote, passphraseNote, saleOptions } from '../vendor/options.ts';
import { readInput } from '../vendor/readInput.ts';
import { vendorTexts } from '../vendor/texts.ts';

const { importBytes } = contractLimits;
/** Lines whose errors are shown one by one. */
const shownFaults = 50;

export const command = defineCommand({
  name: 'serials import',
  summary: 'Import existing serial numbers from a table.',
  description: `All lines are imported, or none. Serial numbers that exist with the same terms stay as they are, so you can import a table again.

The table is CSV (RFC 4180) in UTF-8 with at most ${MOST_LINES} lines, separated by commas, semicolons or tabs. Its first line names the columns, in any order:

  serialNumber   in clear, as the customer has it
  licenseType    id of a license type in the catalog
  seats          how many machines may use it
  termDays, features (separated by ;), expiresAt (YYYY-MM-DD), holder, note: optional`,
  arguments: { table: argument({ value: 'TABLE', type: file, help: 'CSV file; - for standard input' }) },
  options: saleOptions,
  notes: `${passphraseNote}\n\n${databaseNote}`,
  examples: [{ does: 'Import the serial numbers of a shop', line: 'serials import sold.csv' }],
  exits: { 0: 'all lines were imported', 1: 'a line cannot be taken; nothing was imported' },
  async run({ table, data, product, json }, environment) {
    const lines = readSerialTable(await readText(table, environment));
    const folder = productFor({ data, product }, environment.variables);
    const { catalog, keystore } = await openSale(folder, environment);
    await ensureStore(folder, environment);
    const outcome = await withStore(folder, environment, ({ writer }) =>
      importSerials({ writer, catalog, pepper: keystore.pepper, actor, now: environment.now }, lines),
    );
    if (json) environment.stdout.write(`${printableJson(outcome, 2)}\n`);
    if (outcome.outcome === 'refused') {
      if (!json) reportFaults(outcome.faults, environment);
      return exitCodes.refused;
    }
    if (!json) environment.stdout.write(vendorTexts.imported(outcome.added, outcome.known));
    return exitCodes.success;
  },
});

/** @throws CommandError as `readAtMost`; Refusal `file-too-large`, `file-not-utf8` */
async function readText(path: string, { stdin }: Streams): Promise<string> {
  const bytes = await readInput(path, importBytes, stdin);
  if (bytes.length > importBytes) throw new Refusal('file-too-large', { limit: importBytes });
  return decodeTable(bytes);
}

function reportFaults(faults: readonly ImportFault[], { stderr }: Streams): void {
  stderr.write(vendorTexts.importRefused(faults.length));
  for (const { line, code, details } of faults.slice(0, shownFaults)) {
    stderr.write(`${explainRefusal(code, { ...details, line }, 'vendor')}\n`);
  }
  if (faults.length > shownFaults) stderr.write(vendorTexts.moreFaults(faults.length - shownFaults));
}
