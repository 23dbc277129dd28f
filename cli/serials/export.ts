import { serialsAsCsv } from '../../server/licensing/administration/csv.ts';
import { exportSerials } from '../../server/licensing/administration/exportRows.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { exportOptions, exportTable } from '../vendor/exportTable.ts';
import { databaseNote } from '../vendor/options.ts';

export const command = defineCommand({
  name: 'serials export',
  summary: 'Export all serial numbers, masked, as a CSV table.',
  description: `The table follows RFC 4180, oldest serial number first. A cell that begins like a formula gets an apostrophe in front, so that no spreadsheet evaluates it.`,
  options: exportOptions,
  notes: databaseNote,
  examples: [{ does: 'Write the table to a file', line: 'serials export -o serials.csv' }],
  run: (values, environment) => exportTable(values, environment, { read: exportSerials, asCsv: serialsAsCsv }),
});
