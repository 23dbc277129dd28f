import { keyErrorCodes } from './keys/errors.ts';
import { machineErrorCodes } from './machine/errors.ts';
import { packErrorCodes } from './pack/errors.ts';
import { tokenErrorCodes } from './tokens/errors.ts';
import { vendorErrorCodes } from './vendor/errors.ts';

/** The command line itself is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageFault';
}

/** What goes wrong with files, terminals and a vendor's set-up, which no page ever meets. The codes are as stable as those of refusals. */
export const commandErrorCodes = [
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
  ...keyErrorCodes,
  ...tokenErrorCodes,
  ...machineErrorCodes,
  ...vendorErrorCodes,
  ...packErrorCodes,
] as const;

export type CommandErrorCode = (typeof commandErrorCodes)[number];
export type CommandErrorDetails = Readonly<Record<string, string | number>>;

/** Something the person has to put right before the command can do its work. */
export class CommandError extends Error {
  override readonly name = 'Trouble';

  /** @param details facts for the message, such as the path */
  constructor(
    readonly code: CommandErrorCode,
    readonly details: CommandErrorDetails,
  ) {
    super(code);
  }
}
