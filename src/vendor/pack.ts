import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodeBase64 } from '../crypto/base64.ts';
import { mediaTypeOf } from '../documents/documentType.ts';
import { activationEnding, exportEnding } from '../documents/fileEndings.ts';
import { Refusal } from '../refusal.ts';
import type { Profiles } from './packedProfiles.ts';
import { readProfile, readProfiles, type VendorProfile } from './profile.ts';

/** Placeholders that the build leaves in the pages and packing fills in. Each must occur exactly once. */
const placeholder = {
  vendor: '<script type="application/json" id="vendor" data-service="unpacked"></script>',
  policy: 'connect-src keyferry-service',
  title: '<title>Keyferry</title>',
  color: '<meta name="theme-color" media="(prefers-color-scheme: light)" content="#f3f4f6" />',
} as const;

/** Files that packing changes, by name among the built pages. The one-file page never has a service of its own. */
const packedFiles = { 'index.html': 'page', 'keyferry.html': 'file', 'manifest.webmanifest': 'manifest' } as const;
type PackedForm = (typeof packedFiles)[keyof typeof packedFiles];

/** The vendor's admin page: not part of the installed app, and optional. */
const adminPage = 'admin.html';
/** The admin page and its files. */
const isAdmin = /^admin(?:\.html$|\/)/;

/**
 * Where a page finds its service. `same-origin`: the activation service serves the page. `profile`: the profile names the
 * service. `this-machine`: the command line tool serves the page on the machine, and there is no service.
 */
export type ServiceOrigin = 'same-origin' | 'profile' | 'this-machine';

/** Options of packing one page. */
export interface PackOptions {
  readonly service: ServiceOrigin;
  /** Whether the page consists of several files and loads the others from its own origin. */
  readonly loadsOwnFiles?: boolean;
  /** Profiles of further products that the page serves, JSON texts; by default it has one product. */
  readonly otherProducts?: readonly string[];
}

/**
 * Packs a profile, or those of several products, into one prebuilt page.
 *
 * @param html a prebuilt page
 * @param profileJson the vendor profile of the page's main product, JSON text
 * @param options where the page finds its service; `connect-src` allows that and the page's own files
 * @returns the page with profile, policy, title and theme color filled in
 * @throws Refusal `profile-invalid` with `path` and `fault`; `page-not-prebuilt` with `missing`, the placeholder that
 *   does not occur exactly once
 */
export function packPage(html: string, profileJson: string, options: PackOptions): string {
  const profiles = profilesOf(profileJson, options.otherProducts);
  const own = options.service !== 'profile' || options.loadsOwnFiles ? ["'self'"] : [];
  const others = options.service === 'profile' ? new Set(profiles.map(policySource)) : [];
  let page = html;
  page = fill(page, 'vendor', vendorBlocks(profiles, options.service));
  page = fill(page, 'policy', `connect-src ${[...own, ...others].join(' ')}`);
  page = fill(page, 'title', `<title>${escapeText(appName(profiles))}</title>`);
  return fill(page, 'color', themeColor(profiles[0]));
}

/**
 * Packs a profile into the web app manifest.
 *
 * @param manifestJson the prebuilt manifest
 * @param profileJson the vendor profile of the main product, JSON text
 * @param otherProducts profiles of further products, JSON texts
 * @returns the manifest with the name of product or vendor, id, color, and the file endings of all products
 * @throws Refusal `profile-invalid` with `path` and `fault`; `page-not-prebuilt` when it is not the prebuilt manifest
 */
