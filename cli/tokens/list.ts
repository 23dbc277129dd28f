import { isInForce, listTokens, type Token } from '../../server/tokens.ts';
import { exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { withStore } from '../openStore.ts';
import { tableOf } from '../table.ts';
import { printableJson } from '../terminalText.ts';
import { commonOptions, databaseNote } from '../vendor/options.ts';
import { tokenTexts } from './texts.ts';

export const command = defineCommand({
  name: 'tokens list',
  summary: 'List all tokens with their state, end and scopes.',
  description: `Expired and revoked tokens stay in the list.`,
  options: commonOptions,
  notes: databaseNote,
  examples: [{ does: 'List the tokens as JSON', line: 'tokens list --json' }],
  async run({ data, json }, environment) {
    const { stdout, variables } = environment;
    const tokens = await withStore(folderFor(data, variables), environment, ({ store }) => listTokens(store));
    const now = environment.now();
    stdout.write(json ? asJson(tokens, now) : asText(tokens, now));
    return exitCodes.success;
  },
});

function stateOf(token: Token, now: Date): keyof typeof tokenTexts.states {
  if (isInForce(token, now)) return 'inForce';
  return token.revokedAt === null ? 'expired' : 'revoked';
}

function asJson(tokens: readonly Token[], now: Date): string {
  const shown = tokens.map((token) => {
    const { id: _, ...announcement } = token;
    return { ...announcement, inForce: isInForce(token, now) };
  });
  return `${printableJson(shown, 2)}\n`;
}

function asText(tokens: readonly Token[], now: Date): string {
  if (tokens.length === 0) return tokenTexts.noTokens;
  const rows = tokens.map((token) => {
    const end = token.expiresAt === null ? tokenTexts.forever : tokenTexts.until(token.expiresAt);
    return [
      token.name,
      tokenTexts.states[stateOf(token, now)],
      end,
      token.scopes.join(' '),
      token.products?.join(' ') ?? '',
    ];
  });
  return tableOf([tokenTexts.columns, ...rows]);
}
