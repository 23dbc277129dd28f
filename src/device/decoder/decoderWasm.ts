import address from 'zxing-wasm/reader/zxing_reader.wasm?url';

/**
 * Loads zxing's WebAssembly binary from our own origin or, in the one-file page, from a data: URL. The latter is decoded by
 * hand, because our content security policy lets no page fetch a data: URL.
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
  return Uint8Array.from(binary, (character) => character.charCodeAt(0)).buffer;
}

async function fetched(url: string): Promise<ArrayBuffer | null> {
  const response = await fetch(url);
  return response.ok ? response.arrayBuffer() : null;
}
