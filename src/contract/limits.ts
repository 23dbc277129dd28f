/** Limits that the service, the pages and the command line must agree on. */
export const contractLimits = {
  /** Largest body of a call, in bytes: the largest order, escaped as JSON. */
  bodyBytes: 65_536,
  /**
   * Longest text of a request in an order, in UTF-16 code units, and largest return receipt, in bytes. Neither can be
   * longer than 2,048; the rest is for what mail programs add.
   */
  requestLength: 32_768,
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
  /** UTF-8 bytes. */
  reasonBytes: 500,
  /** Largest number of rows in a page of a list. */
  pageRows: 200,
  defaultPageRows: 50,
  /** UTF-16 code units. */
  cursorLength: 1000,
  searchTextLength: 500,
  /** Length of a serial number as typed, in UTF-16 code units: 64, or with separators twice as many. */
  serialNumberLength: 128,
  /** Of a typed code, in UTF-16 code units: 63 groups, with several separators behind each character. */
  typedCodeLength: 2000,
  licenseTypeIdLength: 64,
  licenseIdLength: 22,
} as const;
