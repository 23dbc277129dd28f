import { MOST_ROWS } from '../../server/licensing/administration/page.ts';
import { showSerial } from '../../server/licensing/administration/showSerial.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { numberIn, readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { now, withAdmin } from '../vendor/openVendor.ts';
import { commonOptions, onlyOneIn } from '../vendor/options.ts';
import { vendorWords } from '../vendor/words.ts';
import { findOneSerial, nameSerial } from './find.ts';
import { showHelp } from './help.ts';
import { serialText } from './print.ts';

export const serialsShow: Command = {
  help: showHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, { ...commonOptions, limit: { type: 'string' } });
    const text = onlyOneIn(positionals, vendorWords.serialNeeded);
    const limit = numberIn('--limit', values.limit, { least: 1, most: MOST_ROWS, whole: true });
    const folder = folderFor(values.data, process.env);
    const named = await nameSerial(text, folder, streams);
    const serial = await withAdmin(folder, async ({ store }) => {
      const { serialId } = await findOneSerial(store, named);
      return showSerial(store, serialId, { limit });
    });
    streams.stdout.write(values.json ? `${JSON.stringify(serial, null, 2)}\n` : serialText(serial, toInstant(now())));
    if (serial.taken.next !== null && !values.json) streams.stderr.write(vendorWords.more(serial.taken.rows.length));
    return exitCodes.success;
  },
};
