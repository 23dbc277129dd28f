import { unblockSerial } from '../../server/licensing/administration/changeSerial.ts';
import { readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { commonOptions, onlyOneIn } from '../vendor/options.ts';
import { vendorWords } from '../vendor/words.ts';
import { changeSerial } from './change.ts';
import { unblockHelp } from './help.ts';

export const serialsUnblock: Command = {
  help: unblockHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, commonOptions);
    const text = onlyOneIn(positionals, vendorWords.serialNeeded);
    return changeSerial(text, values, streams, async (parts, { serialId, masked }) => {
      const outcome = await unblockSerial(parts, serialId);
      const say = outcome === 'unblocked' ? vendorWords.unblocked : vendorWords.notBlocked;
      return { outcome, text: say(masked) };
    });
  },
};
