import { unblockSerial } from '../../server/licensing/administration/serialChanges/blockSerial.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { commonOptions, databaseNote } from '../vendor/options.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { changeOneSerial } from './oneSerial.ts';
import { serialArgument, serialNote } from './serialArgument.ts';

export const command = defineCommand({
  name: 'serials unblock',
  summary: 'Unblock a serial number, so that it yields licenses again.',
  arguments: serialArgument,
  options: commonOptions,
  notes: `${serialNote}\n\n${databaseNote}`,
  examples: [{ does: 'Unblock a serial number by its last group', line: 'serials unblock 7K2QM' }],
  run: (values, environment) =>
    changeOneSerial(values, environment, async (parts, { serialId, masked }) => {
      const outcome = await unblockSerial(parts, serialId);
      const say = outcome === 'unblocked' ? vendorTexts.unblocked : vendorTexts.notBlocked;
      return { outcome, text: say(masked) };
    }),
});
