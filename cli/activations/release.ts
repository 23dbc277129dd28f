import { releaseSeat } from '../../server/licensing/administration/releaseSeat.ts';
import { exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { withStore } from '../openStore.ts';
import { printableJson } from '../terminalText.ts';
import { actor } from '../vendor/openVendor.ts';
import { commonOptions, databaseNote } from '../vendor/options.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { activationArgument, activationNote } from './activationArgument.ts';
import { findOneActivation } from './find.ts';

export const command = defineCommand({
  name: 'activations release',
  summary: 'Release the seat of a dead or lost machine.',
  description: `Another machine can then have the seat. If the machine still runs, its license stays valid there, because a machine without a network cannot learn of the release. ${activationNote}`,
  arguments: activationArgument,
  options: commonOptions,
  notes: databaseNote,
  examples: [{ does: 'Release the seat of a machine', line: 'activations release K7QM-2X3Y' }],
  async run({ activation: text, data, json }, environment) {
    const { stdout, variables, now } = environment;
    await withStore(folderFor(data, variables), environment, async ({ store, writer }) => {
      const { licenseId, machine } = await findOneActivation(store, text);
      const outcome = await releaseSeat({ writer, actor, now }, licenseId);
      const said = outcome === 'released' ? vendorTexts.released(machine) : vendorTexts.releasedBefore(machine);
      stdout.write(json ? `${printableJson({ outcome, licenseId, machine }, 2)}\n` : said);
    });
    return exitCodes.success;
  },
});
