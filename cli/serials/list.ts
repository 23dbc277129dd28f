import { type DataFolder, isThere } from '../../server/dataFolder.ts';
import { listSerials } from '../../server/licensing/administration/listSerials.ts';
import { readCatalog } from '../../server/licensing/catalog.ts';
import { productFolders } from '../../server/productFolder.ts';
import { type SerialState, serialStates } from '../../src/contract/admin/serials.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument, option } from '../framework/parameters.ts';
import { suggest } from '../framework/suggest.ts';
import { choice, text, type ValueType } from '../framework/valueTypes.ts';
import { withStore } from '../openStore.ts';
import { printableJson } from '../terminalText.ts';
import { databaseNote, limitOption, listedProducts, listOptions } from '../vendor/options.ts';
import { takeRows } from '../vendor/takeRows.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { serialTable } from './print.ts';

/** `active` is the word of every surface; the API's `good` keeps working in scripts. */
const serialState: ValueType<SerialState> = {
  ...choice(['active', 'blocked', 'expired']),
  parse: (given) => (given === 'active' ? 'good' : serialStates.find((state) => state === given)),
};

export const command = defineCommand({
  name: 'serials list',
  summary: 'List serial numbers, newest first.',
  arguments: {
    search: argument({
      ...{ value: 'TEXT', type: text, presence: 'optional' },
      help: 'Show only those with this last group, or with these words in holder or note; beginnings suffice',
    }),
  },
  options: {
    type: option({ value: 'ID', type: text, help: 'Show only this license type' }),
    state: option({ value: 'STATE', type: serialState, help: 'Show only this state: active, blocked or expired' }),
    ...limitOption,
    ...listOptions,
  },
  notes: databaseNote,
  examples: [
    { does: 'List the serial numbers of a customer', line: 'serials list "Ada Lovelace"' },
    { does: 'List blocked serial numbers as JSON', line: 'serials list --state blocked --json' },
  ],
  async run({ search = '', type: licenseType, state, limit, product, data, json }, environment) {
    const moment = toInstant(environment.now());
    const query = { text: search, licenseType, state, ...listedProducts(product) };
    const folder = folderFor(data, environment.variables);
    const { rows, more } = await withStore(folder, environment, ({ store }) =>
      takeRows(limit, (page) => listSerials(store, query, page, moment)),
    );
    if (json) {
      environment.stdout.write(`${printableJson({ rows, more }, 2)}\n`);
      return exitCodes.success;
    }
    environment.stdout.write(rows.length === 0 ? vendorTexts.noRows : serialTable(rows, moment));
    if (rows.length === 0 && licenseType !== undefined) environment.stderr.write(hintFor(licenseType, folder));
    if (more) environment.stderr.write(vendorTexts.more(limit));
    return exitCodes.success;
  },
});

/** @returns that the catalog lacks the license type, which may be mistyped; empty if it has it */
function hintFor(licenseType: string, folder: DataFolder): string {
  const catalogs = productFolders(folder).filter(({ catalog }) => isThere(catalog));
  if (catalogs.length === 0) return '';
  const types = catalogs.flatMap(({ catalog }) => readCatalog(catalog).licenseTypes.map(({ id }) => id));
  return types.includes(licenseType) ? '' : vendorTexts.typeUnknown(shown(licenseType), suggest(licenseType, types));
}
