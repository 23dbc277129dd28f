import { changeSeats } from '../../server/licensing/administration/changeSerial.ts';
import { contractLimits } from '../../src/contract/limits.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument } from '../framework/parameters.ts';
import { wholeNumber } from '../framework/valueTypes.ts';
import { commonOptions, databaseNote } from '../vendor/options.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { changeSerial } from './change.ts';
import { serialArgument, serialNote } from './serialArgument.ts';

export const command = defineCommand({
  name: 'serials seats',
  summary: 'Change the number of seats of a serial number.',
  arguments: {
    ...serialArgument,
    seats: argument({
      ...{ value: 'N', type: wholeNumber(1, contractLimits.seats) },
      help: 'How many machines may use it; at least as many as use it now',
    }),
  },
  options: commonOptions,
  notes: `${serialNote}\n\n${databaseNote}`,
  examples: [{ does: 'Allow 25 machines', line: 'serials seats 7K2QM 25' }],
  run: ({ seats, ...values }, environment) =>
    changeSerial(values, environment, async (parts, { serialId, masked }) => {
      const { outcome, seatsTaken } = await changeSeats(parts, serialId, seats);
      return { outcome, text: vendorTexts.seatsChanged(masked, seats, seatsTaken), facts: { seats, seatsTaken } };
    }),
});
