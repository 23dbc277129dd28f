import { revokeToken } from '../../server/tokens.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { exitCodes } from '../command.ts';
import { dataOption, folderFor } from '../dataFolder.ts';
import { CommandError } from '../errors.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { withStore } from '../openStore.ts';
import { actor } from '../vendor/openVendor.ts';
import { databaseNote } from '../vendor/options.ts';
import { tokenTexts } from './texts.ts';
import { tokenArgument } from './tokenArgument.ts';

export const command = defineCommand({
  name: 'tokens revoke',
  summary: 'Revoke a token; it stops working at once.',
  arguments: tokenArgument,
  options: dataOption,
  notes: databaseNote,
  examples: [{ does: 'Revoke a token', line: 'tokens revoke anna' }],
  async run({ name, data }, environment) {
    const occasion = { at: toInstant(environment.now()), actor };
    const outcome = await withStore(folderFor(data, environment.variables), environment, ({ writer }) =>
      writer.write((writeContext) => revokeToken(writeContext, name, occasion)),
    );
    if (outcome === 'unknown') throw new CommandError('token-unknown', { name });
    environment.stdout.write(outcome === 'revoked' ? tokenTexts.revoked(name) : tokenTexts.revokedBefore(name));
    return exitCodes.success;
  },
});
