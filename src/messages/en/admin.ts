import { contractLimits } from '../../contract/limits.ts';
import { refusalsIn } from '../refusalText.ts';
import { refusals } from './adminRefusals.ts';
import { codes } from './codes.ts';

import { refusals as general } from './refusals.ts';
import { serialChange, serialHistory } from './serialChange.ts';
import { codeRefusals } from './support/codeRefusals.ts';
import { telephone } from './support/telephone.ts';

const count = (number: number, one: string, several: string) => `${number} ${number === 1 ? one : several}`;

/** The admin page's texts in English. Other languages have the same shape. */
export const messages = {
  language: 'en',
  direction: 'ltr' as 'ltr' | 'rtl',
  chooseLanguage: 'Language',

  desk: 'Administration',
  documentTitle: (view: string, product: string) => `${view} – ${product} administration`,
  skip: 'Skip to the content',
  opening: 'One moment…',
  loading: 'Loading…',
  cancel: 'Cancel',
  copied: 'Copied.',
  notCopied: 'The browser did not allow copying. Use the file instead.',
  saved: (name: string) => `Saved: ${name}`,
  none: '–',
  offline:
    'No network connection. What you see may be out of date. You cannot change anything until the connection is back.',
  shortcut: 'The / key moves to the search field',

  nav: { label: 'Sections', activations: 'Activations', serials: 'Serial numbers', telephone: 'Telephone' },

  signIn: {
    title: 'Sign in to the administration',
    label: 'Admin token',
    hint: 'The token begins with kfa_. This tab keeps it until you close it or sign out.',
    where: 'Where do I get a token?',
    whereText: 'The operator of the activation service creates it with this command:',
    submit: 'Sign in',
    busy: 'Signing in…',
    again: 'You were signed out. What you typed is still here and comes back after you sign in.',
    signedInAs: 'Signed in as',
    until: (date: string) => `until ${date}`,
    out: 'Sign out',
  },

  list: {
    found: (number: number, more: boolean) =>
      number === 0
        ? 'Nothing found.'
        : more
          ? `The first ${number}. There are more.`
          : `${count(number, 'result', 'results')}.`,
    added: (added: number, all: number) => `${added} more, ${all} in all.`,
    more: 'Show more',
    exportCsv: 'Export CSV',
    exporting: 'Exporting…',
    nothing: (text: string) => `Nothing found for “${text}”`,
    allProducts: 'All products',
    search: 'Search',
  },

  activations: {
    title: 'Activations',
    search: 'Search activations',
    placeholder: 'Holder, computer ID, request id or serial number',
    searchHint: 'The last five characters of a serial number are enough.',
    empty: 'No license has been issued yet',
    emptyText: 'Every machine that gets a license appears here, newest first.',
    nothingText: 'Try fewer letters or something else you know: the computer ID, the holder.',
    caption: 'Activations',
    filter: 'Show',
    filters: { all: 'All', active: 'Active', flagged: 'Possible copies', released: 'Released' },
    nothingSuch: 'No activations in this state',
  },

  columns: {
    machine: 'Computer ID',
    product: 'Product',
    type: 'License type',
    holder: 'Holder',
    serial: 'Serial number',
    seat: 'Seat',
    seats: 'Seats',
    issued: 'Issued',
    until: 'Valid until',
    taken: 'In use since',
    renewed: 'Last license',
    created: 'Created',
    expires: 'Valid until',
    state: 'State',
  },

  facts: {
    license: 'License id',
    request: 'Request id',
    givenAs: 'Given as',
    typedCode: 'Typed code',
    term: 'License term',
    days: (number: number) => count(number, 'day', 'days'),
    termOfType: 'as set by the license type',
    features: 'Extra features',
    note: 'Note',
    sold: 'Sold',
    firstActivated: 'First activated',
    notActivated: 'Not yet',
    forever: 'No end date',
    notRequired: 'Not required',
    noHolder: 'No holder',
    seatOf: (number: number, of: number) => `${number} of ${of}`,
    seat: (number: number) => `${number}`,
    taken: (taken: number, of: number) => `${taken} of ${count(of, 'seat', 'seats')} in use`,
  },

  badges: {
    active: 'Active',
    released: 'Released',
    returned: 'Returned',
    removed: 'Removed by customer',
    flagged: 'Possible copy',
    ended: 'Expired',
    blocked: 'Blocked',
    expired: 'Expired',
    full: 'No free seats',
  },

  activation: {
    back: 'Activations',
    title: (machine: string) => `Computer ${machine}`,
    facts: 'Details',
    history: 'Seat history',
    release: 'Release the seat…',
    reissue: 'Reissue the license',
    reissuing: 'Reissuing…',
    released: 'Seat released.',
    flagged: 'Possible copy',
    flaggedText: (date: string) =>
      `Since ${date}, more than one machine has sent requests with this identity. The machine or its browser profile may have been copied or restored from a backup. Ask the customer before you release the seat.`,
    wasReleased: (date: string) => `This seat was released here on ${date}.`,
    wasRemoved: (date: string) =>
      `The customer removed this machine on ${date}. Its license works there until its end.`,
    wasReturned: (date: string) => `The machine returned its license on ${date}.`,
  },

  release: {
    title: (machine: string) => `Release the seat of ${machine}?`,
    text: 'Do this when the machine no longer exists: broken, sold or reinstalled.',
    free: 'The seat is free at once. Another machine can use it.',
    until: (date: string) => `The license on the old machine keeps working until ${date}. It cannot be revoked there.`,
    forever: 'The license on the old machine keeps working. It has no end date and cannot be revoked there.',
    again: 'If the old machine sends another request, it takes a new seat.',
    undo: 'You cannot undo this.',
    confirm: 'Release the seat',
    busy: 'Releasing…',
  },

  license: {
    title: 'The license for the customer',
    text: 'Send the file to the customer, or let them scan the code on the machine. It works on this machine only.',
    outcomes: {
      current: 'The license issued earlier is still valid. Here it is again.',
      reissued: 'A new license was issued for the same machine and seat.',
    },
    label: 'QR code that holds the license',
    save: 'Download license',
    copy: 'Copy as text',
    anew: 'Issue a new license',
    anewHint: 'A new license also ends a suspect clock: the machine trusts its date of issue.',
    tooLarge: 'This license does not fit in one code. Use the file.',
  },

  history: {
    taken: 'Seat assigned',
    issued: 'License issued',
    reissued: 'License reissued here',
    moved: 'Moved to changed hardware',
    flagged: 'Possible copy',
    returned: 'License returned by the machine',
    released: 'Seat released here',
    removed: 'Removed by the customer',
    empty: 'No entries.',
    this: 'this license',
    other: 'show',
  },

  serials: {
    title: 'Serial numbers',
    search: 'Search serial numbers',
    placeholder: 'Last five characters, or the holder',
    searchHint: 'You can also enter the whole serial number.',
    empty: 'There are no serial numbers yet',
    emptyText: 'Create serial numbers to sell them.',
    nothingText: 'Try the last five characters, or a word of the holder’s name or the note.',
    caption: 'Serial numbers',
    mint: 'Create serial numbers',
  },

  serial: {
    back: 'Serial numbers',
    title: (masked: string) => `Serial number ${masked}`,
    facts: 'Details',
    seats: 'Seats in use',
    history: 'History',
    givenUp: 'Released seats',
    none: 'No machine uses it',
    block: 'Block…',
    unblock: 'Unblock…',
    blocked: 'Serial number blocked.',
    unblocked: 'Serial number unblocked.',
    wasBlocked: (date: string) =>
      `Blocked since ${date}. No new licenses are issued for it. Existing licenses keep working.`,
  },

  block: {
    title: 'Block this serial number?',
    stop: 'No new licenses are issued for it, and none are renewed.',
    stay: 'Existing licenses keep working until they expire.',
    undo: 'You can unblock it at any time.',
    confirm: 'Block serial number',
    busy: 'Blocking…',
  },

  unblock: {
    title: 'Unblock this serial number?',
    text: 'It can be used again at once for its free seats.',
    confirm: 'Unblock serial number',
    busy: 'Unblocking…',
  },

  mint: {
    title: 'Create serial numbers',
    back: 'Serial numbers',
    type: 'License type',
    count: 'How many',
    countHint: (most: number) => `1 to ${most}`,
    seats: 'Seats per serial number',
    seatsHint: 'How many machines can use one serial number at the same time.',
    holder: 'Holder',
    holderHint: 'Named in licenses unless the order names someone else.',
    expires: 'Valid until',
    expiresHint:
      'The last day, which ends at midnight UTC. After it no licenses are issued for it, and existing ones expire.',
    term: 'License term in days',
    termHint: 'Leave empty to use the license type’s term.',
    features: 'Extra features',
    featuresHint: 'Separated by commas.',
    note: 'Note',
    noteHint: 'Internal, such as an order number.',
    optional: 'optional',
    submit: 'Create',
    busy: 'Creating…',
    done: (number: number) => `${count(number, 'serial number', 'serial numbers')} created.`,
    once: 'Save them now: they cannot be shown again',
    onceText: 'The service stores only a digest of each. Copy or download them before you continue.',
    copy: 'Copy all',
    save: 'Download as CSV',
    dismiss: 'Done',
    waiting: (number: number) => `${count(number, 'new serial number', 'new serial numbers')} not saved yet.`,
    show: 'Show',
    forgetTitle: 'Discard the new serial numbers?',
    forgetText: 'You have not copied or downloaded them. They cannot be shown again.',
    forget: 'Discard',
    fields: {
      count: `Enter a whole number from 1 to ${contractLimits.mintCount}.`,
      seats: 'Enter a whole number, 1 or more.',
      termDays: `Enter a whole number from 1 to ${contractLimits.termDays}.`,
      holder: 'The holder is too long or contains characters that cannot be printed.',
      note: 'The note is too long or contains characters that cannot be printed.',
      features: 'A feature is too long or contains a character that is not allowed, or there are too many.',
      expiresAt: 'Enter a day in the future.',
      licenseType: 'This license type does not exist or does not use serial numbers.',
    } as Readonly<Record<string, string>>,
  },

  serialChange,
  serialHistory,
  codes,
  telephone,

  missing: {
    scope: 'Your token does not allow this',
    scopeText: (scope: string) =>
      `It lacks the scope ${scope}. Ask the operator of the activation service for a token with it.`,
  },

  refusalLabels: { code: 'Code', again: 'Try again' },

  refusal: refusalsIn({ ...general, ...refusals, ...codeRefusals }),
};

export type AdminMessages = typeof messages;
