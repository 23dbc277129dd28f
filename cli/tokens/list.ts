import { isInForce, listTokens, type Token } from '../../server/tokens.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { UsageError } from '../errors.ts';
import { withStore } from '../openStore.ts';
import { listHelp } from './help.ts';
import { tokenWords } from './words.ts';

export const tokensList: Command = {
  help: listHelp,
  async run(args, { stdout }) {
    const { values, positionals } = readArguments(args, { data: { type: 'string' }, json: { type: 'boolean' } });
    if (positionals.length > 0) throw new UsageError(tokenWords.none);
    const tokens = await withStore(folderFor(values.data, process.env), process.env, ({ store }) => listTokens(store));
    const now = new Date();
    stdout.write(values.json ? asJson(tokens, now) : asText(tokens, now));
    return exitCodes.success;
  },
};

function stateOf(token: Token, now: Date): keyof typeof tokenWords.states {
  if (isInForce(token, now)) return 'inForce';
  return token.revokedAt === null ? 'expired' : 'revoked';
}

function asJson(tokens: readonly Token[], now: Date): string {
  const shown = tokens.map((token) => {
    const { id: _, ...announcement } = token;
    return { ...announcement, inForce: isInForce(token, now) };
  });
  return `${JSON.stringify(shown, null, 2)}\n`;
}

function asText(tokens: readonly Token[], now: Date): string {
  if (tokens.length === 0) return tokenWords.noTokens;
  const width = Math.max(...tokens.map(({ name }) => name.length));
  const rows = tokens.map((token) => {
    const end = token.expiresAt === null ? tokenWords.forever : tokenWords.until(token.expiresAt);
    const state = tokenWords.states[stateOf(token, now)].padEnd(8);
    return `${token.name.padEnd(width)}   ${state}   ${end.padEnd(31)}   ${token.scopes.join(' ')}\n`;
  });
  return rows.join('');
}
