import { licenseFile, showActivation } from '../../server/licensing/administration/showActivation.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { withAdmin } from '../vendor/openVendor.ts';
import { commonOptions, onlyOneIn, outputOptions } from '../vendor/options.ts';
import { writePieces } from '../vendor/output.ts';
import { vendorWords } from '../vendor/words.ts';
import { findOneActivation } from './find.ts';
import { showHelp } from './help.ts';
import { activationText } from './print.ts';

export const activationsShow: Command = {
  help: showHelp,
  async run(args, { stdout, stderr }) {
    const { values, positionals } = readArguments(args, { ...commonOptions, ...outputOptions });
    const text = onlyOneIn(positionals, vendorWords.activationNeeded);
    if (values.output === '-') throw new UsageError(vendorWords.showNeedsFile);
    await withAdmin(folderFor(values.data, process.env), async ({ store }) => {
      const { licenseId } = await findOneActivation(store, text);
      const activation = await showActivation(store, licenseId);
      if (values.output !== undefined) {
        await writePieces([await licenseFile(store, licenseId)], values, stdout);
        stderr.write(vendorWords.wrote(shown(values.output)));
      }
      stdout.write(values.json ? `${JSON.stringify(activation, null, 2)}\n` : activationText(activation));
    });
    return exitCodes.success;
  },
};
