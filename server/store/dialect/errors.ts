/** Classifies errors of SQLite and PostgreSQL. */

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** @returns whether the wait for the store's lock timed out; 55P03 is PostgreSQL's lock_not_available */
export function isBusy(error: unknown): boolean {
  return /^(?:SQLITE_(?:BUSY|LOCKED)|55P03$)/.test(codeOf(error));
}

/**
 * PostgreSQL (appendix A of its manual): connection lost (class 08), out of resources or disk space (53), stopped or
 * starting (57P), rolled back because of another transaction (40), server turned read-only (25006). Then network errors
 * and SQLite errors.
 */
const temporary = [
  /^(?:08...|53...|57P0.|40...|25006)$/,
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/,
  /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN)/,
];
/** Errors of the PostgreSQL driver without a code. */
const lostConnection = /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

/**
 * @returns whether the store is temporarily unavailable: busy, unreachable, restarting, or its disk is full. The change
 *   may or may not have been made; repeat the call to find out.
 */
export function isUnavailable(error: unknown): boolean {
  if (isBusy(error) || temporary.some((codes) => codes.test(codeOf(error)))) return true;
  return error instanceof Error && lostConnection.test(error.message);
}
