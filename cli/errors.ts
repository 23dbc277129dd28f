import { deskTroubleCodes } from './vendor/errors.ts';
import { keyTroubleCodes } from './keys/errors.ts';
import { machineTroubleCodes } from './machine/errors.ts';
import { packTroubleCodes } from './pack/errors.ts';
import { tokenTroubleCodes } from './tokens/errors.ts';

/** The command line itself is wrong. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
}

/** What goes wrong with files, terminals and a vendor's set-up, which no page ever meets. The codes are as stable as those of refusals. */
export const troubleCodes = [
  'file-missing',
  'file-is-folder',
  'file-unreadable',
  'file-exists',
  'file-unwritable',
  'folder-without-pictures',
  'several-transfers',
  'terminal-too-small',
  'store-missing',
  'store-elsewhere',
  'backup-exists',
  ...keyTroubleCodes,
  ...tokenTroubleCodes,
  ...machineTroubleCodes,
  ...deskTroubleCodes,
  ...packTroubleCodes,
] as const;

export type TroubleCode = (typeof troubleCodes)[number];
export type TroubleDetails = Readonly<Record<string, string | number>>;

/** Something the person has to put right before the command can do its work. */
export class Trouble extends Error {
  override readonly name = 'Trouble';

  /** @param details facts for the message, such as the path */
  constructor(
    readonly code: TroubleCode,
    readonly details: TroubleDetails,
  ) {
    super(code);
  }
}

/** @returns the operating system's code of a failure, such as `ENOENT`; null when it is none */
export function systemCode(fault: unknown): string | null {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : null;
}
