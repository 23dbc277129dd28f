import { exportSerials } from '../../server/licensing/administration/exportRows.ts';
import { serialColumns } from '../../src/contract/csvColumns.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { exportOptions, exportTable } from '../vendor/exportTable.ts';
import { databaseNote } from '../vendor/options.ts';

export const command = defineCommand({
  name: 'serials export',
  summary: 'Export all serial numbers, masked, as a CSV table.',
  description: `The table follows RFC 4180, oldest serial number first. What begins like a formula in some spreadsheet gets an apostrophe in front.`,
  options: exportOptions,
  notes: databaseNote,
  examples: [{ does: 'Write the table to a file', line: 'serials export -o serials.csv' }],
  run: (values, environment) => exportTable(values, environment, { read: exportSerials, columns: serialColumns }),
});
