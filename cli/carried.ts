import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getAsset, isSea } from 'node:sea';
import { builtPages } from '../server/http/pages.ts';

/** What a single executable holds, by name, as `keyferry pack` puts it in. The pages stand behind it, each by its path. */
export const carriedNames = { profile: 'vendor.json', decoder: 'zxing_reader.wasm', pages: 'pages.json' } as const;

/** @returns the name of a page's file */
export function carriedPage(path: string): string {
  return `pages/${path}`;
}

/**
 * @returns the vendor profile that a single executable carries, with the keyset in it, JSON text; null in the tool as it
 *   is installed, which belongs to no vendor
 */
export function carriedProfile(): string | null {
  return isSea() ? getAsset(carriedNames.profile, 'utf8') : null;
}

/**
 * @returns the pages as the build leaves them, for `packPage`: their bytes by path
 * @throws StartFault when they have not been built
 */
export function prebuiltPages(): ReadonlyMap<string, Uint8Array> {
  if (!isSea()) return builtPages();
  const paths: string[] = JSON.parse(getAsset(carriedNames.pages, 'utf8'));
  return new Map(paths.map((path) => [path, new Uint8Array(getAsset(carriedPage(path)))]));
}

/** @returns the decoder of codes, WebAssembly */
export function decoderWasm(): Uint8Array<ArrayBuffer> {
  if (isSea()) return new Uint8Array(getAsset(carriedNames.decoder));
  return new Uint8Array(readFileSync(decoderPath()));
}

export function decoderPath(): string {
  return createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
}
