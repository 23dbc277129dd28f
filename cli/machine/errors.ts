import type { InstallationErrorCode } from '../../installed/installationError.ts';
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
  'installation-key-missing': ({ path }) =>
    `There is no installation key for the product in ${path}, and the receipt must be signed with it. Run this as the user ` +
    'who created the license request: with sudo only if sudo was used then, and with the same HOME and XDG_DATA_HOME.',
  'keep-failed': ({ path, reason, remedy }) => `${path} cannot be written (${reason}), so nothing was done. ${remedy}`,
  'stored-unreadable': ({ path, reason, remedy }) =>
    `${path} cannot be read (${reason}), so it is unknown whether there is a license. ${remedy}`,
  'home-missing': () =>
    'This account has no home folder, in which installation key and license are kept. Set HOME to a folder that it may ' +
    'write to, and use the same one each time.',
  'license-nowhere': ({ path, file, reason }) =>
    `The license could not be written anywhere (${path}: ${reason}). Keep ${file}, which holds it: it is valid. Free some ` +
    'space, or check who owns the folders, then run this again.',
  'license-missing': ({ path }) =>
    `There is no license for this user (${path}). Create a request with “keyferry machine request”, and install the license with ` +
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
  'target-in-use': (details) =>
    `${details.path} is in use by another program (${details.reason}). ${isStored(details)} Close that program. ${runAgain}`,
  'return-unwritten': ({ path }) =>
    `The return must be recorded first, and ${path} cannot be written, so the license was not returned. Free some space, or ` +
    'check who owns the folders, then run this again.',
  'port-missing': () =>
    'The wizard found no free port on this machine. Close other programs, or use “keyferry machine request” and ' +
    '“keyferry machine activate FILE”.',
  'folder-without-licenses': ({ path }) =>
    `There is no license and no keyset in ${path}. Subfolders are not read. Name the file, or the folder that holds it.`,
  'replacement-not-confirmed': ({ installed, offered, worse }) =>
    `Nothing was changed. Installed is ${installed}; the license brought now is ${offered}, which is worse (${worse}). Give ` +
    '--replace to install it all the same.',
  'return-without-code': () =>
    'An earlier version returned this license, and its receipt cannot be told as a code. Write it to a file: leave out --typed.',
  'return-not-confirmed': () => 'Nothing was returned. The license stays valid.',
} satisfies ErrorTexts;

/** Does not compile without a text for each code. */
machineErrorTexts satisfies Record<InstallationErrorCode, unknown>;
