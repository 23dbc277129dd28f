import { isText, limits } from '../rules.ts';
import { checkSerialNumber, maskSerialNumber, type SerialNumberCheck } from '../serialNumber.ts';

/** Serial numbers that a license type takes: those that Keyferry made, or also those of another system. */
export type AcceptedSerials = 'keyferry' | 'any';

/** Longest serial number of another system, in UTF-16 code units of its canonical form. */
export const FOREIGN_SERIAL_LENGTH = 64;

/** As many characters are read as typed, in UTF-16 code units: half of them may be separators. */
const MOST_TYPED = 2 * FOREIGN_SERIAL_LENGTH;

/** White space, every kind of hyphen, and characters that cannot be seen. */
const SEPARATORS = /[\s\p{Pd}\p{Cf}\u2212]/gu;

/**
 * Brings a serial number of another system into the form that is hashed: compatibility characters, case, white space and
 * hyphens do not matter. It has no check symbols, so typing errors in it cannot be seen.
 *
 * @param text as typed or imported
 * @returns 1 to 64 UTF-16 code units, upper case; null when nothing is left, too much is left, or control characters are
 */
export function canonicalForeignSerial(text: string): string | null {
  if (text.length > MOST_TYPED) return null;
  // Twice: what was apart may combine once a separator between is gone.
  const bare = fold(fold(text));
  const isSerial = bare !== '' && bare.length <= FOREIGN_SERIAL_LENGTH && isText(bare, limits.holderBytes);
  return isSerial ? bare : null;
}

function fold(text: string): string {
  return text.normalize('NFKC').toUpperCase().normalize('NFKC').replace(SEPARATORS, '');
}

/** @returns at most the last four characters readable, and at most a third of all */
export function maskForeignSerial(canonical: string): string {
  const characters = [...canonical];
  const shown = Math.min(4, Math.floor(characters.length / 3));
  return `*****${shown === 0 ? '' : characters.slice(-shown).join('')}`;
}

export type SerialReading =
  | Exclude<SerialNumberCheck, { readonly status: 'valid' }>
  | {
      readonly status: 'valid';
      /** `keyferry`: its check symbols are right. */
      readonly kind: 'keyferry' | 'foreign';
      /** The form that is hashed. */
      readonly canonical: string;
      /** The form that may be shown. */
      readonly masked: string;
    }
  /** More than 64 characters, or control characters. */
  | { readonly status: 'unusable' };

/**
 * Reads a serial number. One with Keyferry's check symbols is Keyferry's, whatever the license type takes.
 *
 * @param text as typed or imported
 * @param accepted what the license type takes
 */
export function readSerialNumber(text: string, accepted: AcceptedSerials): SerialReading {
  const checked = checkSerialNumber(text);
  if (checked.status === 'valid') {
    return { ...checked, kind: 'keyferry', masked: maskSerialNumber(checked.canonical) };
  }
  if (accepted === 'keyferry') return checked;
  const canonical = canonicalForeignSerial(text);
  if (canonical !== null) {
    return { status: 'valid', kind: 'foreign', canonical, masked: maskForeignSerial(canonical) };
  }
  return { status: text.replace(SEPARATORS, '') === '' ? 'empty' : 'unusable' };
}
