import { reissueLicense } from '../../server/licensing/administration/reissue.ts';
import { exitCodes } from '../command.ts';
import { folderFor, productIn } from '../dataFolder.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { flag } from '../framework/parameters.ts';
import { withStore } from '../openStore.ts';
import { checkLicenseTarget, writeLicenseTo } from '../vendor/licenseTarget.ts';
import { actor, openIssuing } from '../vendor/openVendor.ts';
import { commonOptions, databaseNote, outputOptions, passphraseNote } from '../vendor/options.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { activationArgument, activationNote } from './activationArgument.ts';
import { findOneActivation } from './find.ts';

export const command = defineCommand({
  name: 'activations reissue',
  summary: 'Write the license of a machine that lost it.',
  description: `The machine gets the same license while machines accept it and its terms still hold; otherwise a new one, signed with the current key, on the same seat. ${activationNote}`,
  arguments: activationArgument,
  options: {
    new: flag({ help: 'Issue a new license in any case, for example to end a suspect clock' }),
    ...outputOptions,
    ...commonOptions,
  },
  notes: `--json needs -o.\n\n${passphraseNote}\n\n${databaseNote}`,
  examples: [{ does: 'Write the license of a machine to a file', line: 'activations reissue K7QM-2X3Y -o lost.lic' }],
  async run({ activation: text, new: isNew, data, ...target }, environment) {
    checkLicenseTarget(target, environment);
    const folder = folderFor(data, environment.variables);
    const { outcome, licenseId, file } = await withStore(folder, environment, async ({ store, writer }) => {
      const found = await findOneActivation(store, text);
      const products = await openIssuing([productIn(folder, found.product)], environment);
      return reissueLicense({ products, writer, actor, now: environment.now }, found.licenseId, isNew);
    });
    const said = outcome === 'current' ? vendorTexts.current(licenseId) : vendorTexts.reissued(licenseId);
    await writeLicenseTo(target, environment, { file, said, facts: { outcome, licenseId } });
    return exitCodes.success;
  },
});
