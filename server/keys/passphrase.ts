import { closeSync, openSync, readSync } from 'node:fs';
import { ConfigurationError } from '../configurationError.ts';
import { fileError } from '../fileError.ts';

type PassphraseVariable = 'KEYFERRY_PASSPHRASE' | 'KEYFERRY_ROOT_PASSPHRASE' | 'KEYFERRY_NEW_PASSPHRASE';

/** A first line that is longer, in bytes, belongs to another file. Also bounds what is read of a device. */
const longestLine = 4096;

/**
 * Reads a passphrase from a variable, or from the file that the variable with `_FILE` appended names.
 *
 * @returns undefined when neither is set
 * @throws ConfigurationError when both are set, the variable is not UTF-8, or as `readPassphraseFile`
 */
export function passphraseIn(
  environment: Readonly<Record<string, string | undefined>>,
  name: PassphraseVariable,
): string | undefined {
  // A file of variables with Windows line ends leaves a carriage return, which cannot be typed.
  const passphrase = environment[name]?.replace(/(?<![\r\n])[\r\n]+$/, '') || undefined;
  const file = environment[`${name}_FILE`]?.trim() || undefined;
  if (passphrase !== undefined && file !== undefined) {
    throw new ConfigurationError(`${name} and ${name}_FILE are both set; set only one.`);
  }
  if (passphrase?.includes('\ufffd')) {
    throw new ConfigurationError(`${name} is not text in UTF-8. Set it in a terminal or file that uses UTF-8.`);
  }
  return file === undefined ? passphrase : readPassphraseFile(file);
}

/**
 * Reads a passphrase from the first line of a file, in UTF-8; or in UTF-16 with a byte order mark, as Windows PowerShell
 * writes it.
 *
 * @throws ConfigurationError when the file cannot be read, its first line is empty, or it is not text
 */
export function readPassphraseFile(file: string): string {
  const refused = (problem: string) => new ConfigurationError(`The passphrase file ${file} ${problem}`);
  const [line = ''] = decoded(readStart(file), refused).split(/\r\n|[\r\n]/, 1);
  if (line === '') throw refused('is empty, or its first line is. Put the passphrase on the first line.');
  if (line.includes('\0') || Buffer.byteLength(line) > longestLine) {
    throw refused('is not a line of text. Check that it is the right file.');
  }
  return line;
}

function decoded(bytes: Uint8Array, refused: (problem: string) => ConfigurationError): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encoding = isUtf16 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(isUtf16 ? bytes : firstLine(bytes));
  } catch {
    throw refused('is not text in UTF-8. Save it as UTF-8.');
  }
}

/** What follows the first line does not matter; a character may be cut off at the end. */
function firstLine(bytes: Uint8Array): Uint8Array {
  const end = bytes.findIndex((byte) => byte === 10 || byte === 13);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** @returns the first bytes of a file, pipe or device: enough for the longest line */
function readStart(path: string): Uint8Array {
  const start = Buffer.alloc(2 * longestLine + 2);
  let length = 0;
  try {
    const file = openSync(path, 'r');
    try {
      for (let count = -1; count !== 0 && length < start.length; length += count) {
        count = readSync(file, start, length, start.length - length, null);
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw fileError(path, 'read', error, `The passphrase file ${path}`);
  }
  return start.subarray(0, length);
}
