import type { Command } from './command.ts';
import { qrDecode } from './qr/decode.ts';
import { qrEncode } from './qr/encode.ts';

/** Every command there is, in the order in which help lists them. */
export const commands: readonly Command[] = [qrEncode, qrDecode];

/** Names of what commands are grouped under, and what the group is about. */
export const groups: Readonly<Record<string, string>> = {
  qr: 'Carries files as QR codes, without any network.',
};
