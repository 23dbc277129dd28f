/** How files of each format begin. */
const signatures: Readonly<Record<string, (bytes: Buffer) => boolean>> = {
  png: (bytes) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  webp: (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
  'svg+xml': (bytes) =>
    /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:-?[^-])*-->\s*)*<svg[\s>]/.test(bytes.toString('utf8')),
};

/**
 * What a logo does not need. Pages show it as an image, in which browsers run and load nothing; this protects users who open
 * the picture directly.
 */
const unsafe: readonly (readonly [RegExp, string])[] = [
  [/<script\b/i, 'script'],
  [/<foreignObject\b/i, 'foreignObject'],
  [/<!DOCTYPE/i, 'DOCTYPE'],
  [/<!ENTITY/i, 'ENTITY'],
  [/<\?xml-stylesheet/i, 'xml-stylesheet'],
  [/@import/i, '@import'],
  [/[\s"'/]on[a-z]+\s*=/i, 'event handler'],
  [/javascript:/i, 'javascript:'],
  [/\b(?:href|src)\s*=\s*(?:["']\s*)?(?!["'#]|data:image\/(?:png|jpeg|webp);base64,)[^\s"'>]/i, 'href'],
  [/url\(\s*(?:["']\s*)?(?!["'#]|data:image\/)[^\s"')]/i, 'url()'],
];

/** Why a logo is refused. */
export type LogoFault =
  | { readonly fault: 'base64' }
  /** @property kind the format that it claims */
  | { readonly fault: 'other-kind'; readonly kind: string }
  /** @property construct what the SVG contains */
  | { readonly fault: 'unsafe'; readonly construct: string };

/**
 * Checks a vendor's logo.
 *
 * @param dataUrl of the form that the profile's schema accepts
 * @returns null if it has the format that it claims and, as an SVG, contains only a picture
 */
export function logoFault(dataUrl: string): LogoFault | null {
  const [, kind = '', encoded = ''] = /^data:image\/([a-z+]+);base64,(.*)$/s.exec(dataUrl) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length === 0 || bytes.toString('base64') !== encoded) return { fault: 'base64' };
  if (!signatures[kind]?.(bytes)) return { fault: 'other-kind', kind };
  if (kind !== 'svg+xml') return null;
  const text = bytes.toString('utf8');
  const found = unsafe.find(([construct]) => construct.test(text));
  return found ? { fault: 'unsafe', construct: found[1] } : null;
}
