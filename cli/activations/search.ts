import { readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { onlyOneIn } from '../vendor/options.ts';
import { vendorWords } from '../vendor/words.ts';
import { searchHelp } from './help.ts';
import { listActivations, listingOptions } from './listing.ts';

export const activationsSearch: Command = {
  help: searchHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, listingOptions);
    return listActivations(onlyOneIn(positionals, vendorWords.textNeeded), values, streams);
  },
};
