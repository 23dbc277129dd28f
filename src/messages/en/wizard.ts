import type { RefusalCode, RefusalDetails } from '../../refusal.ts';
import type { RefusalText } from '../refusalText.ts';
import { connection } from './connection.ts';
import { identity } from './identity.ts';
import { componentNames } from './parts/componentNames.ts';
import type { later } from './parts/later.ts';
import { pagePartMissing } from './parts/pagePartMissing.ts';
import { install } from './phone/install.ts';
import { scanning } from './phone/scanning.ts';
import { renewal } from './renewal.ts';
import { shell } from './shell.ts';
import { storage } from './storage.ts';
import type { ToolMessages } from './tool.ts';

/** One for each step of the trip. */
type Three = readonly [string, string, string];

/**
 * The texts of the wizard in English, without those of `parts/complete.ts`, which are not part of the first load. Another
 * language is another folder with the same files, where these are complete.
 */
export const messages = {
  language: 'en',
  direction: 'ltr' as 'ltr' | 'rtl',
  chooseLanguage: 'Language',

  wizard: (product: string) => `Activate ${product}`,
  documentTitle: (screen: string, product: string) => `${screen} – ${product}`,
  opening: 'One moment…',
  back: 'Back',
  close: 'Close',
  done: 'Done',
  cancel: 'Cancel',

  trip: {
    label: 'The trip of a license',
    steps: ['Show request', 'Fetch license', 'Activate'] as Three,
    /** The names of the same steps in the vendor’s guide, where its profile sets `stepNames`. */
    guideSteps: ['Get a license request', 'Request a license', 'Activate'] as Three,
    places: ['On the computer', 'On a device with internet', 'On the computer'] as Three,
    here: 'you are here',
    finished: 'done',
  },

  role: {
    title: 'What would you like to do?',
    machine: 'Activate this computer',
    machineHint: (product: string) => `${product} will run here.`,
    machineHintSeveral: (vendor: string) => `A product of ${vendor} will run here.`,
    courier: 'Fetch a license for another computer',
    courierHint: 'This device has internet, the other one does not.',
  },

  /** On pages that serve several products. */
  product: {
    title: 'Which product do you want to activate?',
    text: 'Choose the product that is to run on this computer.',
    version: (version: string) => `Version ${version}`,
    change: 'Choose another product',
  },

  connecting: {
    title: 'Looking for a network connection…',
    text: 'If there is none, you can activate without it.',
  },

  noNetwork: {
    title: 'No network connection',
    text: (product: string) => `You can activate ${product} without one. All you need is a phone.`,
    manual: 'Activate manually',
    retry: 'Try the network again',
  },

  details: 'Details',

  fileTransfer: {
    begin: 'Carry any file to another device',
    title: 'Carry a file by codes',
    text: 'From this screen to another camera, or the other way. It needs no network.',
    show: 'Show a file',
    showHint: 'As codes for the other device. Up to 250\u00a0KB.',
    scan: 'Scan a file in',
    scanHint: 'From the codes on the other device.',
    pictures: 'Open pictures of the codes',
  },

  renewal,
  connection,
  install,
  identity,
  storage,
  shell,
  scanning,

  components: componentNames,

  returned: {
    title: 'License returned',
    text: 'Scan this return slip with a device that has internet. Only then can another computer be activated.',
    free: (product: string) => `The vendor has the return slip. ${product} is no longer licensed on this computer.`,
    saveText: 'Or save it as a file, and open that on a device with internet.',
    save: 'Save return slip',
    saved: (name: string) => `Return slip saved: ${name}`,
    share: 'Share return slip',
    activate: 'Activate this computer again',
    show: 'Show the return slip again',
  },

  refusalLabels: {
    why: 'Why',
    next: 'What to do',
    code: 'Code',
    details: 'Details',
    back: 'Go back',
    support: 'Contact the vendor',
    status: 'Status of the service',
  },

  notices: {
    storageError: 'Not saved:',
    update: 'A new version is ready.',
    updateNow: 'Update now',
    offlineCopy: 'Save an offline copy',
    offlineCopyOf: (product: string) => `Save an offline copy for ${product}`,
    offlineCopyHint: 'One file that works without server, from a USB stick.',
    offlineCopyHttp: 'If the browser says “Insecure download blocked”, choose Keep.',
  },

  /** Until `parts/complete.ts` is loaded. */
  refusal: (_code: RefusalCode, _details: RefusalDetails): RefusalText => pagePartMissing,
};

/** `tool`: the texts of the page that the command line tool serves. */
export type Messages = typeof messages & typeof later & { readonly tool?: ToolMessages };
