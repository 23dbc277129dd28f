import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getAsset, isSea } from 'node:sea';

/** Names of the assets that `keyferry pack` puts into a single executable. Each page is a further asset, named by its path. */
export const carriedNames = { profile: 'vendor.json', decoder: 'zxing_reader.wasm', pages: 'pages.json' } as const;

/** @returns the name of a page's asset */
export function carriedPage(path: string): string {
  return `pages/${path}`;
}

/**
 * @returns the vendor profile in a single executable, with the keyset, as JSON text; null in the installed tool, which
 *   belongs to no vendor
 */
export function carriedProfile(): string | null {
  return isSea() ? getAsset(carriedNames.profile, 'utf8') : null;
}

/**
 * @returns the built pages for `packPage`: their bytes by path
 * @throws ConfigurationError when they are not built
 */
export async function prebuiltPages(): Promise<ReadonlyMap<string, Uint8Array>> {
  if (!isSea()) return (await import('../server/http/pages.ts')).builtPages();
  const paths: string[] = JSON.parse(getAsset(carriedNames.pages, 'utf8'));
  return new Map(paths.map((path) => [path, new Uint8Array(getAsset(carriedPage(path)))]));
}

/** @returns the code decoder, a WebAssembly module */
export function decoderWasm(): Uint8Array<ArrayBuffer> {
  if (isSea()) return new Uint8Array(getAsset(carriedNames.decoder));
  return new Uint8Array(readFileSync(decoderPath()));
}

export function decoderPath(): string {
  return createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
}
