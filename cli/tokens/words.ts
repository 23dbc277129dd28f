/** What the commands about tokens say when all is well. */
export const tokenWords = {
  nameNeeded: 'Which token? Give its name.',
  nameInvalid: 'A name is 1 to 64 letters, digits, dots, hyphens and underscores, and begins with a letter or digit.',
  scopeNeeded: (scopes: string) => `What may it be used for? Give --scope with any of: ${scopes}.`,
  none: 'This command takes no name.',

  made: (name: string, scopes: string, end: string) =>
    `Made the token ${name} for ${scopes}, ${end}. It is shown this once.\n`,
  until: (instant: string) => `good until ${instant}`,
  forever: 'without an end',
  revoked: (name: string) => `Revoked the token ${name}.\n`,
  revokedBefore: (name: string) => `The token ${name} was revoked before.\n`,

  noTokens: 'There are no tokens yet.\n',
  states: { inForce: 'in force', expired: 'expired', revoked: 'revoked' },
} as const;
