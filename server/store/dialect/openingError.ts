import { ConfigurationError } from '../../configurationError.ts';
import { isBusy, isUnavailable } from './errors.ts';

/** File system errors, and PostgreSQL errors for authentication (28), a missing database (3D) and permissions (42501). */
const setupErrors = /^(?:EACCES|EPERM|EROFS|ENOSPC|ENOTDIR|EISDIR|28...|3D000|42501)$/;

/**
 * Explains why a store cannot be opened and what to do. The message includes a file's path but not a database's address,
 * which may contain a password.
 *
 * @param file path of the SQLite file; null for a PostgreSQL database
 * @returns a ConfigurationError for causes that the operator can fix, otherwise the error itself
 */
export function openingError(file: string | null, error: unknown): unknown {
  const store = file === null ? 'The database in DATABASE_URL' : `The store ${file}`;
  const reason = codeOf(error);
  const explained = (text: string) => new ConfigurationError(`${store} ${text}`, { cause: error });
  if (/^SQLITE_(?:NOTADB|CORRUPT)/.test(reason)) {
    return explained('is damaged or not a store. Restore it from a backup.');
  }
  // Kysely's message for a store with migrations it does not know.
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    return explained('was written by a newer version of Keyferry. Start that version.');
  }
  if (isBusy(error)) return explained('is locked by another program. Try again when that program has finished.');
  if (!isUnavailable(error) && !setupErrors.test(reason)) return error;
  const why = reason === '' ? 'no answer' : reason;
  return explained(
    file === null
      ? `cannot be used (${why}). Check that the server is running, and check host, port, name, user and password.`
      : `cannot be read and written (${why}). Check its permissions and its disk.`,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
