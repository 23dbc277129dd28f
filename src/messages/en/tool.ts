import type { RefusalCode, RefusalDetails } from '../../refusal.ts';
import { dateFormatIn } from '../formats.ts';
import type { RefusalText, ToolRefusalTexts } from '../refusalText.ts';

type Warnings = Partial<Record<RefusalCode, (details: RefusalDetails) => string>>;

interface Clock {
  readonly now: string;
  readonly floor: string;
}

const format = dateFormatIn('en', { dateStyle: 'long', timeStyle: 'short' });
const at = (instant: string) => format(new Date(instant));

const goOn = ({ kept }: RefusalDetails) =>
  `You can also continue: the license is then stored in ${kept}, and can be installed later.`;

/** Explains a return slip where a license is expected. */
export const returnReceiptHere: RefusalText = {
  title: 'This is a return slip',
  why: 'It returns a computer’s license to the vendor. Here, a license is needed.',
  next: 'Open the slip on a device with internet. Bring a license here.',
};

/** Texts of the wizard that the command line tool serves. Other languages have the same shape. */
export const tool = {
  leaves: {
    missing: 'Not sent: this computer shows none',
    placeholder: 'Not sent: the manufacturer left a placeholder that many computers share',
    'no-rights': 'Not sent: only an administrator may read it',
    container: 'Not sent: it belongs to the container and changes with it',
    changing: 'Not sent: the system makes a new one now and then',
    noRights:
      'As an administrator (sudo), the program sees more of this computer, and the license tolerates more hardware changes.',
    weak: 'Fewer than three parts were found, so the license tolerates no change of these.',
    inContainer: (name: string) =>
      `This is a container${name && ` (${name})`}. A license requested here is not valid on another computer.`,
    inVirtualMachine: (name: string) =>
      `This is a virtual machine${name && ` (${name})`}. A copy of it has the same hardware; moving it may change the hardware.`,
  },

  placed: {
    at: 'Installed in',
    kept: 'Stored in',
    nowhere:
      'The vendor profile does not say where the product reads its license. See the product’s manual for where to copy it.',
    clock: ({ now, floor }: Clock) =>
      `This computer’s clock is suspect: it shows ${at(now)}, earlier than ${at(floor)}, which was recorded before. Correct the date, time and time zone. If they are correct, the clock was ahead once: get a new license.`,
    end: 'You can close this page now, and stop the program in the terminal with Ctrl-C.',
  },

  unplaced: {
    title: 'The license is stored, but not installed',
    lead: 'It is valid and stored on this computer. One step is left:',
    belongs: 'Install in',
    retry: 'Install it',
    working: 'Installing…',
    command: 'Command for an administrator',
  },

  beforeYouGo: 'Before you get the license:',
  /** Warnings before there is a license. */
  before: {
    'target-folder-missing': (details) =>
      `The license belongs in the folder ${details.folder}, which does not exist. Install the product first. ${goOn(details)}`,
    'target-forbidden': (details) =>
      `This account may not write to ${details.folder}, where the license belongs. Ask an administrator for write permission. ${goOn(details)}`,
    'target-read-only': (details) =>
      `${details.folder}, where the license belongs, is on a read-only disk. Make it writable. ${goOn(details)}`,
    'target-full': (details) =>
      `The disk of ${details.folder}, where the license belongs, is full. Free some space. ${goOn(details)}`,
    'target-unwritable': (details) =>
      `${details.path}, where the license belongs, cannot be written (${details.reason}). Check the path and the disk. ${goOn(details)}`,
    'target-in-use': (details) =>
      `${details.path}, where the license belongs, is in use by another program. Close it. ${goOn(details)}`,
  } as Warnings,

  refusals: {
    'document-type-wrong': ({ expected, found }) =>
      expected === 'license' && found === 'return' ? returnReceiptHere : null,
    'key-unknown': ({ product, expected }) =>
      product
        ? {
            title: 'This license is for another product',
            why: `It says that it is for “${product}”, not for “${expected}”. Its signature cannot be checked with this product’s keys.`,
            next: 'Use the license that was made for this product.',
          }
        : {
            title: 'This license is not signed by the vendor',
            why: 'It is signed with a key that is not known here. It may come from someone else, or be newer than the vendor profile.',
            next: 'Get the license from the vendor’s own service, which sends newer keys with it. If you did, get a new vendor profile too.',
          },
    'wizard-ended': {
      title: 'The program behind this page has stopped',
      why: 'This page needs “keyferry machine wizard”, which no longer answers or was restarted.',
      next: 'Start it again in a terminal, and open the address that it shows. Everything that was stored is still there.',
    },
    'keep-failed': ({ path, reason }) => ({
      title: 'This computer could not store it',
      why: `${path} cannot be written (${reason}), so nothing was done.`,
      next: 'Free some space, or check who owns the folder. Then try again.',
    }),
    'installation-key-damaged': ({ path }) => ({
      title: 'The key of this installation is damaged',
      why: `${path} has changed since it was written.`,
      next: 'Restore it from a backup. If there is none, move it away and create a new request.',
    }),
    'installation-key-missing': {
      title: 'The key of this installation is not here',
      why: 'The return slip must be signed with it, and this account has none for the product.',
      next: 'Start the wizard as the user who created the license request.',
    },
    'license-missing': {
      title: 'There is no license here anymore',
      why: 'It was returned or removed, perhaps in another window.',
      next: 'Reload the page.',
    },
    'license-nowhere': ({ path, reason }) => ({
      title: 'The license could not be written anywhere',
      why: `It is valid on this computer, but there is no space or no permission to write: ${path} (${reason}).`,
      next: 'Keep it on the device that you brought it from. Free some space here, then bring it again.',
    }),
    'return-unwritten': ({ path }) => ({
      title: 'The license was not returned',
      why: `The return must be recorded first, and ${path} cannot be written.`,
      next: 'Free some space, or check who owns the folders. Then try again.',
    }),
    'target-folder-missing': ({ folder }) => ({
      title: 'The folder for the license is missing',
      why: `There is no folder ${folder}. The product may not be installed yet.`,
      next: 'Install the product, or create the folder. Then press the button.',
    }),
    'target-forbidden': ({ folder }) => ({
      title: 'This account may not write there',
      why: `Only an administrator may write to ${folder}.`,
      next: 'Ask an administrator to run the command below, or for write permission. Then press the button.',
    }),
    'target-read-only': ({ folder }) => ({
      title: 'The disk is read-only',
      why: `${folder} is on a disk that cannot be written.`,
      next: 'Make the disk writable. Then press the button.',
    }),
    'target-full': ({ folder }) => ({
      title: 'The disk is full',
      why: `There is no space left in ${folder}.`,
      next: 'Free some space. Then press the button.',
    }),
    'target-unwritable': ({ path, reason }) => ({
      title: 'The license file cannot be written',
      why: `The system refuses ${path} (${reason}).`,
      next: 'Check the path and the disk. Then press the button.',
    }),
    'target-in-use': ({ path }) => ({
      title: 'Another program is using the license file',
      why: `It has ${path} open, so that the file cannot be replaced.`,
      next: 'Close that program. Then press the button.',
    }),
    'stored-unreadable': ({ path }) => ({
      title: 'The files of this program cannot be read',
      why: `The system refuses ${path}. The folder may belong to the administrator, because the program ran with sudo.`,
      next: 'Give the folder back to your account (chown). Then start this program again.',
    }),
  } as ToolRefusalTexts,

  /** Answers to requests that are rejected. */
  guard: {
    'wizard-host-wrong': (address: string) => `This program answers only at ${address}, and only on this computer.`,
    'wizard-token-missing': () =>
      'This address works only with the token that “keyferry machine wizard” shows in its terminal, and only in the browser that opened it. Open the whole address.',
    'wizard-token-used': () =>
      'This address works once, and was already opened in another browser or window. Continue there. Or press Ctrl-C in the terminal and start “keyferry machine wizard” again: it shows a new address, and nothing is lost. If you did not open it, stop the program now.',
    'wizard-origin-foreign': () => 'This program does not answer other pages.',
  },
};

export type ToolMessages = typeof tool;
