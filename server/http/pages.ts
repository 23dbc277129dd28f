import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { packPage, packPages, policyOf } from '../../src/vendor/pack.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import { ConfigurationError } from '../configurationError.ts';

/** The built pages with the vendor profile, ready to be served. */
export type Pages = ReadonlyMap<string, BuiltPage>;

export interface BuiltPage {
  readonly plain: Variant;
  /** Compressed in a thread of the platform, or read from disk, on first use. */
  readonly compressed: Readonly<Record<Coding, () => Promise<Variant | null>>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Content codings (RFC 9110 section 8.4.1), best first. Browsers take Brotli over https and from localhost only. */
const codings = ['br', 'gzip'] as const;
type Coding = (typeof codings)[number];

interface Variant {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Strong validator (RFC 9110 section 8.8.3) of this variant. */
  readonly etag: string;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/vnd.microsoft.icon',
  '.webp': 'image/webp',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * @returns the pages that were built together with this program
 * @throws ConfigurationError when they have not been built
 */
export function builtPages(): ReadonlyMap<string, Uint8Array> {
  return readBuiltPages(fileURLToPath(new URL('../pages', import.meta.url)));
}

/**
 * Reads the built pages from disk, once.
 *
 * @param folder `dist/pages`
 * @returns their bytes by path, `/` between folders
 * @throws ConfigurationError when they have not been built
 */
export function readBuiltPages(folder: string): Map<string, Uint8Array> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = entries.map((entry) => join(entry.parentPath, entry.name));
    return new Map(paths.map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path)]));
  } catch {
    throw new ConfigurationError(`The pages in ${folder} are missing; "npm run build" makes them.`);
  }
}

/**
 * @param built from `readBuiltPages`
 * @param profiles of the vendor's products, the main one first
 * @returns the answer for each path
 * @throws Refusal `profile-invalid`, `page-not-prebuilt`; ConfigurationError as `packPageForDisk`
 */
export function preparePages(built: ReadonlyMap<string, Uint8Array>, profiles: readonly VendorProfile[]): Pages {
  const [main = '', ...others] = profiles.map((profile) => JSON.stringify(profile));
  const packed = packPages(built, main, 'same-origin', others);
  // Machines get a page of one product.
  for (const profile of profiles) {
    packed.set(`products/${profile.product.id}/keyferry.html`, Buffer.from(packPageForDisk(built, profile)));
  }
  return new Map([...packed].map(([path, bytes]) => [`/${path}`, preparePage(path, new Uint8Array(bytes))]));
}

/**
 * @returns the one-file page for a memory stick, which finds the service by its profile
 * @throws ConfigurationError when it was not built; Refusal as `packPage`
 */
export function packPageForDisk(built: ReadonlyMap<string, Uint8Array>, profile: VendorProfile): string {
  const page = built.get('keyferry.html');
  if (page === undefined)
    throw new ConfigurationError('keyferry.html is missing among the built pages; build them again.');
  return packPage(new TextDecoder().decode(page), JSON.stringify(profile), { service: 'profile' });
}

/** @param path decides the media type and the caching */
export function preparePage(path: string, bytes: Uint8Array<ArrayBuffer>): BuiltPage {
  return {
    plain: { bytes, etag: etagOf(bytes) },
    compressed: {
      br: once(async () => worthwhile(bytes, compressedBefore(path, 'br') ?? (await brotli(bytes)))),
      gzip: once(async () => worthwhile(bytes, compressedBefore(path, 'gzip') ?? (await zip(bytes, { level: 9 })))),
    },
    headers: {
      'content-type': mediaTypes[extname(path)] ?? 'application/octet-stream',
      'cache-control': cacheControl(path),
      vary: 'accept-encoding',
      ...(path.endsWith('.html') && { 'content-security-policy': headerPolicy(bytes) }),
      ...(path.endsWith('.js') && { 'content-security-policy': workerPolicy }),
    },
  };
}

/** The build names these files by a hash of their content, and packing does not change them. */
const isAsset = (path: string): boolean => /^(?:assets|admin)\//.test(path);

/** @returns the file that the build has compressed; null for packed pages and in development */
function compressedBefore(path: string, coding: Coding): Uint8Array | null {
  const file = new URL(`../compressed/${path}.${coding}`, import.meta.url);
  return isAsset(path) && existsSync(file) ? readFileSync(file) : null;
}

const [brotliZip, zip] = [promisify(brotliCompress), promisify<Uint8Array, { level: number }, Uint8Array>(gzip)];

/** Quality 11 takes seconds for the one-file page. */
function brotli(bytes: Uint8Array): Promise<Uint8Array> {
  const quality = bytes.length > 512 * 1024 ? 9 : 11;
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  return brotliZip(bytes, {
    params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

/** Null where compression saves nothing. */
function worthwhile(plain: Uint8Array, compressed: Uint8Array): Variant | null {
  if (compressed.length >= plain.length * 0.9) return null;
  const bytes = new Uint8Array(compressed);
  return { bytes, etag: etagOf(bytes) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * A worker has the policy of its own script's answer, not of the page (CSP3 section 4.2.3): the service worker fetches the
 * files that it caches, and the decoder's worker compiles WebAssembly.
 */
const workerPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'";

/** The page's own policy, and the directives that `<meta>` does not support (CSP3 section 3.3). */
function headerPolicy(html: Uint8Array): string {
  const policy = policyOf(new TextDecoder().decode(html));
  if (policy === null)
    throw new ConfigurationError('A built page has no content security policy; build the pages again.');
  return `${policy}; frame-ancestors 'none'`;
}

function cacheControl(path: string): string {
  if (isAsset(path)) return 'public, max-age=31536000, immutable';
  return /\.(?:html|webmanifest)$|^sw\.js$/.test(path) ? 'no-cache' : 'public, max-age=3600';
}

function etagOf(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}

/**
 * Answers a request for one page.
 *
 * @param acceptEncoding `Accept-Encoding` of the call
 * @param ifNoneMatch `If-None-Match` of the call
 */
export async function pageResponse(page: BuiltPage, acceptEncoding: string, ifNoneMatch: string): Promise<Response> {
  const { coding, bytes, etag } = await variantOf(page, acceptEncoding);
  const headers = { ...page.headers, etag, ...(coding !== null && { 'content-encoding': coding }) };
  const unchanged = ifNoneMatch.split(',').some((known) => known.trim().replace(/^W\//, '') === etag);
  return unchanged ? new Response(null, { status: 304, headers }) : new Response(bytes, { headers });
}

async function variantOf(
  page: BuiltPage,
  acceptEncoding: string,
): Promise<Variant & { readonly coding: Coding | null }> {
  for (const coding of codings) {
    const variant = accepts(acceptEncoding, coding) ? await page.compressed[coding]() : null;
    if (variant !== null) return { ...variant, coding };
  }
  return { ...page.plain, coding: null };
}

/** Listed, and not with a weight of zero (RFC 9110 section 12.5.3). */
function accepts(acceptEncoding: string, coding: Coding): boolean {
  return acceptEncoding.split(',').some((entry) => {
    const [name = '', weight = ''] = entry.split(';');
    return name.trim().toLowerCase() === coding && !/^\s*q=0(?:\.0*)?\s*$/i.test(weight);
  });
}