export function packManifest(manifestJson: string, profileJson: string, otherProducts: readonly string[] = []): string {
  const profiles = profilesOf(profileJson, otherProducts);
  const [profile] = profiles;
  const manifest = prebuiltManifest(manifestJson);
  const endings = (of: keyof VendorProfile['fileEndings']) => [
    ...new Set(profiles.map(({ fileEndings }) => fileEndings[of])),
  ];
  const handled = [
    ...(['request', 'license', 'return'] as const).map((of) => ({ type: mediaTypeOf(of), endings: endings(of) })),
    { type: mediaTypeOf('activation'), endings: [activationEnding] },
    { type: 'application/vnd.keyferry.carried.v1+json', endings: [exportEnding] },
  ];
  return JSON.stringify({
    ...manifest,
    id: `./keyferry-${profile.product.id}`,
    name: appName(profiles),
    short_name: subjectOf(profiles),
    ...(profile.accent === undefined ? {} : { theme_color: profile.accent }),
    share_target: shareTarget(handled.flatMap((each) => each.endings)),
    file_handlers: handled.map(({ type, endings }) => ({ action: './', accept: { [type]: endings } })),
  });
}

/**
 * Packs a profile into all files of `dist/pages` and updates the revisions in the service worker's precache list, so that an
 * installed app notices a changed profile.
 *
 * @param files the built files by path, `/` as separator; not changed
 * @param profileJson the vendor profile of the main product, JSON text
 * @param service where the installable pages find their service. With `profile` any host may serve them; the admin page,
 *   which only the service can serve, is left out
 * @param otherProducts profiles of further products, JSON texts. The installable pages and the admin page serve all
 *   products; the one-file page, which is for machines, has the main product only
 * @returns all files, the packed ones replaced
 * @throws Refusal `profile-invalid` with `path` and `fault`; `page-not-prebuilt` with `missing`
 */
export function packPages(
  files: ReadonlyMap<string, Uint8Array>,
  profileJson: string,
  service: ServiceOrigin = 'same-origin',
  otherProducts: readonly string[] = [],
): Map<string, Uint8Array> {
  const packed = service === 'profile' ? pagesOfApp(files) : new Map(files);
  let worker = textOf(files, 'sw.js');
  for (const [name, form] of Object.entries(packedFiles)) {
    const bytes = new TextEncoder().encode(
      packFile(textOf(files, name), form, profileJson, { service, otherProducts }),
    );
    packed.set(name, bytes);
    worker = replaceOnce(worker, revisionPlaceholder(name), revisionOf(bytes), `sw.js revision of ${name}`);
    worker = replaceOnce(worker, integrityPlaceholder(name), integrityOf(bytes), `sw.js integrity of ${name}`);
  }
  packed.set('sw.js', new TextEncoder().encode(worker));
  if (packed.has(adminPage)) {
    const page = packPage(textOf(files, adminPage), profileJson, { service, otherProducts });
    packed.set(adminPage, new TextEncoder().encode(page));
  }
  return packed;
}

function packFile(text: string, form: PackedForm, profileJson: string, options: PackOptions): string {
  if (form === 'manifest') return packManifest(text, profileJson, options.otherProducts);
  return packPage(text, profileJson, form === 'file' ? { service: 'profile' } : { ...options, loadsOwnFiles: true });
}

/** @throws Refusal `profile-invalid` */
function profilesOf(main: string, others: readonly string[] = []): Profiles {
  for (const each of others) readProfile(each);
  return readProfiles(main, others.length === 0 ? null : `[${others.join()}]`);
}

/** @returns the files without the admin page and what belongs to it */
export function pagesOfApp(files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  return new Map([...files].filter(([path]) => !isAdmin.test(path)));
}

/**
 * @param html a packed page
 * @returns the profile in it, JSON text; null when there is none
 */
export function profileIn(html: string): string | null {
  return (
    /<script type="application\/json" id="vendor" data-service="[a-z-]+">([^<]+)<\/script>/.exec(html)?.[1] ?? null
  );
}

/**
 * For the build: adds to each file of the precache list the hash that its bytes must have when the service worker stores
 * it (Subresource Integrity), and puts placeholders in place of revision and hash of packed files.
 *
 * @param entries the precache list
 * @param read returns a built file's bytes
 * @returns the list, with placeholders for `packPages`
 */
