import { defineCommand } from '../framework/defineCommand.ts';
import { databaseNote } from '../vendor/options.ts';
import { listActivations, listingOptions } from './listing.ts';

export const command = defineCommand({
  name: 'activations list',
  summary: 'List activations, newest first.',
  description: `Released seats and possible copies are sorted by when that happened.`,
  options: listingOptions,
  notes: databaseNote,
  examples: [{ does: 'List possible copies', line: 'activations list --state flagged' }],
  run: (values, environment) => listActivations('', values, environment),
});
