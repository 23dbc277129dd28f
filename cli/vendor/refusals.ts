import { MOST_LINES } from '../../server/licensing/administration/serialTable.ts';
import { saleLimits } from '../../server/licensing/administration/serialTerms.ts';
import { limits } from '../../src/documents/rules.ts';
import type { RefusalTexts } from '../../src/messages/refusalText.ts';
import type { RefusalDetails } from '../../src/refusal.ts';

/** What each of the terms of a sale has to be, by the name of its field. */
const rulesOfTerms: Readonly<Record<string, string>> = {
  count: `The count is a whole number from 1 to ${saleLimits.count}.`,
  licenseType: 'There is no such license type, or it needs no serial number. The catalog lists them.',
  seats: `Seats are a whole number from 1 to ${saleLimits.seats}.`,
  termDays: `The term is a whole number of days from 1 to ${saleLimits.termDays}.`,
  features: `Together with those of the license type there are at most ${limits.features} features, each of 1 to ${limits.wordBytes} bytes and without a semicolon.`,
  expiresAt:
    'The end is a day as YYYY-MM-DD, or a moment as YYYY-MM-DDTHH:MM:SSZ; of a new serial number, one to come.',
  holder: `The holder is text of at most ${limits.holderBytes} bytes, without control characters.`,
  note: `The note is text of at most ${saleLimits.noteBytes} bytes, without control characters.`,
};

const faultsOfTables: Readonly<Record<string, (details: RefusalDetails) => string>> = {
  empty: () => 'There are no serial numbers in it.',
  quotes: () => 'A quotation mark is missing, or is one too many.',
  'columns-differ': () => 'This line has more or fewer columns than the first one.',
  'column-missing': ({ column }) => `There is no column ${column}.`,
  'column-unknown': () => 'The first line names the columns, and one of these is none of ours.',
  'column-twice': ({ column }) => `There are two columns ${column}.`,
  'too-many-lines': () => `It has more than ${MOST_LINES} lines.`,
};

const inLine = (line: RefusalDetails[string] | undefined) => (line === undefined ? '' : `Line ${line}: `);

/** What refusals mean to the vendor's people, at the command line. */
export const vendorRefusals: Partial<RefusalTexts> = {
  'activation-unknown': {
    title: 'There is no such activation',
    why: 'No license or request has this id, and no request or machine this name.',
    next: 'Find it with “keyferry activations search”.',
  },
  'serial-unknown': {
    title: 'There is no such serial number',
    why: 'It was mistyped, or is in another store.',
    next: 'Find it with “keyferry serials list”.',
  },
  'serial-terms-invalid': ({ field, line }) => ({
    title: `${inLine(line)}${field} is not as it must be`,
    why: rulesOfTerms[String(field)] ?? 'It is outside its limits.',
    next: 'Nothing was made. Correct it and try again.',
  }),
  'service-request-invalid': ({ path }) => ({
    title: `${path} is not as it must be`,
    why: rulesOfTerms[String(path)] ?? 'It is too long, or no text.',
    next: 'Correct it and try again.',
  }),
  'serial-malformed': ({ line }) => ({
    title: `${inLine(line)}The serial number has a typing mistake`,
    why: 'A serial number checks itself, and this one does not add up.',
    next: 'Compare it letter by letter with where it comes from.',
  }),
  'serial-known-otherwise': ({ field, line }) => ({
    title: `${inLine(line)}The serial number is known with other terms`,
    why: `The store, or an earlier line, says something else about ${field}.`,
    next: 'Take the line out, or make it say the same. Seats are changed with “keyferry serials seats”.',
  }),
  'seats-in-use': ({ taken }) => ({
    title: 'More seats are taken than that',
    why: `${taken} are taken.`,
    next: `Leave at least ${taken}, or release seats first.`,
  }),
  'seat-released': {
    title: 'The seat of this activation was given up',
    why: 'Another machine may have it by now, so no license is made for this one.',
    next: 'Have the machine make a new request; it gets a seat like any other.',
  },
  'machine-changed': {
    title: 'The machine has changed',
    why: 'Its hardware is past the tolerance, so that its seat would move, or another one would be taken.',
    next: 'If that is right, answer its newest request with “keyferry issue REQUEST --confirm-change”.',
  },
  'import-malformed': (details) => ({
    title: `${inLine(details.line)}This is no table of serial numbers`,
    why: faultsOfTables[String(details.fault)]?.(details) ?? 'It is damaged.',
    next: 'Nothing was imported. Correct it; “keyferry serials import --help” shows how it looks.',
  }),
  'audit-broken': ({ sequence, found }) => ({
    title:
      found === 'head'
        ? 'The audit trail is not the one it was'
        : `Row ${sequence} of the audit trail is not as it was written`,
    why:
      found === 'head'
        ? `Row ${sequence} is missing or is another one than when that head was noted: the end was cut off, or written anew.`
        : 'It was changed, removed or put in, by somebody who can write into the store, or by a damaged disk.',
    next: 'Keep the store as it is, and compare it with the newest backup that verifies.',
  }),
};
