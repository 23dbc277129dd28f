import { ConfigurationError } from '../configurationError.ts';
import { isBusy, isUnavailable } from './dialect/errors.ts';

/** What the file system refuses, and PostgreSQL: who asks (28), for what (3D), with which rights (42501). */
const refusals = /^(?:EACCES|EPERM|EROFS|ENOSPC|ENOTDIR|EISDIR|28...|3D000|42501)$/;

/**
 * What a person can do about a store that cannot be opened. The address is shown only where it is a file: a database's
 * may hold a password.
 *
 * @param file path of the SQLite file; null for a database
 * @returns a StartFault where a person can do something, else the error itself
 */
export function openingFault(file: string | null, error: unknown): unknown {
  const store = file === null ? 'The database in DATABASE_URL' : `The store ${file}`;
  const reason = codeOf(error);
  const fault = (text: string) => new ConfigurationError(`${store} ${text}`, { cause: error });
  if (/^SQLITE_(?:NOTADB|CORRUPT)/.test(reason)) {
    return fault('is damaged, or is no store. Bring it back from a backup.');
  }
  // What Kysely says of a store whose migrations it does not all know.
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    return fault('was written by a newer version of this program. Start that version.');
  }
  if (isBusy(error)) return fault('is held by another program. Start again once that is done.');
  if (!isUnavailable(error) && !refusals.test(reason)) return error;
  const why = reason === '' ? 'no answer' : reason;
  return fault(
    file === null
      ? `cannot be used (${why}). Check that it runs, and host, port, name, user and password.`
      : `cannot be read and written (${why}). Check its permissions and the disk that it is on.`,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
