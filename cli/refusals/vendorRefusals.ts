import { contractLimits } from '../../src/contract/limits.ts';
import { limits } from '../../src/documents/rules.ts';
import { dayIn, endIn, type OwnRefusalTexts, type RefusalText } from '../../src/messages/refusalText.ts';
import type { RefusalDetails } from '../../src/refusal.ts';
import { suggest } from '../framework/suggest.ts';
import { documentName, productsOf } from './userRefusals.ts';

const day = dayIn('en');
const end = endIn('en');

/** What each term of a sale must be, by the name of its field. */
const termRules: Readonly<Record<string, string>> = {
  count: `The count is a whole number from 1 to ${contractLimits.mintCount}.`,
  licenseType: 'The license type is 1 to 64 lower-case letters, digits, dots and hyphens.',
  seats: `Seats are a whole number from 1 to ${contractLimits.seats}.`,
  termDays: `The term is a whole number of days from 1 to ${contractLimits.termDays}.`,
  features: `A license has at most ${limits.features} features, those of its type included; each has 1 to ${limits.wordBytes} bytes and no semicolon.`,
  expiresAt:
    'The end is a day (YYYY-MM-DD) or an instant (YYYY-MM-DDTHH:MM:SSZ), in the future for a new serial number.',
  serialId: 'The line names a serial number and the id of another one.',
  soldAt: 'The day of the sale is a day (YYYY-MM-DD) or an instant (YYYY-MM-DDTHH:MM:SSZ).',
  extendDays: `An extension is a whole number of days from 1 to ${contractLimits.termDays}, for a serial number that has an end, and without another end or term.`,
  reason: `The reason is text of at most ${contractLimits.reasonBytes} bytes, without control characters.`,
  holder: `The holder is text of at most ${limits.holderBytes} bytes, without control characters.`,
  note: `The note is text of at most ${contractLimits.noteBytes} bytes, without control characters.`,
};

const tableFaults: Readonly<Record<string, (details: RefusalDetails) => string>> = {
  empty: () => 'It has no lines below the names of the columns.',
  quotes: () => 'A quotation mark is missing, or there is one too many.',
  json: () => 'It is not JSON with a list of objects.',
  'columns-differ': () => 'This line has more or fewer columns than the first one.',
  'column-missing': ({ column }) => `There is no column ${column}.`,
  'column-unknown': ({ position, columns }) =>
    `The first line must name the columns, and name ${position ?? 1} is unknown. The columns are: ${listOf(columns)}.`,
  'column-twice': ({ column }) => `The column ${column} appears twice.`,
  'too-many-lines': () => `It has more than ${contractLimits.importLines} lines.`,
};

const listOf = (ids: RefusalDetails[string] | undefined) => (Array.isArray(ids) ? ids.join(', ') : 'another one');

const inLine = (line: RefusalDetails[string] | undefined) => (line === undefined ? '' : `Line ${line}: `);

/** Names the license types that exist, and the one that was probably meant. */
function typesText(found: unknown, types: unknown, which: string): string {
  if (!Array.isArray(types)) return 'There is no such license type. See the catalog.';
  const similar = typeof found === 'string' ? suggest(found, types) : null;
  const meant = similar === null ? '' : ` Did you mean “${similar}”?`;
  const list = types.length === 0 ? `There are no ${which}.` : `The ${which} are: ${types.join(', ')}.`;
  return `${list}${meant}`;
}

const damaged: RefusalText = {
  title: 'This file has been changed',
  why: 'One or more characters are not what was signed. Editors, chat programs and mail gateways change files on the way.',
  next: 'Ask the sender for the original again, such as in a ZIP file.',
};

const otherMachine: RefusalText = {
  title: 'This license was made for another machine',
  why: 'It names other hardware, or another installation.',
  next: 'To license this one, answer its own request.',
};

/** When a seat can change again, and how to change it now. */
function again(nextAt: RefusalDetails[string] | undefined): string {
  const from = day(nextAt);
  return `${from === null ? '' : `It is possible again from ${from}. `}To free the seat now, use “keyferry activations release”. “returns” in catalog.json sets the limit.`;
}

