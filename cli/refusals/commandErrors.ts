import { remedyFor } from '../../files/remedy.ts';
import type { ErrorTexts } from '../errorTexts.ts';
import { keyErrorTexts } from '../keys/errors.ts';
import { machineErrorTexts } from '../machine/errors.ts';
import { packErrorTexts } from '../pack/errors.ts';
import { tokenErrorTexts } from '../tokens/errors.ts';
import { vendorErrorTexts } from '../vendor/errors.ts';

/** Errors about files, terminals and a vendor's setup, which no page meets. Each code is declared here by its text. */
export const commandErrors = {
  'file-missing': ({ path }) => `There is no ${path}. Check the name and the folder.`,
  'file-is-folder': ({ path }) => `${path} is a folder. Give a file.`,
  'file-unreadable': ({ path, reason }) =>
    `${path} cannot be read (${reason}). ${remedyFor(String(path), String(reason))}`,
  'file-in-use': ({ path, reason }) =>
    `${path} is in use by another program (${reason}). Close that program, then run this again.`,
  'file-exists': ({ path, force }) =>
    `${path} exists and was not changed. Choose another name${force === 'no' ? '' : ', or give --force'}.`,
  'file-unwritable': ({ path, reason }) =>
    `${path} cannot be written (${reason}). ${remedyFor(String(path), String(reason))}`,
  'folder-without-pictures': ({ path }) =>
    `There are no pictures in ${path}. PNG, JPEG, BMP, GIF, TIFF and PDF are read; subfolders are not.`,
  'several-transfers': ({ count }) =>
    `These are ${count} files, and -o names one. Give an existing folder, or leave -o out.`,
  'transfers-too-many': ({ incomplete, complete }) =>
    `There were more transfers than one run keeps: ${complete} complete and ${incomplete} incomplete ones. Decode fewer at a time.`,
  'terminal-too-small': ({ columns, rows, needsColumns, needsRows }) =>
    `This terminal has ${columns} x ${rows} characters; the code needs ${needsColumns} x ${needsRows}. Enlarge the window, ` +
    'use a smaller font, or write a picture: -o FILE.png',
  'store-missing': ({ path }) => `There is no store at ${path}. “keyferry serve” creates it; --data names the folder.`,
  'store-elsewhere': () =>
    'The store is in PostgreSQL. Back it up with pg_dump --format=custom; see docs/operations.md.',
  'backup-exists': ({ path }) => `${path} exists and was not changed. Choose another name.`,
  ...keyErrorTexts,
  ...tokenErrorTexts,
  ...machineErrorTexts,
  ...vendorErrorTexts,
  ...packErrorTexts,
} satisfies ErrorTexts;
