/** Permissions that a token can have. */
export const scopes = [
  'activations:read',
  'activations:write',
  'serials:read',
  'serials:write',
  'audit:read',
  'metrics:read',
] as const;

export type Scope = (typeof scopes)[number];
