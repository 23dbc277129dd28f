/** What a database says when it cannot do as it was told, in the words of SQLite and of PostgreSQL. */

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Whether the store was held by somebody else for longer than we wait. PostgreSQL: lock_not_available. */
export function isBusy(error: unknown): boolean {
  return /^(?:SQLITE_(?:BUSY|LOCKED)|55P03$)/.test(codeOf(error));
}

/**
 * PostgreSQL, appendix A of its manual: connection lost (class 08), resources or disk exhausted (53), stopped or starting
 * (57P), rolled back for another (40), a server that turned read-only (25006). Then what the network and SQLite say.
 */
const passing = [
  /^(?:08...|53...|57P0.|40...|25006)$/,
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/,
  /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN)/,
];
/** The driver gives these no code. */
const lostConnection = /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

/**
 * Whether the store cannot do its work now, and may again later: busy, unreachable, restarting, its disk full. What was
 * asked for may or may not have happened; asking again tells.
 */
export function isUnavailable(error: unknown): boolean {
  if (isBusy(error) || passing.some((codes) => codes.test(codeOf(error)))) return true;
  return error instanceof Error && lostConnection.test(error.message);
}
