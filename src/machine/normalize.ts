import { isPlaceholderAddress, isPlaceholderText, isPlaceholderUuid } from './placeholders.ts';

/** An identifier in its canonical spelling, or why there is none. */
export type Normalized = { readonly value: string } | 'placeholder' | 'missing';

/**
 * Normalizes the install id of an operating system or the UUID of a machine.
 *
 * @param text with or without hyphens and braces, in any case
 * @returns 32 lower-case hex digits
 */
export function normalizeUuid(text: string): Normalized {
  const bare = text.trim();
  if (bare === '') return 'missing';
  const hex = bare.replace(/[{}-]/g, '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(hex)) return isPlaceholderText(bare) ? 'placeholder' : 'missing';
  return isPlaceholderUuid(hex) ? 'placeholder' : { value: hex };
}

/**
 * Normalizes the serial number of a board or a disk.
 *
 * @returns upper case, without the white space and NULs that firmware pads with and the dot that Windows appends
 */
export function normalizeSerial(text: string): Normalized {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: firmware pads with them
  const bare = text.replace(/[\s\u0000-\u001f\u007f]/g, '').replace(/\.$/, '');
  if (bare === '') return text.includes('.') ? 'placeholder' : 'missing';
  return isPlaceholderText(bare) ? 'placeholder' : { value: bare.toUpperCase() };
}

/**
 * Normalizes a MAC.
 *
 * @param text six pairs of hex digits, with any separators
 * @returns 12 lower-case hex digits
 */
export function normalizeAddress(text: string): Normalized {
  const hex = text.replace(/[\s:.-]/g, '').toLowerCase();
  if (!/^[0-9a-f]{12}$/.test(hex)) return 'missing';
  return isPlaceholderAddress(hex) ? 'placeholder' : { value: hex };
}
