import { type BuiltPage, preparePage } from '../../../server/http/pages.ts';
import { Refusal } from '../../../src/refusal.ts';
import { packPage } from '../../../src/vendor/pack.ts';

const page = 'index.html';

/** Removed: the page cannot be installed, and browsers fetch the manifest without the cookie. */
const manifestLink = /<link rel="manifest"[^<>]*>/;

/**
 * @param built the built pages, from `prebuiltPages`
 * @param profileJson the vendor profile, JSON text
 * @returns the wizard's files by URL path
 * @throws Refusal `profile-invalid`, `page-not-prebuilt`
 */
export function packWizard(
  built: ReadonlyMap<string, Uint8Array>,
  profileJson: string,
): ReadonlyMap<string, BuiltPage> {
  const html = built.get(page);
  if (html === undefined) throw new Refusal('page-not-prebuilt', { missing: page });
  const packed = packPage(new TextDecoder().decode(html), profileJson, { service: 'this-machine' });
  const parts = [...built].filter(([path]) => /^(?:assets|icons)\//.test(path));
  return new Map([
    ['/', preparePage(page, new TextEncoder().encode(packed.replace(manifestLink, '')))],
    ...parts.map(([path, bytes]) => [`/${path}`, preparePage(path, new Uint8Array(bytes))] as const),
  ]);
}