export function completePrecacheList<Entry extends { url: string; revision?: string | null }>(
  entries: readonly Entry[],
  read: (url: string) => Uint8Array,
): (Entry & { integrity: string })[] {
  return entries.map((entry) => {
    const { url } = entry;
    if (!Object.hasOwn(packedFiles, url)) return { ...entry, integrity: integrityOf(read(url)) };
    return { ...entry, revision: revisionPlaceholder(url), integrity: integrityPlaceholder(url) };
  });
}

/**
 * @param html a packed page
 * @returns its content security policy, to repeat as an HTTP header; null when it has none
 */
export function policyOf(html: string): string | null {
  return /<meta http-equiv="Content-Security-Policy" content="([^"]*)" \/>/.exec(html)?.[1] ?? null;
}

function fill(page: string, part: keyof typeof placeholder, text: string): string {
  return replaceOnce(page, placeholder[part], text, part);
}

function replaceOnce(text: string, search: string, replacement: string, missing: string): string {
  const at = text.indexOf(search);
  if (at < 0 || text.indexOf(search, at + 1) >= 0) throw new Refusal('page-not-prebuilt', { missing });
  return text.slice(0, at) + replacement + text.slice(at + search.length);
}

function vendorBlocks([main, ...others]: Profiles, service: ServiceOrigin): string {
  const block = (attributes: string, content: object) =>
    `<script type="application/json" ${attributes}>${scriptSafe(JSON.stringify(content))}</script>`;
  const vendor = block(`id="vendor" data-service="${service}"`, main);
  return others.length === 0 ? vendor : `${vendor}\n    ${block('id="other-products"', others)}`;
}

/** Escapes JSON so that it cannot end its script element, open a comment or hold a line separator. */
function scriptSafe(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** @returns the service as a host-source of a policy (CSP3 section 2.3.1), which {@link faultOfServiceUrl} makes sure of */
function policySource({ serviceUrl }: VendorProfile): string {
  return serviceUrl.toLowerCase();
}

function appName(profiles: Profiles): string {
  return `Activate ${subjectOf(profiles)}`;
}

/** The product's name; the vendor's where there are several products. */
function subjectOf([main, ...others]: Profiles): string {
  return others.length === 0 ? main.product.name : main.vendor.name;
}

function themeColor(profile: VendorProfile): string {
  return profile.accent === undefined ? placeholder.color : placeholder.color.replace('#f3f4f6', profile.accent);
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function prebuiltManifest(json: string): Record<string, unknown> {
  try {
    const manifest: unknown = JSON.parse(json);
    if (typeof manifest === 'object' && manifest !== null && 'share_target' in manifest) return { ...manifest };
  } catch {
    // Not JSON: refused below, like any other wrong manifest.
  }
  throw new Refusal('page-not-prebuilt', { missing: 'manifest' });
}

/** Android offers the app for these types only; a file of unknown type has application/octet-stream. */
function shareTarget(endings: readonly string[]): object {
  const documents = ['.txt', '.xml', 'text/*', 'application/xml', 'application/octet-stream', 'image/*'];
  const around = ['.zip', '.gz', '.eml', 'application/zip', 'application/gzip', 'message/rfc822'];
  const accept = [...endings, ...documents, ...around];
  return {
    action: './share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: { title: 'title', text: 'text', url: 'url', files: [{ name: 'files', accept }] },
  };
}

function textOf(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Refusal('page-not-prebuilt', { missing: name });
  return new TextDecoder().decode(bytes);
}

function revisionPlaceholder(name: string): string {
  return `revision-of:${name}`;
}

function integrityPlaceholder(name: string): string {
  return `integrity-of:${name}`;
}

/** @returns integrity metadata (Subresource Integrity, section 3.5) */
function integrityOf(bytes: Uint8Array): string {
  return `sha256-${encodeBase64(sha256(bytes))}`;
}

/** Half a SHA-256 is enough to distinguish revisions of one file. */
function revisionOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes).subarray(0, 16));
}
