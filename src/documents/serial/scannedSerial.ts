import { retype, type ScannedKind } from '../keyboard/retype.ts';
import { checkSerialNumber } from '../serialNumber.ts';
import type { AcceptedSerials } from './foreignSerialNumber.ts';

/** A serial number of Keyferry, whose check symbols are right. */
export const scannedSerial: ScannedKind = {
  alphabet: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-',
  read(text) {
    const checked = checkSerialNumber(text);
    return checked.status === 'valid' ? checked.canonical : null;
  },
  resembles: () => false,
};

/** A serial number as it was meant. */
export interface RetypedSerial {
  readonly canonical: string;
  /**
   * Whether the text cannot be meant as it stands. Two check symbols are few: where only letters and digits arrived, a mistyped
   * one in a thousand seems right on another keyboard, so a person must confirm it.
   */
  readonly isCertain: boolean;
}

/**
 * Translates a serial number of Keyferry that was typed for another keyboard than the computer has.
 *
 * @param typed untrusted, exactly as it arrived
 * @param accepted where any text may be a serial number, only one with hyphens in their places is certain
 * @returns null when it is none, or right as it stands
 */
export function retypedSerial(typed: string, accepted: AcceptedSerials): RetypedSerial | null {
  const text = typed.trim();
  if (text === '' || checkSerialNumber(text).status === 'valid') return null;
  const retyped = retype(text, scannedSerial);
  if (retyped?.status !== 'read') return null;
  const isForeign = /[^0-9A-Z\s-]/i.test(text);
  const isGrouped = [...text].length === retyped.text.length;
  return { canonical: retyped.text, isCertain: isForeign && (accepted === 'keyferry' || isGrouped) };
}
