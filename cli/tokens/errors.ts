import type { ErrorTexts } from '../errorTexts.ts';

/** What to say of each: what it means, what to do. */
export const tokenErrorTexts = {
  'token-name-taken': ({ name }) =>
    `There is or was a token ${name}, and the audit trail tells by the name who did what. Choose another one.`,
  'token-unknown': ({ name }) => `There is no token ${name}. “keyferry tokens list” shows them all.`,
} satisfies ErrorTexts;
