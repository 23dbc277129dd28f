import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { Refusal } from '../refusal.ts';
import { readProfile, type VendorProfile } from './profile.ts';

/** Placeholders that the build leaves in the pages and packing fills in. Each must occur exactly once. */
const placeholder = {
  vendor: '<script type="application/json" id="vendor" data-service="unpacked"></script>',
  policy: 'connect-src keyferry-service',
  title: '<title>Keyferry</title>',
  color: '<meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f7f9" />',
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
}

/**
 * Packs a profile into one prebuilt page.
 *
 * @param html a prebuilt page
 * @param profileJson the vendor profile, JSON text
 * @param options where the page finds its service; `connect-src` allows that and the page's own files
 * @returns the page with profile, policy, title and theme color filled in
 * @throws Refusal `profile-invalid` with `path` and `fault`; `page-not-prebuilt` with `missing`, the placeholder that
 *   does not occur exactly once
 */
export function packPage(html: string, profileJson: string, options: PackOptions): string {
  const profile = readProfile(profileJson);
  const own = options.service !== 'profile' || options.loadsOwnFiles ? ["'self'"] : [];
  const others = options.service === 'profile' ? [policySource(profile)] : [];
  let page = html;
  page = fill(page, 'vendor', vendorBlock(profile, options.service));
  page = fill(page, 'policy', `connect-src ${[...own, ...others].join(' ')}`);
  page = fill(page, 'title', `<title>${escapeText(appName(profile))}</title>`);
  return fill(page, 'color', themeColor(profile));
}

/**
 * Packs a profile into the web app manifest.
 *
 * @param manifestJson the prebuilt manifest
 * @param profileJson the vendor profile, JSON text
 * @returns the manifest with the vendor's name, id, color and file endings
 * @throws Refusal `profile-invalid` with `path` and `fault`; `page-not-prebuilt` when it is not the prebuilt manifest
 */
export function packManifest(manifestJson: string, profileJson: string): string {
  const profile = readProfile(profileJson);
  const manifest = prebuiltManifest(manifestJson);
  const { request, license, return: returned } = profile.fileEndings;
  return JSON.stringify({
    ...manifest,
    id: `./keyferry-${profile.product.id}`,
    name: appName(profile),
    short_name: profile.product.name,
    ...(profile.accent === undefined ? {} : { theme_color: profile.accent }),
    share_target: shareTarget([request, license, returned]),
    file_handlers: [fileHandler('request', request), fileHandler('license', license), fileHandler('return', returned)],
  });
}

/**
 * Packs a profile into all files of `dist/pages` and updates the revisions in the service worker's precache list, so that an
 * installed app notices a changed profile.
 *
 * @param files the built files by path, `/` as separator; not changed
 * @param profileJson the vendor profile, JSON text
 * @param service where the installable pages find their service. With `profile` any host may serve them; the admin page,
 *   which only the service can serve, is left out
 * @returns all files, the packed ones replaced
 * @throws Refusal `profile-invalid` with `path` and `fault`; `page-not-prebuilt` with `missing`
 */
export function packPages(
  files: ReadonlyMap<string, Uint8Array>,
  profileJson: string,
  service: ServiceOrigin = 'same-origin',
): Map<string, Uint8Array> {
  const packed = service === 'profile' ? pagesOfApp(files) : new Map(files);
  let worker = textOf(files, 'sw.js');
  for (const [name, form] of Object.entries(packedFiles)) {
    const bytes = new TextEncoder().encode(packFile(textOf(files, name), form, profileJson, service));
    packed.set(name, bytes);
    worker = replaceOnce(worker, revisionPlaceholder(name), revisionOf(bytes), `sw.js revision of ${name}`);
  }
  packed.set('sw.js', new TextEncoder().encode(worker));
  if (packed.has(adminPage)) {
    const page = packPage(textOf(files, adminPage), profileJson, { service });
    packed.set(adminPage, new TextEncoder().encode(page));
  }
  return packed;
}

function packFile(text: string, form: PackedForm, profileJson: string, service: ServiceOrigin): string {
  if (form === 'manifest') return packManifest(text, profileJson);
  return packPage(text, profileJson, form === 'file' ? { service: 'profile' } : { service, loadsOwnFiles: true });
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
 * For the build: puts placeholders in place of the revisions of packed files.
 *
 * @param entries the precache list
 * @returns the list, with placeholders for `packPages`
 */
export function leaveRevisionsToPacking<Entry extends { url: string; revision?: string | null }>(
  entries: readonly Entry[],
): Entry[] {
  return entries.map((entry) =>
    Object.hasOwn(packedFiles, entry.url) ? { ...entry, revision: revisionPlaceholder(entry.url) } : { ...entry },
  );
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

function vendorBlock(profile: VendorProfile, service: ServiceOrigin): string {
  return `<script type="application/json" id="vendor" data-service="${service}">${scriptSafe(JSON.stringify(profile))}</script>`;
}

/** Escapes JSON so that it cannot end its script element, open a comment or hold a line separator. */
function scriptSafe(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** @returns the service as a host-source of a policy (CSP3 section 2.3.1), which {@link faultOfServiceUrl} makes sure of */
function policySource({ serviceUrl }: VendorProfile): string {
  return serviceUrl.toLowerCase();
}

function appName(profile: VendorProfile): string {
  return `Activate ${profile.product.name}`;
}

function themeColor(profile: VendorProfile): string {
  return profile.accent === undefined ? placeholder.color : placeholder.color.replace('#f6f7f9', profile.accent);
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

function fileHandler(type: 'request' | 'license' | 'return', ending: string): object {
  return { action: './', accept: { [`application/vnd.keyferry.${type}.v1+xml`]: [ending] } };
}

function textOf(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Refusal('page-not-prebuilt', { missing: name });
  return new TextDecoder().decode(bytes);
}

function revisionPlaceholder(name: string): string {
  return `revision-of:${name}`;
}

/** Half a SHA-256 is enough to distinguish revisions of one file. */
function revisionOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes).subarray(0, 16));
}
