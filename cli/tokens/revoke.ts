import { revokeToken } from '../../server/tokens.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { CommandError } from '../errors.ts';
import { withStore } from '../openStore.ts';
import { nameIn } from './create.ts';
import { revokeHelp } from './help.ts';
import { tokenWords } from './words.ts';

export const tokensRevoke: Command = {
  help: revokeHelp,
  async run(args, { stdout }) {
    const { values, positionals } = readArguments(args, { data: { type: 'string' } });
    const name = nameIn(positionals);
    const occasion = { at: toInstant(new Date()), actor: 'command-line' } as const;
    const outcome = await withStore(folderFor(values.data, process.env), process.env, ({ writer }) =>
      writer.write((writeContext) => revokeToken(writeContext, name, occasion)),
    );
    if (outcome === 'unknown') throw new CommandError('token-unknown', { name });
    stdout.write(outcome === 'revoked' ? tokenWords.revoked(name) : tokenWords.revokedBefore(name));
    return exitCodes.success;
  },
};
