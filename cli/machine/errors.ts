import type { CommandErrorDetails, ErrorTexts } from '../errorTexts.ts';

const safe = ({ kept }: CommandErrorDetails) => `The license is not lost: it is in ${kept}.`;
const again = 'Then run “keyferry machine activate” without a file.';

/** What to say of each: what it means, what to do. */
export const machineErrorTexts = {
  'profile-missing': ({ path }) =>
    `There is no ${path}. Give the vendor profile that came with the product: --profile FILE, or KEYFERRY_PROFILE.`,
  'installation-key-damaged': ({ path }) =>
    `${path} is damaged. Bring it back from a backup. If there is none, move it away and make a new request: this machine ` +
    'then counts as the same one as long as enough of its hardware is.',
  'installation-key-missing': () =>
    'This account has no installation key for the product here, and only that can sign a receipt. Run this as the user who ' +
    'made the license request.',
  'keep-failed': ({ path, reason }) =>
    `${path} cannot be written (${reason}), so nothing was done. Free some space, or check whose folder it is.`,
  'license-nowhere': ({ path, file, reason }) =>
    `The license could not be written anywhere (${path}: ${reason}). Keep ${file}, in which it came: it is good. Free some ` +
    'space, or check whose folders these are, then run this again.',
  'license-missing': () =>
    'There is no license here. “keyferry machine request” makes a request for one; “keyferry machine activate FILE” takes it in.',
  'target-unclear': ({ path, variable }) =>
    `The vendor profile puts the license at ${path}, and ${variable} is not set here. Set it, or name the place with --to.`,
  'target-folder-missing': (details) =>
    `There is no folder ${details.folder}. Install the product first, or name another place with --to. ${safe(details)} ${again}`,
  'target-forbidden': (details) =>
    `This account may not write to ${details.folder} (${details.reason}). ${safe(details)} Copy it to ${details.path} as an ` +
    'administrator, or name a place with --to that you may write to.',
  'target-read-only': (details) =>
    `${details.folder} lies on a disk that can only be read. ${safe(details)} Make that disk writable, or name another ` +
    `place with --to. ${again}`,
  'target-full': (details) => `The disk of ${details.folder} is full. ${safe(details)} Free some space there. ${again}`,
  'target-unwritable': (details) =>
    `${details.path} cannot be written (${details.reason}). ${safe(details)} Check the path and the disk. ${again}`,
  'return-unwritten': ({ path }) =>
    `That the license is given back could not be written down (${path}), so it was not given back. Free some space, or ` +
    'check whose folders these are, then run this again.',
  'port-missing': () =>
    'No port could be taken on this machine for the wizard. Close other programs, or use “keyferry machine request” and ' +
    '“keyferry machine activate FILE”.',
  'return-not-confirmed': () => 'Nothing was given back. The license goes on as before.',
} satisfies ErrorTexts;
