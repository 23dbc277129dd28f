import { listSerials } from '../../server/licensing/administration/listSerials.ts';
import { serialStates } from '../../src/contract/admin/serials.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { oneOf, readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { now, withAdmin } from '../vendor/openVendor.ts';
import { commonOptions, limitIn, onlyOneIn } from '../vendor/options.ts';
import { takeRows } from '../vendor/takeRows.ts';
import { vendorWords } from '../vendor/words.ts';
import { listHelp } from './help.ts';
import { serialTable } from './print.ts';

export const serialsList: Command = {
  help: listHelp,
  async run(args, { stdout, stderr }) {
    const { values, positionals } = readArguments(args, {
      ...commonOptions,
      type: { type: 'string' },
      state: { type: 'string' },
      limit: { type: 'string' },
    });
    const text = positionals.length === 0 ? '' : onlyOneIn(positionals, vendorWords.textNeeded);
    const query = { text, licenseType: values.type, state: oneOf('--state', values.state, serialStates) };
    const limit = limitIn(values.limit);
    const moment = toInstant(now());
    const { rows, more } = await withAdmin(folderFor(values.data, process.env), ({ store }) =>
      takeRows(limit, (page) => listSerials(store, query, page, moment)),
    );
    if (values.json) {
      stdout.write(`${JSON.stringify({ rows, more }, null, 2)}\n`);
      return exitCodes.success;
    }
    stdout.write(rows.length === 0 ? vendorWords.noRows : serialTable(rows, moment));
    if (more) stderr.write(vendorWords.more(limit));
    return exitCodes.success;
  },
};
