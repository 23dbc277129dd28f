import { CodedError } from '../src/refusal.ts';
import type { CommandErrorDetails, ErrorTexts } from './errorTexts.ts';
import { keyErrorTexts } from './keys/errors.ts';
import { machineErrorTexts } from './machine/errors.ts';
import { packErrorTexts } from './pack/errors.ts';
import { tokenErrorTexts } from './tokens/errors.ts';
import { vendorErrorTexts } from './vendor/errors.ts';

/** Errors about files, terminals and a vendor's setup, which no page meets. Each code is declared here by its text. */
export const errorTexts = {
  'file-missing': ({ path }) => `There is no ${path}. Check the name and the folder.`,
  'file-is-folder': ({ path }) => `${path} is a folder. Give a file.`,
  'file-unreadable': ({ path, reason }) =>
    `${path} cannot be read (${reason}). Check its permissions and the disk that it is on.`,
  'store-elsewhere': () =>
    'The store is in PostgreSQL. Back it up with pg_dump --format=custom; docs/operations.md tells more.',
  'backup-exists': ({ path }) => `${path} exists already and was left as it is. Choose another name.`,
  'file-exists': ({ path }) => `${path} exists already and was left as it is. Choose another name, or give --force.`,
  'file-unwritable': ({ path, reason }) =>
    `${path} cannot be written (${reason}). Check that the folder exists, may be written, and has room.`,
  'folder-without-pictures': ({ path }) =>
    `There are no pictures in ${path}. PNG, JPEG, BMP and GIF are looked at; folders in it are not.`,
  'several-transfers': ({ count }) =>
    `These are ${count} files, and -o names one. Give the name of a folder that exists, or leave -o out.`,
  'terminal-too-small': ({ columns, rows, needsColumns, needsRows }) =>
    `This terminal has ${columns} x ${rows} characters, and the code needs ${needsColumns} x ${needsRows}. ` +
    'Make the window larger or its letters smaller, or write a picture: -o FILE.png',
  'store-missing': ({ path }) =>
    `There is no store at ${path}. “keyferry serve” makes it at its first start; --data names the folder.`,
  ...keyErrorTexts,
  ...tokenErrorTexts,
  ...machineErrorTexts,
  ...vendorErrorTexts,
  ...packErrorTexts,
} satisfies ErrorTexts;

export type CommandErrorCode = keyof typeof errorTexts;

/** Something the user must correct before the command can do its work. */
export class CommandError extends CodedError<CommandErrorCode, CommandErrorDetails> {
  override readonly name = 'CommandError';
}

/** The command line itself is wrong. */
export class UsageError extends CodedError<'usage', Record<never, never>> {
  override readonly name = 'UsageError';

  /** @param message what is wrong with the command line, shown as it is */
  constructor(message: string) {
    super('usage', {}, message);
  }
}
