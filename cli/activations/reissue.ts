import { reissueLicense } from '../../server/licensing/administration/reissue.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { checkLicenseTarget, writeLicenseTo } from '../vendor/licenseTarget.ts';
import { actor, now, openIssuing, withAdmin } from '../vendor/openVendor.ts';
import { commonOptions, onlyOneIn, outputOptions } from '../vendor/options.ts';
import { vendorWords } from '../vendor/words.ts';
import { findOneActivation } from './find.ts';
import { reissueHelp } from './help.ts';

export const activationsReissue: Command = {
  help: reissueHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, { ...commonOptions, ...outputOptions });
    const text = onlyOneIn(positionals, vendorWords.activationNeeded);
    checkLicenseTarget(values, streams);
    const folder = folderFor(values.data, process.env);
    const issuing = await openIssuing(folder, streams);
    const { outcome, licenseId, file } = await withAdmin(folder, async ({ store, writer }) => {
      const found = await findOneActivation(store, text);
      return reissueLicense({ ...issuing, writer, actor, now }, found.licenseId);
    });
    const said = outcome === 'current' ? vendorWords.current(licenseId) : vendorWords.reissued(licenseId);
    await writeLicenseTo(values, streams, { file, said, facts: { outcome, licenseId } });
    return exitCodes.success;
  },
};
