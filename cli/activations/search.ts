import { defineCommand } from '../framework/defineCommand.ts';
import { argument } from '../framework/parameters.ts';
import { text } from '../framework/valueTypes.ts';
import { databaseNote } from '../vendor/options.ts';
import { listActivations, listingOptions } from './listing.ts';

export const command = defineCommand({
  name: 'activations search',
  summary: 'Find activations by serial number, holder, note, request or machine.',
  description: `TEXT is one of:

  the last group of a serial number
  words of a holder’s name or of a serial number’s note, such as an order number; their beginnings suffice
  the computer ID of a machine, or its whole installation key
  the id of a license or request`,
  arguments: { search: argument({ value: 'TEXT', type: text, help: 'What to look for' }) },
  options: listingOptions,
  notes: databaseNote,
  examples: [{ does: 'Find the activations of a machine', line: 'activations search K7QM-2X3Y' }],
  run: ({ search, ...values }, environment) => listActivations(search, values, environment),
});
