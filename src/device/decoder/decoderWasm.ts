import { inflateSync } from 'fflate';
import address from 'zxing-wasm/reader/zxing_reader.wasm?url';

/**
 * Loads zxing's WebAssembly binary from our own origin or, in the one-file page, deflated from a data: URL (`scripts/vite/deflatedDecoder.ts`).
 * The latter is decoded by hand, because our content security policy lets no page fetch a data: URL, and inflated by hand,
 * because the oldest browsers have no DecompressionStream.
 *
 * @returns null when it is not available
 */
export async function loadDecoderWasm(): Promise<ArrayBuffer | null> {
  if (typeof WebAssembly !== 'object') return null;
  try {
    return address.startsWith('data:') ? inlined(address) : await fetched(address);
  } catch {
    return null;
  }
}

function inlined(dataUrl: string): ArrayBuffer {
  const binary = atob(dataUrl.slice(dataUrl.indexOf(',') + 1));
  const deflated = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  // Copied, because the result may be part of a larger buffer.
  return new Uint8Array(inflateSync(deflated)).buffer;
}

async function fetched(url: string): Promise<ArrayBuffer | null> {
  const response = await fetch(url);
  return response.ok ? response.arrayBuffer() : null;
}
