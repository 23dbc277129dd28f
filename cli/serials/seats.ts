import { changeSeats } from '../../server/licensing/administration/changeSerial.ts';
import { saleLimits } from '../../server/licensing/administration/serialTerms.ts';
import { numberIn, readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { commonOptions } from '../vendor/options.ts';
import { vendorWords } from '../vendor/words.ts';
import { changeSerial } from './change.ts';
import { seatsHelp } from './help.ts';

export const serialsSeats: Command = {
  help: seatsHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, commonOptions);
    const [text, number, another] = positionals;
    const seats = numberIn('N', number, { least: 1, most: saleLimits.seats, whole: true });
    if (text === undefined || seats === undefined || another !== undefined)
      throw new UsageError(vendorWords.seatsNeeded);
    return changeSerial(text, values, streams, async (parts, { serialId, masked }) => {
      const { outcome, seatsTaken } = await changeSeats(parts, serialId, seats);
      return { outcome, text: vendorWords.seatsChanged(masked, seats, seatsTaken), facts: { seats, seatsTaken } };
    });
  },
};
