import type { ListedCommand } from './command.ts';
import { words } from './words.ts';

/** Every command there is, in the order in which help lists them. */
export const commands: readonly ListedCommand[] = [
  {
    name: 'qr encode',
    summary: words.summaryOfEncode,
    load: () => import('./qr/encode.ts').then(({ qrEncode }) => qrEncode),
  },
  {
    name: 'qr decode',
    summary: words.summaryOfDecode,
    load: () => import('./qr/decode.ts').then(({ qrDecode }) => qrDecode),
  },
];

/** Names of what commands are grouped under, and what the group is about. */
export const groups: Readonly<Record<string, string>> = { qr: words.aboutQr };
