import { licenseFile, showActivation } from '../../server/licensing/administration/showActivation.ts';
import { exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { option } from '../framework/parameters.ts';
import { file } from '../framework/valueTypes.ts';
import { withStore } from '../openStore.ts';
import { printableJson } from '../terminalText.ts';
import { commonOptions, databaseNote, outputOptions } from '../vendor/options.ts';
import { writePieces } from '../vendor/output.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { activationArgument, activationNote } from './activationArgument.ts';
import { findOneActivation } from './find.ts';
import { activationText } from './print.ts';

export const command = defineCommand({
  name: 'activations show',
  summary: 'Show an activation, its seat and its history.',
  description: `It shows the facts of the license, not the license itself. ${activationNote}`,
  arguments: activationArgument,
  options: {
    ...outputOptions,
    output: option({
      ...{ value: 'FILE', short: 'o', type: file },
      help: 'Also write the license, as it was issued, to a file that only you can read',
    }),
    ...commonOptions,
  },
  notes: databaseNote,
  examples: [
    { does: 'Show the activation of a machine', line: 'activations show K7QM-2X3Y' },
    { does: 'Write its license to a file', line: 'activations show K7QM-2X3Y -o again.lic' },
  ],
  async run({ activation: text, output, force, data, json }, { stdout, stderr, ...environment }) {
    if (output === '-') throw new UsageError(vendorTexts.showNeedsFile);
    await withStore(folderFor(data, environment.variables), environment, async ({ store }) => {
      const { licenseId } = await findOneActivation(store, text);
      const activation = await showActivation(store, licenseId);
      if (output !== undefined) {
        await writePieces([await licenseFile(store, licenseId)], { output, force }, stdout);
        stderr.write(vendorTexts.wrote(shown(output)));
      }
      stdout.write(json ? `${printableJson(activation, 2)}\n` : activationText(activation));
    });
    return exitCodes.success;
  },
});
