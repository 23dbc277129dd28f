/** Classifies errors of SQLite and PostgreSQL. */

/**
 * - `store-busy`: the job did not run, because its turn did not come in time or too many wait
 * - `store-overdue`: the job did not end in time, and may still take effect
 * - `store-silent`: the database did not answer a statement
 */
type StoreErrorCode = 'store-busy' | 'store-overdue' | 'store-silent';

/** The store did not do in time what it was asked for. */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** @returns whether the wait for the store's lock timed out; 55P03 is PostgreSQL's lock_not_available */
export function isBusy(error: unknown): boolean {
  return /^(?:SQLITE_(?:BUSY|LOCKED)|55P03$|store-busy$)/.test(codeOf(error));
}

/**
 * PostgreSQL (appendix A of its manual): connection lost (class 08), out of resources or disk space (53), stopped or
 * starting (57P), idle in a transaction for too long (25P03), rolled back because of another transaction (40), server
 * turned read-only (25006), statement canceled (57014). Then network and system errors, and SQLite errors.
 */
const temporary = [
  /^(?:08...|53...|57P0.|57014|25P03|40...|25006)$/,
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT|EMFILE|ENFILE)$/,
  /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN)/,
  /^store-(?:busy|overdue|silent)$/,
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

/**
 * @returns whether other connections that were opened before may be as useless: they lead to a network that drops packets,
 *   or to a server that stops or was replaced by another one
 */
export function needsNewConnection(error: unknown): boolean {
  return /^(?:08...|57P0.|25006|E[A-Z]+|store-silent)$/.test(codeOf(error));
}
