import { readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { noneIn } from '../vendor/options.ts';
import { listHelp } from './help.ts';
import { listActivations, listingOptions } from './listing.ts';

export const activationsList: Command = {
  help: listHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, listingOptions);
    noneIn(positionals);
    return listActivations('', values, streams);
  },
};
