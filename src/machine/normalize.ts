import { isPlaceholderAddress, isPlaceholderText, isPlaceholderUuid } from './placeholders.ts';

/** The one spelling of an identifier; or why there is none. */
export type Normalized = { readonly value: string } | 'placeholder' | 'missing';

/**
 * The install id of an operating system, or the UUID of a machine.
 *
 * @param text with or without hyphens and braces, in any case
 * @returns 32 digits of hex in lower case
 */
export function normalizeUuid(text: string): Normalized {
  const bare = text.trim();
  if (bare === '') return 'missing';
  const hex = bare.replace(/[{}-]/g, '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(hex)) return isPlaceholderText(bare) ? 'placeholder' : 'missing';
  return isPlaceholderUuid(hex) ? 'placeholder' : { value: hex };
}

/**
 * The serial number of a board or a disk.
 *
 * @returns in capitals, without white space and NULs, with which firmware fills up; and without the dot that Windows puts behind
 */
export function normalizeSerial(text: string): Normalized {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: firmware fills up with them
  const bare = text.replace(/[\s\u0000-\u001f\u007f]/g, '').replace(/\.$/, '');
  if (bare === '') return text.includes('.') ? 'placeholder' : 'missing';
  return isPlaceholderText(bare) ? 'placeholder' : { value: bare.toUpperCase() };
}

/**
 * @param text six pairs of hex, with whatever between them
 * @returns 12 digits of hex in lower case
 */
export function normalizeAddress(text: string): Normalized {
  const hex = text.replace(/[\s:.-]/g, '').toLowerCase();
  if (!/^[0-9a-f]{12}$/.test(hex)) return 'missing';
  return isPlaceholderAddress(hex) ? 'placeholder' : { value: hex };
}
