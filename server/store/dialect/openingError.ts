import { isOutOfFiles, moreFiles } from '../../../files/remedy.ts';
import { ConfigurationError } from '../../configurationError.ts';
import { isBusy, isUnavailable } from './errors.ts';

/** An error's code or message, and what is wrong and what to do, as sentences after the store's name. */
type OpeningErrorText = readonly [RegExp, string];

/** By code. Codes of five characters are PostgreSQL's (appendix A of its manual), the others the system's or OpenSSL's. */
const databaseErrors: readonly OpeningErrorText[] = [
  [/^(?:ECONNREFUSED|ENOENT)$/, 'accepts no connections at its address. Start the server, or correct host and port.'],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'has an unknown host name. Correct the host, or check the name server.'],
  [/^(?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|store-silent)$/, 'does not answer. Check host, port and firewall.'],
  [/^(?:ECONNRESET|EPIPE)$/, 'ended the connection. Check that host and port are those of PostgreSQL.'],
  [/^28P01$/, 'refuses the password. Correct user and password; write special characters as in %40 for @.'],
  [/^28000$/, 'refuses this user. Create the role, or allow it in pg_hba.conf; some servers need sslmode=verify-full.'],
  [/^3D000$/, 'does not exist. Create it, or correct its name.'],
  [/^42501$/, 'may not be changed by this user. Make the user the owner of the database or of a schema.'],
  [/^25006$/, 'is read-only. Use the address of the primary server.'],
  [/^53300$/, 'has no connection left. Raise max_connections, or end other programs.'],
  [/^53[12]00$/, 'has no space or memory left. Free some on its server.'],
  [/^57P0[0-5]$/, 'is starting or stopping. Start again when it accepts connections.'],
  [
    /^(?:CERT_|ERR_TLS_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH)/,
    'shows a certificate that is not trusted. Name its authority with sslrootcert=FILE, and the host as the certificate does.',
  ],
  [
    /^(?:EPROTO|ERR_SSL_|ERR_OSSL_)/,
    'cannot agree on TLS. Check the TLS settings of the server and the files in the address.',
  ],
];

/** By the driver's message, for errors without a code. */
const driverErrors: readonly OpeningErrorText[] = [
  [
    /does not support SSL/,
    'offers no TLS. Set up TLS on the server, or, in a private network only, use sslmode=disable.',
  ],
  [/establishing an SSL/, 'refuses TLS. Check that host and port are those of PostgreSQL.'],
  [/client password must be/, 'asks for a password. Add it to the address: postgres://USER:PASSWORD@HOST/NAME.'],
  [/timeout/, 'does not answer. Check host, port and firewall.'],
  [
    /^(?:Connection terminated|received invalid|Received unexpected|SASL)/,
    'does not speak PostgreSQL’s protocol. Correct host and port.',
  ],
];

const fileErrors: readonly OpeningErrorText[] = [
  [/^(?:SQLITE_FULL|ENOSPC|EDQUOT)/, 'cannot be written, because its disk is full. Free some space.'],
  [
    /^(?:SQLITE_READONLY|EROFS)/,
    'cannot be written. Check the permissions of file and folder, and that the disk is not read-only.',
  ],
  [
    /^(?:EACCES|EPERM)$/,
    'cannot be read and written by this account. Change the owner or the permissions of file and folder.',
  ],
  [/^EISDIR$/, 'is a folder. Move it away.'],
  [
    /^(?:SQLITE_(?:IOERR|CANTOPEN)|ENOENT|ENOTDIR|EIO)/,
    'cannot be read and written. Check its folder, its permissions and its disk.',
  ],
];

/**
 * Explains why a store cannot be opened and what to do. The message includes a file's path but not a database's address,
 * which may contain a password.
 *
 * @param file path of the SQLite file; null for a PostgreSQL database
 * @returns a ConfigurationError for causes that the operator can fix, otherwise the error itself
 */
export function openingError(file: string | null, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ConfigurationError) return error;
  const store = file === null ? 'The database in DATABASE_URL' : `The store ${file}`;
  const text = explain(file === null, error);
  return text === null ? error : new ConfigurationError(`${store} ${text}`, { cause: error });
}

function explain(isDatabase: boolean, error: Error): string | null {
  const reason = codeOf(error);
  if (/^SQLITE_(?:NOTADB|CORRUPT)/.test(reason)) return 'is damaged or not a store. Restore it from a backup.';
  // Kysely's message for a store with migrations it does not know.
  if (error.message.startsWith('corrupted migrations')) {
    return 'was written by a newer version of Keyferry. Start that version.';
  }
  if (isBusy(error)) return 'is locked by another program. Try again when that program has finished.';
  if (isOutOfFiles(reason)) return `cannot be opened (${reason}). ${moreFiles}`;
  // The driver reads the files that the address names.
  if (isDatabase && 'path' in error && 'syscall' in error && error.syscall === 'open') {
    return `names a file that cannot be read: ${String(error.path)} (${reason}).`;
  }
  const known = isDatabase ? databaseErrors : fileErrors;
  const text = known.find(([codes]) => reason !== '' && codes.test(reason))?.[1];
  if (text !== undefined) return withReason(text, reason);
  const said =
    isDatabase && reason === '' ? driverErrors.find(([messages]) => messages.test(error.message)) : undefined;
  if (said !== undefined) return said[1];
  return isUnavailable(error) ? withReason('cannot be used. Check that it runs and has space.', reason) : null;
}

/** Puts the code into the first sentence. */
function withReason(text: string, reason: string): string {
  return reason === '' ? text : text.replace(/(?=[.,] )/, ` (${reason})`);
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
