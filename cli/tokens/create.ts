import { addToken, mintToken, type Scope, scopes, tokenName } from '../../server/tokens.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { numberIn, oneOf, readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { withStore } from '../openStore.ts';
import { createHelp } from './help.ts';
import { tokenWords } from './words.ts';

const day = 24 * 60 * 60 * 1000;

export const tokensCreate: Command = {
  help: createHelp,
  async run(args, { stdout, stderr }) {
    const { values, positionals } = readArguments(args, {
      data: { type: 'string' },
      scope: { type: 'string', multiple: true },
      expires: { type: 'string' },
    });
    const name = nameIn(positionals);
    const granted = scopesIn(values.scope ?? []);
    const days = numberIn('--expires', values.expires, { least: 1, most: 3650, whole: true });
    const now = new Date();
    const expiresAt = days === undefined ? null : toInstant(new Date(now.getTime() + days * day));
    const text = mintToken();
    const occasion = { at: toInstant(now), actor: 'command-line' } as const;
    const outcome = await withStore(folderFor(values.data, process.env), process.env, ({ writer }) =>
      writer.write((writeContext) => addToken(writeContext, text, { name, scopes: granted, expiresAt }, occasion)),
    );
    if (outcome === 'name-taken') throw new CommandError('token-name-taken', { name });
    const end = expiresAt === null ? tokenWords.forever : tokenWords.until(expiresAt);
    stderr.write(tokenWords.made(name, granted.join(', '), end));
    stdout.write(`${text}\n`);
    return exitCodes.success;
  },
};

/** @throws UsageFault when it is not one name, or none that a token may have */
export function nameIn(positionals: readonly string[]): string {
  const [name, another] = positionals;
  if (name === undefined || another !== undefined) throw new UsageError(tokenWords.nameNeeded);
  if (!tokenName.test(name)) throw new UsageError(tokenWords.nameInvalid);
  return name;
}

/** @returns each once, in the order in which they are listed */
function scopesIn(given: readonly string[]): Scope[] {
  const named = given.flatMap((text) => text.split(',')).map((text) => oneOf('--scope', text.trim(), scopes));
  if (named.length === 0) throw new UsageError(tokenWords.scopeNeeded(scopes.join(', ')));
  return scopes.filter((scope) => named.includes(scope));
}
