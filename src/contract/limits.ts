import { fileLimits } from '../documents/fileLimits.ts';

/** Limits that the service, the pages and the command line must agree on. */
export const contractLimits = {
  /** Largest body of a call, in bytes: a 64 KiB document, escaped as JSON. */
  bodyBytes: 2 * fileLimits.document,
  /** Largest CSV file of one import, in bytes. */
  importBytes: 20_000_000,
  /** Largest number of data lines in one import: they are written in one transaction, which delays every other write. */
  importLines: 20_000,
  /** Largest number of line errors that an answer lists. */
  importErrors: 100,
  /** Largest number of serial numbers created in one call. */
  mintCount: 10_000,
  seats: 1_000_000,
  termDays: 36_525,
  /** UTF-8 bytes. */
  noteBytes: 500,
  /** Largest number of rows in a page of a list. */
  pageRows: 200,
  defaultPageRows: 50,
  /** UTF-16 code units. */
  cursorLength: 1000,
  searchTextLength: 500,
  /** Length of a serial number as typed, with separators, in UTF-16 code units. */
  serialNumberLength: 64,
  licenseTypeIdLength: 64,
  /** Largest answer to an order or a return, in bytes: a license and a keyset of 64 KiB each. */
  answerBytes: 2 * fileLimits.document,
  /** Largest JSON answer of the admin API, in bytes: the serial numbers of the largest order take 1.3 MB. */
  adminAnswerBytes: 4 * 1024 * 1024,
} as const;

/** How long a client waits for a complete answer, in milliseconds. The service itself gives up on a call after 30 seconds. */
export const clientTimeouts = {
  /** For the check whether the service can be reached. */
  catalog: 4_000,
  call: 30_000,
  /** For a complete table. */
  export: 600_000,
} as const;

/** How long to wait before the next attempt when an answer does not say, in seconds. */
export const defaultRetrySeconds = 5;
