import { words } from './words.ts';

/** Names of what commands are grouped under, and what the group is about. */
export const groups: Readonly<Record<string, string>> = {
  qr: words.aboutQr,
  keys: words.aboutKeys,
  tokens: words.aboutTokens,
  machine: words.aboutMachine,
  serials: words.aboutSerials,
  activations: words.aboutActivations,
  audit: words.aboutAudit,
};
