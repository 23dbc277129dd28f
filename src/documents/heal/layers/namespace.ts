/** A document whose elements carry a prefix of a namespace, as some XML libraries write them. */
export const PREFIXED =
  /<([A-Za-z][A-Za-z0-9_.-]{0,15}):(?:LicenseRequest|LicenseReturn|License|Keyset|ActivationReceipt)[\s>]/;

/** Removes the prefix from all elements. */
export function removePrefix(text: string): string {
  const [, prefix = ''] = PREFIXED.exec(text) ?? [];
  return text.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</');
}
