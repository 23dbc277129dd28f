import { decodeBase64, decodeBase64Url } from '../crypto/base64.ts';
import { isInstant } from './instant.ts';

/** Checks a text: true, or what is wrong with it. */
export type Rule = (text: string) => true | string;

/** Limits of the format, in UTF-8 bytes where they limit text. The longest document within them stays below 64 KiB. */
export const limits = {
  holderBytes: 200,
  wordBytes: 64,
  features: 32,
  entitlements: 32,
  keys: 64,
  revokedKeys: 256,
  revokedLicenses: 1000,
  number: 2147483647,
} as const;

const NUMBER = /^(?:0|[1-9][0-9]{0,9})$/;
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/;
const MASKED_SERIAL = /^\*{5}-\*{5}-\*{5}-[0-9A-HJKMNP-TV-Z]{5}$/;
/**
 * Controls are no text. Embeddings, overrides and isolates (Unicode UAX 9, explicit formatting) are refused as well: they
 * make what follows them on a screen read differently; right-to-left names need none of them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const NOT_TEXT = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/**
 * @param most length in UTF-8 bytes
 * @returns whether a text may stand in a document: no control characters, no formatting tricks, no lone surrogates
 */
export function isText(text: string, most: number): boolean {
  return !NOT_TEXT.test(text) && new TextEncoder().encode(text).length <= most;
}

export const rules = {
  /** Whatever a person writes; may be empty. */
  holder: rule((text) => isText(text, limits.holderBytes), `is not text of at most ${limits.holderBytes} bytes`),
  /** A vendor's short text: version, feature, entitlement. */
  word: rule((text) => text !== '' && isText(text, limits.wordBytes), `is not text of 1 to ${limits.wordBytes} bytes`),
  /** Id of a product or a license type. */
  name: rule((text) => NAME.test(text), 'is not 1 to 64 lower-case letters, digits, dots and hyphens'),
  /** 128 random bits in base64url. */
  id128: rule((text) => decodeBase64Url(text)?.length === 16, 'is not 16 bytes in base64url'),
  /** A key id, 64 bits in base64url. */
  keyId: rule((text) => decodeBase64Url(text)?.length === 8, 'is not 8 bytes in base64url'),
  /** A binding's value, 96 bits in base64url. */
  bindingValue: rule((text) => decodeBase64Url(text)?.length === 12, 'is not 12 bytes in base64url'),
  /** A raw Ed25519 public key in base64. */
  publicKey: rule((text) => decodeBase64(text)?.length === 32, 'is not 32 bytes in base64'),
  instant: rule(isInstant, 'is not a moment as YYYY-MM-DDTHH:MM:SSZ'),
  maskedSerial: rule((text) => MASKED_SERIAL.test(text), 'is not *****-*****-*****-XXXXX'),
  number: (least: number, most: number = limits.number): Rule =>
    rule(
      (text) => NUMBER.test(text) && Number(text) >= least && Number(text) <= most,
      `is not a decimal number from ${least} to ${most}`,
    ),
  oneOf: (values: readonly string[]): Rule => rule((text) => values.includes(text), `is none of ${values.join(', ')}`),
} as const;

function rule(holds: (text: string) => boolean, error: string): Rule {
  return (text) => holds(text) || error;
}
