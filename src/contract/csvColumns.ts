import type { Activation } from './admin/activations.ts';
import type { AuditRow } from './admin/audit.ts';
import type { Serial } from './admin/serials.ts';
import { readExpiry, readSale } from './expiry.ts';

/** Columns of the CSV tables (RFC 4180), in their order, for the API and the command line alike. */

export type CsvCell = string | number | null;
/** How each column is written, by its name. */
export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => CsvCell>>;

/** Separates features within a cell; a feature contains none. */
export const FEATURE_SEPARATOR = ';';

export const activationColumns: CsvColumns<Activation> = {
  licenseId: ({ licenseId }) => licenseId,
  requestId: ({ requestId }) => requestId,
  machine: ({ machine }) => machine,
  licenseType: ({ licenseType }) => licenseType,
  holder: ({ holder }) => holder,
  serialMasked: ({ serialMasked }) => serialMasked,
  serialId: ({ serialId }) => serialId,
  issuedAt: ({ issuedAt }) => issuedAt,
  stopDate: ({ stopDate }) => stopDate,
  seatId: ({ seatId }) => seatId,
  flaggedAt: ({ flaggedAt }) => flaggedAt,
  releasedAt: ({ releasedAt }) => releasedAt,
  releaseReason: ({ releaseReason }) => releaseReason,
  reissueOf: ({ reissueOf }) => reissueOf,
  product: ({ product }) => product,
};

export const serialColumns: CsvColumns<Serial> = {
  serialId: ({ serialId }) => serialId,
  masked: ({ masked }) => masked,
  product: ({ product }) => product,
  licenseType: ({ licenseType }) => licenseType,
  seats: ({ seats }) => seats,
  seatsTaken: ({ seatsTaken }) => seatsTaken,
  termDays: ({ termDays }) => termDays,
  features: ({ features }) => features.join(FEATURE_SEPARATOR),
  createdAt: ({ createdAt }) => createdAt,
  soldAt: ({ soldAt }) => soldAt,
  firstActivatedAt: ({ firstActivatedAt }) => firstActivatedAt,
  expiresAt: ({ expiresAt }) => expiresAt,
  blockedAt: ({ blockedAt }) => blockedAt,
  holder: ({ holder }) => holder,
  note: ({ note }) => note,
};

export const auditColumns: CsvColumns<AuditRow> = {
  sequence: ({ sequence }) => sequence,
  at: ({ at }) => at,
  event: ({ event }) => event,
  actor: ({ actor }) => actor,
  facts: ({ facts }) => JSON.stringify(facts),
  entry: ({ entry }) => entry,
  previousHash: ({ previousHash }) => previousHash,
  hash: ({ hash }) => hash,
};

/** The terms on which serial numbers are sold; `contractLimits` bounds the numbers. */
export interface SerialTerms {
  /** Id of a license type of the catalog that needs a serial number. */
  readonly licenseType: string;
  /** From a table: NaN when it holds no whole number, as for `termDays`. */
  readonly seats: number;
  /** Days until a license expires, from where the license type counts them; absent: as the license type says. */
  readonly termDays?: number | undefined;
  /** Instant, as `expiresAt`; absent: when it is added. */
  readonly soldAt?: string | undefined;
  /** In addition to those of the license type. */
  readonly features?: readonly string[] | undefined;
  /**
   * Instant from which there are no new licenses, and at which issued licenses expire. From a table: another text when it
   * holds neither a date nor an instant.
   */
  readonly expiresAt?: string | undefined;
  /** The holder that licenses name when an order names none. */
  readonly holder?: string | undefined;
  /** For the vendor's staff, such as an order number. */
  readonly note?: string | undefined;
}

/** A serial number in clear with its terms: a row of the table that minting writes and importing reads. */
export interface SoldSerial extends SerialTerms {
  readonly serialNumber: string;
}

export interface SoldColumn<Value> {
  readonly needed?: true;
  write(value: Value): CsvCell;
  /** @param text a cell that is not empty; white space around it was in quotes */
  read(text: string): Value;
}

const text = { write: (value: string) => value, read: (value: string) => value };
const word = { write: (value: string) => value, read: (value: string) => value.trim() };
const wholeNumber = {
  write: (value: number) => value,
  read: (value: string) => (/^\s*\d{1,9}\s*$/.test(value) ? Number(value) : Number.NaN),
};

/** What a cell of a column stands for. */
export type SoldColumnName =
  | 'serialNumber'
  | 'licenseType'
  | 'seats'
  | 'termDays'
  | 'features'
  | 'expiresAt'
  | 'soldAt'
  | 'holder'
  | 'note';
export type SoldValue<Name extends SoldColumnName> = NonNullable<SoldSerial[Name]>;

export const soldSerialColumns: { readonly [Name in SoldColumnName]: SoldColumn<SoldValue<Name>> } = {
  serialNumber: { needed: true, ...word },
  licenseType: { needed: true, ...word },
  seats: { needed: true, ...wholeNumber },
  termDays: wholeNumber,
  features: {
    write: (features) => features.join(FEATURE_SEPARATOR),
    read: (cell) => cell.split(FEATURE_SEPARATOR).map((feature) => feature.trim()),
  },
  expiresAt: { ...word, read: (cell) => readExpiry(cell.trim()) },
  soldAt: { ...word, read: (cell) => readSale(cell.trim()) },
  holder: text,
  note: text,
};

export const soldSerialColumnNames = Object.keys(soldSerialColumns) as readonly SoldColumnName[];

/** How the cells of a table of changes are read. Empty cells change nothing. */
export const serialChangeColumns = {
  serialNumber: word.read,
  serialId: word.read,
  licenseType: word.read,
  seats: wholeNumber.read,
  termDays: wholeNumber.read,
  expiresAt: (cell: string) => (cell.trim().toLowerCase() === 'never' ? null : readExpiry(cell.trim())),
  extendDays: wholeNumber.read,
  features: soldSerialColumns.features.read,
  holder: text.read,
  note: text.read,
  reason: text.read,
} as const;

export type SerialChangeColumn = keyof typeof serialChangeColumns;
export const serialChangeColumnNames = Object.keys(serialChangeColumns) as readonly SerialChangeColumn[];
