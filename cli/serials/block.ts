import { blockSerial } from '../../server/licensing/administration/serialChanges/blockSerial.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { commonOptions, databaseNote } from '../vendor/options.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { changeOneSerial } from './oneSerial.ts';
import { serialArgument, serialNote } from './serialArgument.ts';

export const command = defineCommand({
  name: 'serials block',
  summary: 'Block a serial number: no new licenses.',
  description: `Issued licenses stay valid, because a machine without a network cannot learn of the block. To withdraw them as well, use “keyferry keys revoke --license ID”.`,
  arguments: serialArgument,
  options: commonOptions,
  notes: `${serialNote}\n\n${databaseNote}`,
  examples: [{ does: 'Block a serial number by its last group', line: 'serials block 7K2QM' }],
  run: (values, environment) =>
    changeOneSerial(values, environment, async (parts, { serialId, masked }) => {
      const outcome = await blockSerial(parts, serialId);
      const say = outcome === 'blocked' ? vendorTexts.blocked : vendorTexts.blockedBefore;
      return { outcome, text: say(masked) };
    }),
});
