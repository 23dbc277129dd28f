import type { RefusalCode, RefusalDetails } from '../../refusal.ts';
import type { RefusalText } from '../refusalText.ts';
import { connection } from './connection.ts';
import { about } from './duration.ts';
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

  review: {
    title: 'What leaves this computer',
    text: 'The license request is ready here. Nothing has left this computer yet. The request holds this, and nothing else:',
    product: 'Product',
    unprepared: 'The license request is not ready yet. Making it sends nothing.',
    prepare: 'Make the license request',
    create: 'Show the code',
  },

  request: {
    title: 'Scan this code with your phone',
    textPhone: 'Your phone opens the right page by itself and fetches the license.',
    saveText: 'No phone at hand? Save the request as a file and open it on a device with internet.',
    save: 'Save license request',
    saved: (name: string) => `License request file saved: ${name}`,
    savedAsText:
      'It ends in .txt because the browser blocks other files on this page. That is all right: it is read by its content.',
    share: 'Share license request',
    next: 'I have the license',
    startOver: 'Make a new request',
  },

  code: {
    labels: {
      request: 'QR code that holds the license request',
      license: 'QR code that holds the license',
      licenses: 'QR code that holds all licenses',
      return: 'QR code that holds the return slip',
      activation: 'QR code that holds the answer for the phone',
      file: 'QR code that holds the file',
    },
    oneOfSeveral: 'One of several, shown in turn',
    enlarge: 'Show the code on the whole screen',
    shrink: 'Close',
    press: 'Press the code to enlarge it.',
    brighter: 'Turn this screen’s brightness up.',
    inParts: 'Hard to scan? Show it in parts',
    inOne: 'Show it as one code again',
    tooLarge: 'This is too large for codes. Use the file.',
    copy: 'Copy as text',
    copied: 'Copied',
  },

  playback: {
    label: 'How the codes are shown',
    pause: 'Pause',
    goOn: 'Play',
    slower: 'Slower',
    faster: 'Faster',
    previous: 'Previous',
    next: 'Next',
    page: (page: number, pages: number) => `Code ${page} of ${pages}`,
    round: (pages: number, seconds: number) => `${pages} codes in turn, all of them in ${about(seconds)}.`,
    slowDown: 'If the other device cannot read the codes, go slower: nothing is lost.',
    steppedDown: 'It took long, so the codes are now easier to read.',
    anyOrder: 'Scan each code, in any order.',
  },

  paper: {
    print: 'Print',
    page: (page: number, pages: number) => `${page} of ${pages}`,
  },

  intake: {
    scan: 'Scan the code',
    takePicture: 'Take a picture of the code',
    openFile: 'Open a file or picture',
    paste: 'Paste text',
    pasteLabel: 'Text of the file, or the address in the code',
    pasteAccept: 'Use this text',
    dropHint: 'You can also drop a file anywhere on this page.',
    cameraNeedsSecurePage:
      'The camera cannot be used here: browsers allow it only on https pages, on localhost, or from a local file. Take a picture of the code and open it, or use the file.',
    cameraMissing: 'No camera was found here. Open a picture of the code, or use the file.',
    unfinished: (received: number, needed: number) =>
      `${received} of ${needed} parts of an earlier scan are here. Scan on to get the rest.`,
    viewfinder: 'Camera picture',
    looking: 'Hold the whole code in the frame.',
    stillLooking:
      'No code found yet. Go closer, and turn the other screen’s brightness up. Or stop the camera and open a picture.',
    unclear: 'Hold still, or come a little closer.',
    reading: 'It is coming in. Keep the code in the frame.',
    resumed: 'Going on where the last scan stopped.',
    foreign: 'That is a code, but not one of ours. Look for the large one on the other device.',
    starting: 'Starting the camera…',
    stop: 'Stop the camera',
    progress: 'What has come in',
    parts: (received: number, needed: number) => `${received} of ${needed} parts`,
    left: (seconds: number) => `${about(seconds)} left`,
    percent: (percent: number) => `${percent} percent is here.`,
    camera: 'Camera',
    lamp: 'Lamp',
    zoom: 'Zoom',
    feedback: 'Sound and vibration when done',
  },

  collect: {
    title: 'Fetch a license',
    text: 'Bring the license request from the computer here: scan its code, or open its file.',
    savedAll: (name: string) => `Saved: ${name}. Each computer picks out its own license.`,
  },

  licenseType: {
    title: 'Choose a license type',
    online: 'This computer is online, so it can be activated right here.',
    legend: 'License type',
    several: (count: number) => `For ${count} computers, with the same license type and serial number:`,
    scanAnother: 'Add another computer first',
    needsSerial: 'Needs a serial number',
    noSerial: 'No serial number needed',
    next: 'Continue',
    request: 'Request license',
    manual: 'Activate without network instead',
  },

  serial: {
    title: 'Enter the serial number',
    label: 'Serial number',
    hint: '20 letters and digits. You find it in your order confirmation.',
    anyHint: 'Type it as on your order confirmation. Capitals, spaces and hyphens do not matter.',
    unusable: 'A serial number has at most 64 characters.',
    incomplete: (missing: number) => (missing === 1 ? '1 character to go' : `${missing} characters to go`),
    complete: 'Complete',
    mistyped: 'There is a typing mistake.',
    suspects: (positions: readonly number[]) =>
      positions.length === 1 ? `Look at character ${positions[0]}.` : `Look at characters ${positions.join(', ')}.`,
    suggestion: 'Did you mean this?',
    useSuggestion: 'Use it',
    submit: 'Request license',
    activate: 'Activate',
    sending: 'Asking the activation service…',
  },

  changed: {
    moves: 'Continue as the same computer',
    another: 'Continue as another computer',
  },

  waiting: {
    retry: 'Try now',
    change: 'Change the order',
    remove: 'Remove this request',
    askRemove: 'Remove this request and what you entered?',
  },

  license: {
    title: 'You’re almost done',
    text: 'Bring the license to the computer: show it this code, or carry the file.',
    machineHint: 'On the computer, press “I have the license”.',
    save: 'Download license',
    saved: (name: string) => `License saved: ${name}`,
    share: 'Share license',
    done: 'Get another license',
    remove: 'Remove from this device',
    askRemove: 'Remove this license from this device? Do this only after the computer said “Thank you!”.',
  },

  licenses: {
    title: 'All licenses in one',
    text: 'Show this to each computer in turn. It picks out its own license.',
    save: 'Download all as one file',
    share: 'Share all licenses',
    done: 'Done',
  },

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

  receive: {
    title: 'Activate',
    text: 'Bring the license here: show its code to the camera, or open its file.',
  },

  facts: {
    type: 'License type',
    holder: 'Licensed to',
    serial: 'Serial number',
    until: 'Valid until',
    forever: 'No end date',
  },

  activated: {
    title: 'Thank you!',
    text: (product: string) => `${product} is activated on this computer.`,
    start: (product: string) => `Start using ${product}`,
    startHint: (product: string) => `If nothing opens, start ${product} the way you always do.`,
    save: 'Save license file',
    renew: 'Get another license',
  },

  renewal,
  connection,
  install,
  identity,
  storage,
  shell,
  scanning,

  components: componentNames,

  returnLicense: {
    begin: 'Return this license',
    title: 'Return this license?',
    text: (product: string) =>
      `Another computer can then be activated in its place. ${product} stops being licensed here at once, and this license cannot be used here again.`,
    receipt:
      'You get a return slip, as a code and as a file. Another computer can be activated as soon as the vendor has the slip.',
    bounds: 'Vendors limit how often a computer may return a license.',
    confirm: 'Return license',
    keep: 'Keep the license',
  },

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

  computers: {
    begin: 'My computers',
    title: 'My computers',
    text: 'See the computers that use your serial number. Get a license again, or remove a computer that is lost or broken.',
    show: 'Show my computers',
    taken: (taken: number, sold: number) =>
      `${taken} of ${sold} ${sold === 1 ? 'computer' : 'computers'} activated with this serial number.`,
    none: 'No computer uses this serial number now.',
    since: (day: string) => `since ${day}`,
    until: (day: string) => `until ${day}`,
    more: 'Show more computers',
    reload: 'Load the list again',
    orderUntil: 'Serial number valid until',
    removed: (machine: string, left: number) =>
      `${machine} is removed. ${left} more ${left === 1 ? 'computer' : 'computers'} can be activated now.`,
    computer: (machine: string) => `Computer ${machine}`,
    activatedOn: 'Activated on',
    issuedOn: 'License issued on',
    fetch: 'Get the license again',
    fetchHint: 'The computer shows this name in its activation page, below the screen.',
    gone: 'This computer is gone',
    askRemove: (machine: string) =>
      `Remove ${machine}? Another computer can then be activated in its place. This cannot be undone.`,
    worksUntil: (day: string) => `The license on the removed computer works until ${day}: nobody can call it back.`,
    worksOn: 'The license on the removed computer goes on working: nobody can call it back.',
    removesLeft: (count: number) =>
      count === 1 ? 'You can remove one computer now.' : `You can remove ${count} computers now.`,
    remove: 'Remove it',
    removeFrom: (day: string) =>
      `No further computer can be removed before ${day}. If you cannot wait, ask the vendor.`,
    removeNever: 'Only the vendor can remove a computer that is lost or broken.',
  },

  keyset: {
    title: 'Keys are up to date',
    text: (day: string) =>
      `This device knows the vendor’s keys as of ${day}. It checks licenses with them and takes no older ones.`,
    done: 'Continue',
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
