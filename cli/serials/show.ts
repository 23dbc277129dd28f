import { MOST_ROWS } from '../../server/licensing/administration/page.ts';
import { showSerial } from '../../server/licensing/administration/showSerial.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { option } from '../framework/parameters.ts';
import { wholeNumber } from '../framework/valueTypes.ts';
import { withStore } from '../openStore.ts';
import { printableJson } from '../terminalText.ts';
import { commonOptions, databaseNote } from '../vendor/options.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { findOneSerial, nameSerial } from './find.ts';
import { serialText } from './print.ts';
import { serialArgument, serialNote } from './serialArgument.ts';

export const command = defineCommand({
  name: 'serials show',
  summary: 'Show a serial number, its terms, its history, its seats and their machines.',
  arguments: serialArgument,
  options: {
    limit: option({ value: 'N', type: wholeNumber(1, MOST_ROWS), help: 'Show at most N seats' }),
    ...commonOptions,
  },
  notes: `${serialNote}\n\n${databaseNote}`,
  examples: [{ does: 'Show a serial number by its last group', line: 'serials show 7K2QM' }],
  async run({ serial: text, limit, data, json }, environment) {
    const { stdout, stderr, now, variables } = environment;
    const folder = folderFor(data, variables);
    const named = await nameSerial(text, folder, environment);
    const serial = await withStore(folder, environment, async ({ store }) => {
      const { serialId } = await findOneSerial(store, named, now());
      return showSerial(store, serialId, { limit });
    });
    stdout.write(json ? `${printableJson(serial, 2)}\n` : serialText(serial, toInstant(now())));
    if (serial.taken.next !== null && !json) stderr.write(vendorTexts.more(serial.taken.rows.length));
    return exitCodes.success;
  },
});
