import { endDateIn } from '../../src/messages/endDate.ts';

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** What became of a field; null for none, and for texts that are not repeated. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** @returns `seats 5 to 25, expiresAt none to 2027-01-01T00:00:00Z, holder` */
export function changesText(changes: readonly FieldChange[]): string {
  const texts = changes.map(({ field, before, after }) =>
    before === null && after === null ? field : `${field} ${before ?? 'none'} to ${after ?? 'none'}`,
  );
  return texts.join(', ');
}

/** What the commands for serial numbers, activations and the audit trail print. */
export const vendorTexts = {
  folderNeeded: 'Several requests need -o FOLDER, which gets one license file for each.',
  forceUnused: '--force has no effect with several requests: no file is ever replaced.',
  typeNeeded: '--type is missing. Give it, or a table of orders with --orders.',
  returnCode: 'return code',
  keyUnknown: 'unknown: the license was given as a code',
  codeOrRequests: 'Give license requests, or the installation code of one machine with --code, and not both.',
  codeOrReceipts: 'Give return receipts, or the return code of one machine with --code, and not both.',
  codeAlone: '--code writes no file, so it takes neither -o nor --orders.',
  codeAndSerial: 'Standard input cannot be both the code and the serial number.',
  confirmationCode: (machine: string) => `Confirmation code for the machine with the computer ID ${machine}:`,
  ordersOnce: 'Standard input cannot be both a table of orders and something else.',
  lineUnused: (line: number) => `Line ${line} of the table: no request is for it.\n`,
  batchColumns: ['REQUEST', 'COMPUTER ID', 'TYPE', 'RESULT', 'FILE'],
  issueOutcomes: { issued: 'issued', 'already-issued': 'answered before', refused: 'refused' },
  returnColumns: ['RECEIPT', 'MACHINE', 'RESULT', 'SEATS LEFT'],
  returnOutcomes: { returned: 'returned', 'already-returned': 'returned before' },
  unlimited: 'unlimited',
  serialOnce: 'Give either --serial or --serial-file.',
  inputTwice: 'Standard input cannot be both the request and the serial number.',
  serialQuestion: 'Serial number: ',

  minted: (count: number) => `Created ${plural(count, 'serial number')}. They are shown only once.\n`,
  wrote: (path: string) => `Wrote ${path}.\n`,
  typeUnknown: (id: string, similar: string | null) =>
    `The catalog has no license type “${id}”.${similar === null ? '' : ` Did you mean “${similar}”?`}\n`,
  noRows: 'Nothing found.\n',
  more: (limit: number) => `There are more than these ${limit}. Use --limit to show more, or export them all.\n`,
  blocked: (masked: string) => `Blocked ${masked}: no new licenses. Issued licenses stay valid.\n`,
  blockedBefore: (masked: string) => `${masked} is blocked already.\n`,
  unblocked: (masked: string) => `Unblocked ${masked}.\n`,
  notBlocked: (masked: string) => `${masked} is not blocked.\n`,
  changed: (masked: string, changes: readonly FieldChange[]) => `Changed ${masked}: ${changesText(changes)}.\n`,
  changedBefore: (masked: string) => `${masked} is like that already.\n`,
  changedLine: (line: number, masked: string, changes: readonly FieldChange[]) =>
    `Line ${line}, ${masked}: ${changesText(changes)}\n`,
  changedSerials: (changed: number, same: number) =>
    `Changed ${plural(changed, 'line')}${same > 0 ? `; ${same} changed nothing` : ''}.\n`,
  wouldChange: (changed: number, same: number) =>
    `${plural(changed, 'line')} would change something, ${same} nothing. Nothing was changed.\n`,
  changesRefused: (faults: number) => `Nothing was changed: ${plural(faults, 'line')} cannot be taken.\n`,
  nothingToChange: 'Name at least one term to change.',
  featuresOnce: 'Give either --feature or --no-features.',
  imported: (added: number, known: number) =>
    `Imported ${plural(added, 'serial number')}${known > 0 ? `; ${known} were known` : ''}.\n`,
  outputNeedsFrom: '-o needs --from: it writes the table that an export of another system becomes.',
  needsFrom: (option: string) => `--${option} needs --from: it says how to read another system’s export.`,
  pairUnclear: (option: string, pair: string) => `--${option} takes THEIRS=OURS, not “${pair}”.`,
  columnUnclear: (name: string, names: readonly string[]) =>
    `--columns names our column “${name}”, which does not exist. Ours are: ${names.join(', ')}.`,
  columnRead: (theirs: string, ours: string) => `Read “${theirs}” as ${ours}.\n`,
  leftOut: (count: number, states: string) =>
    `Left out ${plural(count, 'line')} that ${count === 1 ? 'is' : 'are'} not in force: ${states}.\n`,
  importRefused: (faults: number) => `Nothing was imported: ${plural(faults, 'line')} cannot be taken.\n`,
  moreFaults: (count: number) => `And ${plural(count, 'more line')}.\n`,
  released: (machine: string) =>
    `Released the seat of ${machine}. If the machine still runs, its license stays valid there.\n`,
  releasedBefore: (machine: string) => `The seat of ${machine} is released already.\n`,
  current: (licenseId: string) => `License ${licenseId} is still valid; wrote it again.\n`,
  reissued: (licenseId: string) => `Issued license ${licenseId} for the same seat.\n`,
  issued: 'Issued a license.\n',
  issuedBefore: 'This request was answered before; wrote the same license again.\n',
  jsonNeedsFile: '--json needs -o FILE, because the license takes standard output.',
  showNeedsFile: '-o needs a file here, because the details take standard output.',
  licenseOnTerminal: 'Refusing to print a license to a terminal. Give -o FILE, or redirect the output.',
  auditIntact: (rows: number) => `The audit trail is intact: ${plural(rows, 'row')}.\n`,
  head: (head: string) => `Head, to keep elsewhere: ${head}\n`,

  serialColumns: ['SERIAL NUMBER', 'ID', 'TYPE', 'SEATS', 'STATE', 'HOLDER', 'CREATED'],
  seatColumns: ['SEAT', 'MACHINE', 'LICENSE', 'SINCE', 'HOLDER', 'NOTE'],
  activationColumns: ['LICENSE', 'COMPUTER ID', 'TYPE', 'SERIAL NUMBER', 'STATE', 'ISSUED', 'HOLDER'],
  serialHistoryColumns: ['TIME', 'EVENT', 'BY', 'CHANGES', 'REASON'],
  historyColumns: ['TIME', 'EVENT', 'LICENSE', 'MACHINE'],
  states: { good: 'active', blocked: 'blocked', expired: 'expired' },
  seatStates: {
    active: 'active',
    flagged: 'possible copy',
    returned: 'returned',
    released: 'released',
    removed: 'removed by the customer',
  },
  moved: (moves: number) => `moved ${moves === 1 ? 'once' : `${moves} times`}`,
  /** An exclusive end as the last day on this computer's calendar. */
  end: endDateIn('en', 'long'),
  givenUp: 'Released or returned:\n',
  taken: 'Taken:\n',
  history: 'History:\n',
} as const;
