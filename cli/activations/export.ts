import { exportActivations } from '../../server/licensing/administration/exportRows.ts';
import { activationColumns } from '../../src/contract/csvColumns.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { exportOptions, exportTable } from '../vendor/exportTable.ts';
import { databaseNote } from '../vendor/options.ts';

export const command = defineCommand({
  name: 'activations export',
  summary: 'Export all activations as a CSV table, without the licenses.',
  description: `The table follows RFC 4180, oldest activation first. What begins like a formula in some spreadsheet gets an apostrophe in front.`,
  options: exportOptions,
  notes: databaseNote,
  examples: [{ does: 'Write the table to a file', line: 'activations export -o activations.csv' }],
  run: (values, environment) =>
    exportTable(values, environment, { read: exportActivations, columns: activationColumns }),
});
