import { blockSerial } from '../../server/licensing/administration/changeSerial.ts';
import { readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { commonOptions, onlyOneIn } from '../vendor/options.ts';
import { vendorWords } from '../vendor/words.ts';
import { changeSerial } from './change.ts';
import { blockHelp } from './help.ts';

export const serialsBlock: Command = {
  help: blockHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, commonOptions);
    const text = onlyOneIn(positionals, vendorWords.serialNeeded);
    return changeSerial(text, values, streams, async (parts, { serialId, masked }) => {
      const outcome = await blockSerial(parts, serialId);
      const say = outcome === 'blocked' ? vendorWords.blocked : vendorWords.blockedBefore;
      return { outcome, text: say(masked) };
    });
  },
};
