import { inflateSync } from 'fflate';
import address from 'zxing-wasm/reader/zxing_reader.wasm?url';

/**
 * Loads zxing's WebAssembly binary from our own origin or, in the one-file page, deflated from a data: URL (`scripts/vite/deflatedDecoder.ts`).
 * The latter is decoded by hand, because our content security policy lets no page fetch a data: URL.
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

function inlined(dataUrl: string): Promise<ArrayBuffer> {
  const binary = atob(dataUrl.slice(dataUrl.indexOf(',') + 1));
  return inflated(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

/**
 * Inflates with the browser's own code, which takes a tenth of the time: by hand, the page would stand still while it is done.
 * The oldest browsers have no DecompressionStream, or one without this format.
 *
 * @param deflated RFC 1951
 */
export async function inflated(deflated: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  try {
    const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return await new Response(stream).arrayBuffer();
  } catch {
    // Copied, because the result may be part of a larger buffer.
    return new Uint8Array(inflateSync(deflated)).buffer;
  }
}

async function fetched(url: string): Promise<ArrayBuffer | null> {
  const response = await fetch(url);
  return response.ok ? response.arrayBuffer() : null;
}
