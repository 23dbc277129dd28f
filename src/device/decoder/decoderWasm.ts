import address from 'zxing-wasm/reader/zxing_reader.wasm?url';

/**
 * Gets the bytes of zxing's WebAssembly: from our own origin, or out of the page itself in the one-file form, where the
 * build has made a data: URL of the address. That one is taken apart by hand, since no policy of ours lets a page fetch
 * a data: URL.
 *
 * @returns null when they cannot be had
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
