import { releaseSeat } from '../../server/licensing/administration/releaseSeat.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { actor, now, withAdmin } from '../vendor/openVendor.ts';
import { commonOptions, onlyOneIn } from '../vendor/options.ts';
import { vendorWords } from '../vendor/words.ts';
import { findOneActivation } from './find.ts';
import { releaseHelp } from './help.ts';

export const activationsRelease: Command = {
  help: releaseHelp,
  async run(args, { stdout }) {
    const { values, positionals } = readArguments(args, commonOptions);
    const text = onlyOneIn(positionals, vendorWords.activationNeeded);
    await withAdmin(folderFor(values.data, process.env), async ({ store, writer }) => {
      const { licenseId, machine } = await findOneActivation(store, text);
      const outcome = await releaseSeat({ writer, actor, now }, licenseId);
      const said = outcome === 'released' ? vendorWords.released(machine) : vendorWords.releasedBefore(machine);
      stdout.write(values.json ? `${JSON.stringify({ outcome, licenseId, machine }, null, 2)}\n` : said);
    });
    return exitCodes.success;
  },
};
