import { codes } from '../codes.ts';
import { about } from '../duration.ts';
import { copied } from '../phone/copied.ts';
import { exchange } from '../phone/exchange.ts';
import { list } from '../phone/list.ts';
import { returning } from '../returning.ts';
import { settings } from '../settings.ts';

/** Texts of screens that are not part of the first load. */
export const later = {
  codes,
  copied,
  exchange,
  list,
  returning,
  settings,

  sending: {
    title: 'Show these codes',
    text: 'On the other device, choose “Scan a file in”.',
    another: 'Choose another file',
    save: 'Save file',
    done: 'Done',
  },

  arrived: {
    title: 'The file is here',
    name: 'Name',
    size: 'Size',
    save: 'Save file',
    saved: (name: string) => `File saved: ${name}`,
    share: 'Share file',
    unexpected: 'Not what you expected?',
    askDiscard: 'Discard this file? It is not kept anywhere else here.',
    discard: 'Discard it',
  },

  receipt: {
    list: 'Return slips on this device',
    titles: {
      returned: 'The license is returned',
      'already-returned': 'This license was returned before',
    },
    taken: 'Returned',
    seatsLeft: (count: number) =>
      count === 0
        ? 'No further computer can be activated with its serial number: others use it up.'
        : `${count} more ${count === 1 ? 'computer' : 'computers'} can be activated with its serial number now.`,
    machine: 'Computer ID',
    retry: 'Send it again',
    remove: 'Remove this return slip',
    askRemove: 'Remove this return slip from this device?',
    askRemoveUnsent:
      'Remove this return slip from this device? The vendor does not have it yet: unless the computer shows it again, no other computer can be activated in its place.',
  },

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

  /** For a room without phones, cameras and USB sticks. */
  typedCodes: {
    begin: 'Show a code to write down',
    sameAtVendor: 'The vendor sees the same.',
    request: {
      title: 'Give this code to the vendor',
      text: 'Write it down, print it, or read it out on the telephone. It holds no name and no serial number of hardware.',
      next: 'I have the confirmation code',
    },
    license: {
      begin: 'Type a confirmation code',
      title: 'Type the confirmation code',
      text: 'Type it group by group, as the vendor gave it to you. You can stop at any time: what you have typed stays here.',
      activate: 'Activate',
      checking: 'Checking the code…',
    },
    returned: {
      show: 'Show a code to write down',
      title: 'Give this return code to the vendor',
      text: 'Write it down, print it, or read it out on the telephone. It says the same as the return slip.',
    },
    sheet: {
      request:
        'Take this code to the vendor, or read it out on the telephone, each group by itself. The vendor answers with a confirmation code, which you type into the computer.',
      returned:
        'Take this code to the vendor, or read it out on the telephone. Then another computer can be activated.',
    },
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
    several: 'Four codes at once',
    one: 'One code at a time',
    previous: 'Previous',
    next: 'Next',
    page: (page: number, pages: number) => `Code ${page} of ${pages}`,
    round: (pages: number, seconds: number) => `${pages} codes in turn, all of them in ${about(seconds)}.`,
    roundOfSeveral: (pages: number, seconds: number) =>
      `${pages} codes, four at a time, all of them in ${about(seconds)}.`,
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
    several: 'In a hurry? If the other screen offers “Four codes at once”, choose it.',
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

  computers: {
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
    fetchHint: 'The computer shows this ID at the bottom of its activation page.',
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
};
