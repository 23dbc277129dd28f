import { isInstant } from './instant.ts';

/** Checks a text: true, or what is wrong with it. */
export type Rule = (text: string) => true | string;

/** Limits of the format. Texts are limited in UTF-8 bytes. The longest document within these limits is below 64 KiB. */
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

/** Base64 and base64url are canonical: the unused bits of the last character are zero. */
const ID128 = /^[A-Za-z0-9_-]{21}[AQgw]$/;
const KEY_ID = /^[A-Za-z0-9_-]{10}[AEIMQUYcgkosw048]$/;
const BINDING_VALUE = /^[A-Za-z0-9_-]{16}$/;
const PUBLIC_KEY = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const NUMBER = /^(?:0|[1-9][0-9]{0,9})$/;
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/;
/** What a masked serial number shows of all but its last group. */
export const serialMask = '*****-*****-*****-';
const MASKED_SERIAL = /^\*{5}-\*{5}-\*{5}-[0-9A-HJKMNP-TV-Z]{5}$/;
/**
 * Control characters, and the explicit directional formatting characters of Unicode UAX 9: they change how the text after
 * them reads on a screen, and right-to-left names do not need them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const NOT_TEXT = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/**
 * @param most UTF-8 bytes
 * @returns whether a document may hold the text: no control or directional formatting characters, no lone surrogates
 */
export function isText(text: string, most: number): boolean {
  return text.length <= most && !NOT_TEXT.test(text) && new TextEncoder().encode(text).length <= most;
}

export const rules = {
  /** Text by a person; may be empty. */
  holder: rule((text) => isText(text, limits.holderBytes), `is not text of at most ${limits.holderBytes} bytes`),
  /** A vendor's short text: version, feature, entitlement. */
  word: rule((text) => text !== '' && isText(text, limits.wordBytes), `is not text of 1 to ${limits.wordBytes} bytes`),
  /** Id of a product or a license type. */
  name: rule((text) => NAME.test(text), 'is not 1 to 64 lower-case letters, digits, dots and hyphens'),
  /** 128 random bits in base64url. */
  id128: rule((text) => ID128.test(text), 'is not 16 bytes in base64url'),
  /** A key id, 64 bits in base64url. */
  keyId: rule((text) => KEY_ID.test(text), 'is not 8 bytes in base64url'),
  /** A binding's value, 96 bits in base64url. */
  bindingValue: rule((text) => BINDING_VALUE.test(text), 'is not 12 bytes in base64url'),
  /** A raw Ed25519 public key in base64. */
  publicKey: rule((text) => PUBLIC_KEY.test(text), 'is not 32 bytes in base64'),
  instant: rule(isInstant, 'is not an instant as YYYY-MM-DDTHH:MM:SSZ'),
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
