import type { ErrorTexts } from '../errorTexts.ts';

/** Errors of the commands about tokens. */
export const tokenErrorTexts = {
  'token-name-taken': ({ name }) =>
    `A token ${name} exists or existed. The audit trail names tokens, so a name is used only once. Choose another one.`,
  'token-unknown': ({ name }) => `There is no token ${name}. “keyferry tokens list” shows them all.`,
} satisfies ErrorTexts;
