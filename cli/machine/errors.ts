import type { CommandErrorDetails, ErrorTexts } from '../errorTexts.ts';

const isStored = ({ kept }: CommandErrorDetails) => `The license is safe: it is stored at ${kept}.`;
const runAgain = 'Then run “keyferry machine activate” without a file.';

/** Errors of the commands on the machine. */
export const machineErrorTexts = {
  'profile-missing': ({ path }) =>
    `There is no ${path}. Give the vendor profile that came with the product: --profile FILE, or KEYFERRY_PROFILE.`,
  'profile-carried': ({ product, by }) =>
    `This program is for ${product} only: it contains the vendor profile and uses no other. ` +
    (by === '--profile' ? 'Leave out --profile.' : `Remove the variable ${by} from the environment.`),
  'installation-key-damaged': ({ path }) =>
    `${path} is damaged. Restore it from a backup. Without a backup, move it away and create a new request: the vendor still ` +
    'recognizes this machine if enough of its hardware is the same.',
  'installation-key-missing': () =>
    'This account has no installation key for the product on this machine, and the receipt must be signed with it. Run this ' +
    'as the user who created the license request.',
  'keep-failed': ({ path, reason }) =>
    `${path} cannot be written (${reason}), so nothing was done. Free some space, or check who owns the folder.`,
  'license-nowhere': ({ path, file, reason }) =>
    `The license could not be written anywhere (${path}: ${reason}). Keep ${file}, which holds it: it is valid. Free some ` +
    'space, or check who owns the folders, then run this again.',
  'license-missing': () =>
    'There is no license on this machine. Create a request with “keyferry machine request”, and install the license with ' +
    '“keyferry machine activate FILE”.',
  'target-unclear': ({ path, variable }) =>
    `The vendor profile installs the license at ${path}, but ${variable} is not set. Set it, or give the path with --to.`,
  'target-folder-missing': (details) =>
    `There is no folder ${details.folder}. Install the product first, or give another path with --to. ${isStored(details)} ${runAgain}`,
  'target-forbidden': (details) =>
    `This account may not write to ${details.folder} (${details.reason}). ${isStored(details)} Copy it to ${details.path} as ` +
    'an administrator, or give a path with --to that you may write to.',
  'target-read-only': (details) =>
    `${details.folder} is on a read-only disk. ${isStored(details)} Make the disk writable, or give another path with --to. ${runAgain}`,
  'target-full': (details) =>
    `The disk of ${details.folder} is full. ${isStored(details)} Free some space. ${runAgain}`,
  'target-unwritable': (details) =>
    `${details.path} cannot be written (${details.reason}). ${isStored(details)} Check the path and the disk. ${runAgain}`,
  'return-unwritten': ({ path }) =>
    `The return must be recorded first, and ${path} cannot be written, so the license was not returned. Free some space, or ` +
    'check who owns the folders, then run this again.',
  'port-missing': () =>
    'The wizard found no free port on this machine. Close other programs, or use “keyferry machine request” and ' +
    '“keyferry machine activate FILE”.',
  'return-not-confirmed': () => 'Nothing was returned. The license stays valid.',
} satisfies ErrorTexts;
