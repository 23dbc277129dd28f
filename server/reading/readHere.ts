import { type DocumentReader, type LicenseKeys, readersWith } from './documents.ts';
import { readSent } from './readSent.ts';

/** Creates a reader that works in the calling thread, for programs that read few documents. */
export function readHere(keys: LicenseKeys): DocumentReader {
  const readers = readersWith(keys);
  return { read: async (type, bytes) => readSent(bytes, type, readers[type]) };
}
