import type { RefusalCode, RefusalDetails } from '../../refusal.ts';
import type { RefusalText, ToolRefusalTexts } from '../refusalText.ts';

type Said = Partial<Record<RefusalCode, (details: RefusalDetails) => string>>;

interface Clock {
  readonly now: string;
  readonly floor: string;
}

const format = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });
const at = (instant: string) => format.format(new Date(instant));

const goOn = ({ kept }: RefusalDetails) =>
  `You can also go on: the license is then kept in ${kept}, and can be put in its place later.`;

/** For whoever brings a receipt to where a license is wanted: here nobody can hand it on. */
export const returnReceiptHere: RefusalText = {
  title: 'This is a return receipt',
  why: 'It gives a computer’s license back to the vendor. Here, a license is needed.',
  next: 'Open the receipt on a device with internet. Bring a license here.',
};

/** What the wizard says where the command line tool serves it. Another language is another file with the same shape. */
export const tool = {
  leaves: {
    read: 'As a hash that is good for this product alone',
    missing: 'Not sent: this computer shows none',
    placeholder: 'Not sent: its maker left a placeholder, which many computers share',
    'no-rights': 'Not sent: only an administrator may read it',
    container: 'Not sent: it is the container’s, made anew with it',
    privacy:
      'No name, no address, no files, no numbers of the hardware itself. By the hashes the vendor can tell that it is the same computer again.',
    noRights:
      'Started as an administrator (sudo), the program sees more of this computer, and the license bears more changes of hardware.',
    weak: 'Fewer than three parts were found. The request says so, and the vendor may not accept it.',
    inContainer: (name: string) =>
      `This is a container (${name}). On another computer a license made here does not hold.`,
    inVirtualMachine: (name: string) =>
      `This is a virtual machine${name && ` (${name})`}. What it shows goes along where it is copied, and may change where it is moved.`,
  },

  placed: {
    at: 'Installed in',
    kept: 'Kept in',
    nowhere: 'The vendor has not said where the product reads its license. Its own instructions say where to copy it.',
    clock: ({ now, floor }: Clock) =>
      `This computer’s clock is suspect: it shows ${at(now)}, and ${at(floor)} has passed already. Set date, time and time zone right. If they are right, the clock ran ahead once: get another license, which clears it.`,
    end: 'You can close this page now, and end the program in the terminal with Ctrl-C.',
  },

  unplaced: {
    title: 'The license is safe, but not in its place',
    lead: 'It is good for this computer and kept on it. One thing is left to do:',
    belongs: 'Belongs in',
    retry: 'Put it in its place',
    working: 'Writing…',
    command: 'Command for an administrator',
  },

  beforeYouGo: 'Before you go for the license:',
  /** Before there is a license: what to see to first. */
  before: {
    'target-folder-missing': (details) =>
      `There is no folder ${details.folder}, where the license is to go. Install the product first. ${goOn(details)}`,
    'target-forbidden': (details) =>
      `This account may not write to ${details.folder}, where the license is to go. Ask an administrator for the right to write there. ${goOn(details)}`,
    'target-read-only': (details) =>
      `${details.folder}, where the license is to go, lies on a disk that can only be read. Make it writable. ${goOn(details)}`,
    'target-full': (details) =>
      `The disk of ${details.folder}, where the license is to go, is full. Free some space there. ${goOn(details)}`,
    'target-unwritable': (details) =>
      `${details.path}, where the license is to go, cannot be written (${details.reason}). Check the path and the disk. ${goOn(details)}`,
  } as Said,

  refusals: {
    'document-type-wrong': ({ expected, found }) =>
      expected === 'license' && found === 'return' ? returnReceiptHere : null,
    'key-unknown': {
      title: 'This license is not signed by the vendor',
      why: 'The key it is signed with is not one that is known here. It may come from someone else, or be newer than what the vendor has prepared.',
      next: 'Get the license from the vendor’s own service: newer keys come along with it. If you did, get a new vendor profile as well.',
    },
    'wizard-ended': {
      title: 'The program behind this page has ended',
      why: 'This page works together with “keyferry machine wizard”, which does not answer any more, or was started again.',
      next: 'Start it again in a terminal, and open the address that it shows. Everything that was kept is there again.',
    },
    'keep-failed': ({ path, reason }) => ({
      title: 'This computer could not keep it',
      why: `${path} cannot be written (${reason}), so nothing was done.`,
      next: 'Free some space, or check whose folder it is. Then try again.',
    }),
    'installation-key-damaged': ({ path }) => ({
      title: 'The key of this installation is damaged',
      why: `${path} is not as it was written.`,
      next: 'Bring it back from a backup. If there is none, move it away and make a new request.',
    }),
    'installation-key-missing': {
      title: 'The key of this installation is not here',
      why: 'Only it can sign a return receipt, and this account has none for the product.',
      next: 'Start the wizard as the user who made the license request.',
    },
    'license-missing': {
      title: 'There is no license here any more',
      why: 'It was given back or removed, perhaps in another window.',
      next: 'Reload the page.',
    },
    'license-nowhere': ({ path, reason }) => ({
      title: 'The license could not be written anywhere',
      why: `It is good for this computer, but there is no room for it, or no right to write: ${path} (${reason}).`,
      next: 'Keep it on the device that you brought it from. Free some space here, then bring it once more.',
    }),
    'return-unwritten': ({ path }) => ({
      title: 'The license was not given back',
      why: `That it is given back has to be written down first, and that was not possible (${path}).`,
      next: 'Free some space, or check whose folders these are. Then try again.',
    }),
    'target-folder-missing': ({ folder }) => ({
      title: 'The folder for the license is not there',
      why: `There is no folder ${folder}. Perhaps the product is not installed yet.`,
      next: 'Install the product, or make the folder. Then press the button.',
    }),
    'target-forbidden': ({ folder }) => ({
      title: 'This account may not write there',
      why: `Only an administrator may write to ${folder}.`,
      next: 'Ask an administrator to run the command below, or for the right to write to that folder. Then press the button.',
    }),
    'target-read-only': ({ folder }) => ({
      title: 'The disk can only be read',
      why: `${folder} lies on a disk to which nothing can be written.`,
      next: 'Make that disk writable. Then press the button.',
    }),
    'target-full': ({ folder }) => ({
      title: 'The disk is full',
      why: `There is no room in ${folder}.`,
      next: 'Free some space there. Then press the button.',
    }),
    'target-unwritable': ({ path, reason }) => ({
      title: 'The license file cannot be written',
      why: `The system refuses ${path} (${reason}).`,
      next: 'Check the path and the disk. Then press the button.',
    }),
  } as ToolRefusalTexts,

  /** To whoever is not let in. */
  guard: {
    'wizard-host-wrong': (address: string) => `This program answers at ${address} alone, and only on this computer.`,
    'wizard-token-missing': () =>
      'This address works only with the token that “keyferry machine wizard” has shown in its terminal, and in the browser in which that was opened. Open the whole address.',
    'wizard-token-used': () =>
      'This address was opened before, in another browser or window, and works once. Go on there. Or press Ctrl-C in the terminal and start “keyferry machine wizard” again: it shows a new address, and nothing is lost. If it was not you who opened it, end the program now.',
    'wizard-origin-foreign': () => 'Other pages get nothing from this program.',
  },
};

export type ToolMessages = typeof tool;
