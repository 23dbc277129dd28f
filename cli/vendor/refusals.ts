import { MOST_LINES } from '../../server/licensing/administration/serialTable.ts';
import { contractLimits } from '../../src/contract/limits.ts';
import { limits } from '../../src/documents/rules.ts';
import type { RefusalTexts } from '../../src/messages/refusalText.ts';
import type { RefusalDetails } from '../../src/refusal.ts';

/** What each term of a sale must be, by the name of its field. */
const termRules: Readonly<Record<string, string>> = {
  count: `The count is a whole number from 1 to ${contractLimits.mintCount}.`,
  licenseType: 'There is no such license type, or it needs no serial number. See the catalog.',
  seats: `Seats are a whole number from 1 to ${contractLimits.seats}.`,
  termDays: `The term is a whole number of days from 1 to ${contractLimits.termDays}.`,
  features: `A license has at most ${limits.features} features, those of its type included; each has 1 to ${limits.wordBytes} bytes and no semicolon.`,
  expiresAt:
    'The end is a day (YYYY-MM-DD) or an instant (YYYY-MM-DDTHH:MM:SSZ), in the future for a new serial number.',
  holder: `The holder is text of at most ${limits.holderBytes} bytes, without control characters.`,
  note: `The note is text of at most ${contractLimits.noteBytes} bytes, without control characters.`,
};

const tableFaults: Readonly<Record<string, (details: RefusalDetails) => string>> = {
  empty: () => 'It holds no serial numbers.',
  quotes: () => 'A quotation mark is missing, or there is one too many.',
  'columns-differ': () => 'This line has more or fewer columns than the first one.',
  'column-missing': ({ column }) => `There is no column ${column}.`,
  'column-unknown': () => 'The first line must name the columns, and one of these names is unknown.',
  'column-twice': ({ column }) => `The column ${column} appears twice.`,
  'too-many-lines': () => `It has more than ${MOST_LINES} lines.`,
};

const inLine = (line: RefusalDetails[string] | undefined) => (line === undefined ? '' : `Line ${line}: `);

/** What refusals mean at the vendor's command line. */
export const vendorRefusals: Partial<RefusalTexts> = {
  'activation-unknown': {
    title: 'There is no such activation',
    why: 'No license, request or machine has this id or name.',
    next: 'Find it with “keyferry activations search”.',
  },
  'service-not-signing': {
    title: 'No signing key may sign now',
    why: 'The keys of the keystore are outside their dates, revoked, or not in the keyset.',
    next: 'See “keyferry keys list”, and check this computer’s clock.',
  },
  'serial-unknown': {
    title: 'There is no such serial number',
    why: 'It was mistyped, or is in another store.',
    next: 'Find it with “keyferry serials list”.',
  },
  'serial-terms-invalid': ({ field, line }) => ({
    title: `${inLine(line)}${field} is not valid`,
    why: termRules[String(field)] ?? 'It is outside its limits.',
    next: 'Nothing was created. Correct it and try again.',
  }),
  'service-request-invalid': ({ path }) => ({
    title: `${path} is not valid`,
    why: termRules[String(path)] ?? 'It is too long, or is not text.',
    next: 'Correct it and try again.',
  }),
  'serial-malformed': ({ line }) => ({
    title: `${inLine(line)}The serial number has a typing mistake`,
    why: 'Its check characters do not match.',
    next: 'Compare it letter by letter with its source.',
  }),
  'serial-known-otherwise': ({ field, line }) => ({
    title: `${inLine(line)}The serial number exists with other terms`,
    why: `The store, or an earlier line, has a different ${field}.`,
    next: 'Remove the line, or give it the same terms. To change seats, use “keyferry serials seats”.',
  }),
  'seats-in-use': ({ taken }) => ({
    title: 'More seats are taken than that',
    why: `${taken} are taken.`,
    next: `Keep at least ${taken}, or release seats first.`,
  }),
  'seat-released': {
    title: 'The seat of this activation was released',
    why: 'Another machine may have it by now, so no license is issued for this one.',
    next: 'Make a new request on the machine; it gets a seat like any other.',
  },
  'machine-changed': {
    title: 'The machine has changed',
    why: 'Its hardware differs more than is tolerated, so its seat would move, or it would take another one.',
    next: 'If that is intended, answer its newest request with “keyferry issue REQUEST --confirm-change”.',
  },
  'import-malformed': (details) => ({
    title: `${inLine(details.line)}This is not a table of serial numbers`,
    why: tableFaults[String(details.fault)]?.(details) ?? 'It is damaged.',
    next: 'Nothing was imported. Correct it; “keyferry serials import --help” describes the format.',
  }),
  'audit-broken': ({ sequence, found }) => ({
    title:
      found === 'head' ? 'The audit trail was cut off or rewritten' : `Row ${sequence} of the audit trail was altered`,
    why:
      found === 'head'
        ? `Row ${sequence} is missing, or differs from the row that the given head names.`
        : 'It was changed, removed or inserted by someone with access to the store, or the disk is damaged.',
    next: 'Keep the store as it is, and compare it with the newest backup that verifies.',
  }),
};
