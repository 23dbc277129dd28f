import type { CommandErrorDetails } from '../errors.ts';

/** What goes wrong with tokens. */
export const tokenErrorCodes = ['token-name-taken', 'token-unknown'] as const;

type TokenErrorCode = (typeof tokenErrorCodes)[number];

/** What to say of each: what it means, what to do. */
export const tokenErrorTexts: Readonly<Record<TokenErrorCode, (details: CommandErrorDetails) => string>> = {
  'token-name-taken': ({ name }) =>
    `There is or was a token ${name}, and the audit trail tells by the name who did what. Choose another one.`,
  'token-unknown': ({ name }) => `There is no token ${name}. “keyferry tokens list” shows them all.`,
};
