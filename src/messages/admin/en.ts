import { refusals as general } from '../refusals.en.ts';
import { refusalsIn } from '../refusalText.ts';
import { refusals } from './refusals.en.ts';

const count = (number: number, one: string, several: string) => `${number} ${number === 1 ? one : several}`;

/** Every word of the admin page in English. Another language is another file with the same shape. */
export const en = {
  language: 'en',
  direction: 'ltr' as 'ltr' | 'rtl',
  chooseLanguage: 'Language',

  desk: 'Support desk',
  documentTitle: (view: string, product: string) => `${view} – ${product} support desk`,
  skip: 'Skip to the content',
  opening: 'One moment…',
  loading: 'Loading…',
  cancel: 'Cancel',
  copied: 'Copied.',
  notCopied: 'Copying was not possible. Use the file instead.',
  saved: (name: string) => `Saved: ${name}`,
  none: '–',
  offline: 'No network connection. What you see may be out of date, and nothing can be changed until it is back.',
  shortcut: 'The / key leads to the search',

  nav: { label: 'Lists', activations: 'Activations', serials: 'Serial numbers' },

  signIn: {
    title: 'Sign in to the support desk',
    label: 'Admin token',
    hint: 'It begins with kfa_ and is kept in this tab only, until you close it or sign out.',
    where: 'Where do I get one?',
    whereText: 'Whoever runs the activation service makes it and gives it to you once:',
    submit: 'Sign in',
    busy: 'Signing in…',
    again: 'You were signed out. What you had typed is still here, and comes back after you sign in.',
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
    search: 'Search',
  },

  activations: {
    title: 'Activations',
    search: 'Search activations',
    placeholder: 'Holder, machine, short code, request id or serial number',
    searchHint: 'Of a serial number the last five characters are enough.',
    empty: 'No license has been issued yet',
    emptyText: 'Each machine that gets a license appears here, the newest first.',
    nothingText: 'Try fewer letters, or another thing you know: the machine’s name, the short code, the holder.',
    caption: 'Activations',
    filter: 'Show',
    filters: { all: 'All', active: 'Active', flagged: 'Possible copies', released: 'Given up' },
    nothingSuch: 'None of these',
  },

  columns: {
    machine: 'Machine',
    phrase: 'Short code',
    type: 'License type',
    holder: 'Holder',
    serial: 'Serial number',
    seat: 'Seat',
    seats: 'Seats',
    issued: 'Issued',
    until: 'Valid until',
    taken: 'Taken',
    renewed: 'Last license',
    created: 'Created',
    expires: 'Can be used until',
    state: 'State',
  },

  facts: {
    license: 'License id',
    request: 'Request id',
    term: 'Licenses last',
    days: (number: number) => count(number, 'day', 'days'),
    termOfType: 'as the license type says',
    features: 'Extra features',
    note: 'Note',
    forever: 'No end date',
    notRequired: 'None needed',
    noHolder: 'Nobody named',
    seatOf: (number: number, of: number) => `${number} of ${of}`,
    seat: (number: number) => `${number}`,
    taken: (taken: number, of: number) => `${taken} of ${count(of, 'seat', 'seats')} taken`,
  },

  badges: {
    active: 'Active',
    released: 'Released',
    returned: 'Returned',
    flagged: 'Possible copy',
    ended: 'Ended',
    blocked: 'Blocked',
    expired: 'Expired',
    full: 'All taken',
    open: 'Open',
  },

  activation: {
    back: 'Activations',
    title: (machine: string) => `Machine ${machine}`,
    facts: 'What it is',
    history: 'History of the seat',
    release: 'Release the seat…',
    reissue: 'Reissue the license',
    reissuing: 'Reissuing…',
    released: 'The seat is free.',
    flagged: 'Two machines show one identity',
    flaggedText: (date: string) =>
      `Since ${date}, more than one machine has asked with this identity. It may be a copy of the machine or of its browser profile, or one that was restored from a backup. Ask the customer before you release the seat.`,
    wasReleased: (date: string) => `This seat was released at the desk on ${date}.`,
    wasReturned: (date: string) => `The machine gave this seat back on ${date}.`,
  },

  release: {
    title: (machine: string) => `Release the seat of ${machine}?`,
    text: 'Do this when the machine is gone: broken, sold, or set up anew.',
    free: 'The seat is free at once; another machine can take it.',
    until: (date: string) =>
      `The license on the old machine keeps working until ${date}, because nobody can reach it there.`,
    forever: 'The license on the old machine keeps working: it has no end date, and nobody can reach it there.',
    again: 'If the old machine asks again, it takes a new seat.',
    undo: 'This cannot be undone.',
    confirm: 'Release the seat',
    busy: 'Releasing…',
  },

  license: {
    title: 'The license for the customer',
    text: 'Send the file, or let them scan the code on the machine. It is good for this machine alone.',
    outcomes: {
      current: 'The license that was issued before is still good. Here it is again.',
      reissued: 'A new license was made, for the same machine and the same seat.',
    },
    label: 'QR code that holds the license',
    save: 'Download license',
    copy: 'Copy as text',
    tooLarge: 'This license is too large for one code. Use the file.',
  },

  history: {
    taken: 'Seat taken',
    issued: 'License issued',
    reissued: 'License made anew at the desk',
    moved: 'Moved to changed hardware',
    flagged: 'Two machines with one identity',
    returned: 'Given back by the machine',
    released: 'Released at the desk',
    empty: 'Nothing is on record.',
    this: 'this one',
    other: 'show it',
  },

  serials: {
    title: 'Serial numbers',
    search: 'Search serial numbers',
    placeholder: 'Last five characters, or the holder',
    searchHint: 'A whole serial number is found as well.',
    empty: 'There are no serial numbers yet',
    emptyText: 'Mint some to sell them.',
    nothingText: 'Try the last five characters, or the holder’s name.',
    caption: 'Serial numbers',
    mint: 'Mint serial numbers',
  },

  serial: {
    back: 'Serial numbers',
    title: (masked: string) => `Serial number ${masked}`,
    facts: 'What was sold',
    seats: 'Seats that are taken',
    givenUp: 'Seats that were given up',
    none: 'No machine has used it yet',
    block: 'Block…',
    unblock: 'Unblock…',
    blocked: 'The serial number is blocked.',
    unblocked: 'The serial number can be used again.',
    wasBlocked: (date: string) => `Blocked since ${date}. It gets no new licenses; those issued before go on working.`,
  },

  block: {
    title: 'Block this serial number?',
    stop: 'No machine gets a license with it any more, and none is renewed.',
    stay: 'Licenses that were issued go on working until they end.',
    undo: 'You can unblock it at any time.',
    confirm: 'Block it',
    busy: 'Blocking…',
  },

  unblock: {
    title: 'Unblock this serial number?',
    text: 'It can be used again at once, for the seats that are free.',
    confirm: 'Unblock it',
    busy: 'Unblocking…',
  },

  mint: {
    title: 'Mint serial numbers',
    back: 'Serial numbers',
    type: 'License type',
    count: 'How many',
    countHint: (most: number) => `1 to ${most}`,
    seats: 'Seats each',
    seatsHint: 'Machines that can use one at the same time.',
    holder: 'Holder',
    holderHint: 'Whom the licenses name when the order names nobody.',
    expires: 'Can be used until',
    expiresHint: 'After that day it yields no license, and those it yielded end.',
    term: 'Licenses last, in days',
    termHint: 'Empty: as the license type says.',
    features: 'Extra features',
    featuresHint: 'Separated by commas.',
    note: 'Note',
    noteHint: 'For you and your colleagues, such as an order number.',
    optional: 'optional',
    submit: 'Mint',
    busy: 'Minting…',
    done: (number: number) => `${count(number, 'serial number', 'serial numbers')} minted.`,
    once: 'Keep them now: they cannot be shown again',
    onceText: 'The service remembers only a digest of each. Copy or download them before you go on.',
    copy: 'Copy all',
    save: 'Download as CSV',
    dismiss: 'I have them',
    waiting: (number: number) => `${count(number, 'new serial number', 'new serial numbers')} not saved yet.`,
    show: 'Show',
    forgetTitle: 'Forget the new serial numbers?',
    forgetText: 'They have been neither copied nor downloaded, and cannot be shown again.',
    forget: 'Forget them',
    fields: {
      count: 'How many must be a whole number from 1 to 1000.',
      seats: 'Seats must be a whole number from 1 on.',
      termDays: 'Days must be a whole number from 1 to 36525.',
      holder: 'The holder is too long, or has characters that cannot be printed.',
      note: 'The note is too long, or has characters that cannot be printed.',
      features: 'A feature is too long or has a character it must not have, or there are too many.',
      expiresAt: 'The day is not a day, or is over already.',
      licenseType: 'This license type needs no serial number, or does not exist.',
    } as Readonly<Record<string, string>>,
  },

  missing: {
    scope: 'Your token does not allow this',
    scopeText: (scope: string) =>
      `It lacks the scope ${scope}. Ask whoever runs the activation service for a token that has it.`,
  },

  refusalLabels: { code: 'Code', again: 'Try again' },

  refusal: refusalsIn({ ...general, ...refusals }),
};

export type AdminMessages = typeof en;
