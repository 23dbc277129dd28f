import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getAsset, isSea } from 'node:sea';
import { builtPages } from '../server/pages.ts';

/** Names under which a single executable holds what it carries, and under which `keyferry pack` puts it in. */
export const carriedNames = { profile: 'vendor.json', page: 'keyferry.html', decoder: 'zxing_reader.wasm' } as const;

/**
 * @returns the vendor profile that a single executable carries, with the keyset in it, JSON text; null in the tool as it
 *   is installed, which belongs to no vendor
 */
export function carriedProfile(): string | null {
  return isSea() ? getAsset(carriedNames.profile, 'utf8') : null;
}

/**
 * @returns the one-file page as the build leaves it, for `packPage`
 * @throws StartFault when the pages have not been built
 */
export function prebuiltPage(): string {
  if (isSea()) return getAsset(carriedNames.page, 'utf8');
  return new TextDecoder().decode(builtPages().get('keyferry.html'));
}

/** @returns the decoder of codes, WebAssembly */
export function decoderWasm(): Uint8Array<ArrayBuffer> {
  if (isSea()) return new Uint8Array(getAsset(carriedNames.decoder));
  return new Uint8Array(readFileSync(decoderPath()));
}

export function decoderPath(): string {
  return createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
}
