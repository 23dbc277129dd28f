import { endDateIn } from '../../src/messages/endDate.ts';

const end = endDateIn('en', 'long');

/** What the commands about tokens print. */
export const tokenTexts = {
  scopeOfAll: (scopes: string) => `--product limits a token to products, but ${scopes} is about all of them.`,
  made: (name: string, scopes: string, products: readonly string[] | undefined, end: string) =>
    `Created the token ${name} for ${scopes}${products ? `, limited to ${products.join(', ')}` : ''}, ${end}. It is shown only once.\n`,
  until: (instant: string) => `valid until ${end(instant)}`,
  forever: 'without an end',
  revoked: (name: string) => `Revoked the token ${name}.\n`,
  revokedBefore: (name: string) => `The token ${name} is revoked already.\n`,

  noTokens: 'There are no tokens yet.\n',
  columns: ['NAME', 'STATE', 'END', 'SCOPES', 'PRODUCTS'],
  states: { inForce: 'active', expired: 'expired', revoked: 'revoked' },
} as const;