/** What to do with a document that another command takes. */
const wrongDocumentNext: Readonly<Record<string, string>> = {
  'license for request':
    'The machine needs it: “keyferry machine activate” or the product’s wizard takes it. To answer the machine again, ask for its request.',
  'return for request':
    'The receipt goes to the activation service, which frees the seat. Without a service, use “keyferry activations release”.',
  'keyset for request': '“keyferry keys accept” installs a keyset. To issue a license, give the request.',
  'request for keyset': '“keyferry issue” answers a request.',
};

/** What refusals mean at the vendor's command line. */
export const vendorRefusals: OwnRefusalTexts = {
  'file-empty': {
    title: 'This file is empty',
    why: 'Saving or sending it was interrupted.',
    next: 'Ask the sender for it again.',
  },
  'envelope-malformed': damaged,
  'payload-forbidden-construct': damaged,
  'payload-schema': damaged,
  'signature-malformed': damaged,
  'signature-invalid': damaged,
  'file-is-web-page': {
    title: 'This is a web page, not a license file',
    why: 'The sender’s download was replaced by a sign-in page or an error page.',
    next: 'Ask the sender for the file itself.',
  },
  'document-type-wrong': ({ expected, found }) => ({
    title: `This is ${documentName(found)}`,
    why: `This command needs ${documentName(expected)}.`,
    next: wrongDocumentNext[`${found} for ${expected}`] ?? 'Give the right file.',
  }),
  'key-unknown': {
    title: 'The signature is by an unknown key',
    why: 'No pinned root key, and no key of the keyset in use, made it.',
    next: '“keyferry keys list” shows the keys. Give the file that belongs to them.',
  },
  'key-unacceptable': {
    title: 'This file is signed with an unsafe key',
    why: 'The key in it is not a proper signing key. The file may be a forgery.',
    next: 'Do not use it, and find out where it comes from.',
  },
  'key-outside-validity': {
    title: 'The signing key was not in use at that time',
    why: 'The date in the file lies outside the days on which the keyset lets the key sign.',
    next: 'Check the clock of the computer that signed it, and sign it again.',
  },
  'key-revoked': {
    title: 'The key of this license is revoked',
    why: 'Machines that know of it refuse all licenses of the key.',
    next: 'Issue the license again, with “keyferry activations reissue”.',
  },
  'keyset-missing': {
    title: 'There is no keyset',
    why: 'Machines need one to check licenses.',
    next: 'Install one with “keyferry keys accept”.',
  },
  'keyset-rollback': {
    title: 'This keyset is older than the one in use',
    why: 'An older keyset could restore a revoked key, so machines refuse it.',
    next: 'Use the newest keyset: “keyferry keys list” shows its version.',
  },
  'license-revoked': {
    title: 'This license is revoked',
    why: 'The keyset in use names it.',
    next: 'To give the machine a license again, answer a new request of it.',
  },
  'license-returned': {
    title: 'This license was returned',
    why: 'Its seat is free, or another machine has it.',
    next: 'Ask for a new request of the machine, and answer that.',
  },
  'product-other': (details) => ({
    title: 'This file is for another product',
    why: productsOf(details),
    next: 'Name the data folder of that product with --data, or ask for a request of this product.',
  }),
  'profile-invalid': ({ path, fault }) => ({
    title: 'The vendor profile cannot be used',
    why: path ? `It has an error at “${path}”: ${fault ?? 'invalid value'}.` : 'It is damaged, or no vendor profile.',
    next: 'Correct vendor.json, or restore it from a backup.',
  }),
  'machine-other': otherMachine,
  'installation-other': otherMachine,
  'request-other': {
    title: 'This license answers another request',
    why: 'It names the id of another request.',
    next: 'Look it up with “keyferry activations search”.',
  },
  'license-not-yet-valid': ({ startDate }) => ({
    title: 'This license is not valid yet',
    why: `It begins on ${day(startDate) ?? 'a later date'}.`,
    next: 'Check the clock of the machine.',
  }),
  'license-expired': ({ stopDate }) => ({
    title: 'This license has expired',
    why: `It ended on ${end(stopDate) ?? 'an earlier date'}.`,
    next: 'To renew it, answer a new request of the machine.',
  }),
  'network-offline': {
    title: 'No network connection',
    why: 'There is no connection at the moment.',
    next: 'Connect it and try again.',
  },
  'return-other': {
    title: 'This return receipt is for another license',
    why: 'It was made by another machine, or it returns another license.',
    next: 'Ask for the receipt that belongs to this license.',
  },
  'code-other-machine': {
    title: 'This code is for another machine',
    why: 'It was made for another installation code, or the hardware of the machine has changed since.',
    next: 'Answer the installation code that the machine shows now.',
  },
  'code-names-other': {
    title: 'This code was made for another version of the product',
    why: 'The catalog’s license types and features are not those of the profile that the machine has.',
    next: 'Issue a code with all names spelled out; it is a few groups longer.',
  },
  'code-of-another-kind': ({ kind, expected }) => ({
    title: kind ? `This is ${kind === 'installation' ? 'an' : 'a'} ${kind} code` : 'This is a code of another kind',
    why: 'A machine shows an installation code to get a license, and a return code to give one back.',
    next:
      expected === 'return'
        ? 'Type the return code that the machine shows.'
        : 'Type the installation code that the machine shows.',
  }),
  'code-key-unknown': {
    title: 'The machine cannot check the code',
    why: 'It was signed with a key that the machine’s keyset does not list.',
    next: 'Answer a license request with a file, which brings the keyset along.',
  },
  'code-other-product': ({ expected }) => ({
    title: 'This code is for another product',
    why: `Its first group does not belong to ${expected ?? 'this product'}.`,
    next: 'Compare the first group with the one on the machine.',
  }),
  'code-impossible': {
    title: 'This license cannot be given as a typed code',
    why: 'It grants more than fits in 63 groups, or has a date before 2020 or after 2199.',
    next: 'Answer a license request with a file.',
  },
  'license-by-code': {
    title: 'The machine got its license as a typed code',
    why: 'There is no file that would fit it.',
    next: 'Answer its installation code again, on the seat that it has. Within a day it gets the same code, unless you ask for a new one.',
  },
  'return-outdated': {
    title: 'This return receipt is out of date',
    why: 'A newer one of the same machine is on record. This happens when a machine was set back to an earlier state.',
    next: 'To free the seat, use “keyferry activations release”.',
  },
  'return-superseded': {
    title: 'The machine has a newer license',
    why: 'The receipt returns a license that was replaced since. The seat belongs to the newer one.',
    next: 'Ask for the receipt of the newer license, or free the seat with “keyferry activations release”.',
  },
  'return-too-often': ({ perYear, nextAt }) => ({
    title: 'The machine has changed its seat too often',
    why: perYear ? `The catalog allows ${perYear} changes in 365 days.` : 'The catalog allows no returns.',
    next: again(nextAt),
  }),
  'return-too-soon': ({ coolDownDays, nextAt }) => ({
    title: 'The machine returned a seat a short while ago',
    why: coolDownDays
      ? `The catalog asks for ${coolDownDays} days between two returns.`
      : 'The catalog sets how many days must pass between two returns.',
    next: again(nextAt),
  }),
  'self-service-off': {
    title: 'Customers do not manage their machines here',
    why: 'The catalog’s selfService turns it off.',
    next: 'Release the seat with “keyferry activations release”, or set selfService.enabled in catalog.json.',
  },
  'computer-unknown': {
    title: 'No machine with this id uses the serial number',
    why: 'Its seat belongs to another one.',
    next: 'See its machines with “keyferry serials show”.',
  },
  'release-too-often': ({ perYear, nextAt }) => ({
    title: 'Customers have removed too many machines of this serial number',
    why: perYear ? `The catalog allows ${perYear} in 365 days.` : 'The catalog allows none.',
    next: again(nextAt),
  }),
  'move-too-often': ({ perYear, nextAt }) => ({
    title: 'The machine has changed too often',
    why: perYear
      ? `The catalog lets a machine move its seat to new hardware, or return it, ${perYear} times in 365 days.`
      : 'The catalog does not let seats move to new hardware.',
    next: again(nextAt),
  }),
  'license-type-unknown': ({ found, licenseTypes }) => ({
    title: 'There is no such license type',
    why: typesText(found, licenseTypes, 'license types'),
    next: 'Give one of them with --type, or add the type to catalog.json and vendor.json.',
  }),
  'license-type-not-covered': {
    title: 'The serial number is for another license type',
    why: 'It was sold for another type than --type names.',
    next: '“keyferry serials show -” shows its type.',
  },
  'serial-required': {
    title: 'This license type needs a serial number',
    why: 'None was given.',
    next: 'Give it with --serial-file FILE, or with --serial - to enter it.',
  },
  'serial-refused': {
    title: 'This serial number is not accepted',
    why: 'It is unknown, blocked, or sold for another product.',
    next: 'Look it up with “keyferry serials show -”.',
  },
  'serial-expired': ({ stopDate }) => ({
    title: 'The serial number has expired',
    why: `It was valid until ${end(stopDate) ?? 'an earlier date'}.`,
    next: 'If it was renewed, change its end with “keyferry serials change --expires”.',
  }),
  'trial-used': ({ stopDate }) => ({
    title: 'The trial of this machine has ended',
    why: `It was valid until ${end(stopDate) ?? 'an earlier date'}. Each machine gets one trial.`,
    next: 'Sell the customer a serial number, and ask for a new request of the machine.',
  }),
  'seats-exhausted': ({ seats }) => ({
    title: 'All seats of this serial number are in use',
    why: typeof seats === 'number' ? `It has ${seats}, and all are taken.` : 'All of them are taken.',
    next: 'Add seats with “keyferry serials change --seats”, or free one with “keyferry activations release”.',
  }),
  'renewal-refused': {
    title: 'This installation holds no seat with that license',
    why: 'The license is unknown here, or was issued to another installation.',
    next: 'Order with the serial number.',
  },
  'request-id-reused': {
    title: 'This request was answered before, for another order',
    why: 'Its license has another license type, serial number or holder. One request gets one license.',
    next: 'Repeat the order as it was, get that license with “keyferry activations reissue”, or ask for a new request.',
  },
  'token-refused': {
    title: 'This token is not accepted',
    why: 'It was mistyped, has expired, or was revoked.',
    next: '“keyferry tokens list” shows the tokens; “keyferry tokens create” creates another one.',
  },
  'token-scope-missing': ({ scope }) => ({
    title: 'The token does not allow this',
    why: typeof scope === 'string' ? `It lacks the scope ${scope}.` : 'It lacks a required scope.',
    next: 'Create another one with “keyferry tokens create”.',
  }),
  'product-unclear': ({ products }) => ({
    title: 'The product is unclear',
    why: `There are several: ${listOf(products)}.`,
    next: 'Name one with --product.',
  }),
  'product-unknown': ({ found, products }) => ({
    title: `There is no product “${found}”`,
    why: `The products are: ${listOf(products)}.`,
    next: 'Name one of these with --product, or add a product with “keyferry products add”.',
  }),
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
  'serial-unknown': ({ line }) => ({
    title: `${inLine(line)}There is no such serial number`,
    why: 'It was mistyped, or is in another store.',
    next: 'Find it with “keyferry serials list”.',
  }),
  'serial-terms-invalid': ({ field, line, found, expected }) => ({
    title: `${inLine(line)}${field} is not valid`,
    why:
      field === 'licenseType'
        ? `No license type of that name needs serial numbers. ${typesText(found, expected, 'license types that do')}`
        : (termRules[String(field)] ?? 'It is outside its limits.'),
    next: 'Nothing was created or changed. Correct it and try again.',
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
    next: 'Remove the line, or give it the same terms. To change it, use “keyferry serials change”.',
  }),
  'seats-in-use': ({ taken, line }) => ({
    title: `${inLine(line)}More seats are taken than that`,
    why: `${taken} are taken.`,
    next: `Keep at least ${taken}, or release seats first.`,
  }),
  'seat-released': {
    title: 'The seat of this activation was released',
    why: 'Another machine may have it by now, so no license is issued for this one.',
    next: 'Ask for a new request of the machine; it gets a seat like any other.',
  },
  'machine-changed': {
    title: 'The machine has changed',
    why: 'Its hardware differs more than is tolerated, so its seat would move, or it would take another one.',
    next: 'If that is intended, answer its newest request with “keyferry issue REQUEST --confirm-change”.',
  },
  'import-malformed': (details) => ({
    title: `${inLine(details.line)}The table cannot be read`,
    why: tableFaults[String(details.fault)]?.(details) ?? 'It is damaged.',
    next: 'Nothing was imported or changed. Correct it; the help of the command describes the format.',
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
