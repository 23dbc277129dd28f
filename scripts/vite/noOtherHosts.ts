import type { Plugin } from 'vite';

const publicCopy = 'https://fastly.jsdelivr.net/npm/zxing-wasm';

/**
 * The decoder's glue code contains the URL of a public copy of its WebAssembly. This app always ships its own, so the
 * URL is removed: a search of the pages for other hosts finds none.
 */
export function noOtherHosts(): Plugin {
  return {
    name: 'keyferry:no-other-hosts',
    transform: {
      filter: { id: /zxing-wasm/ },
      handler(code) {
        return code.includes(publicCopy) ? { code: code.replaceAll(publicCopy, 'zxing-wasm'), map: null } : null;
      },
    },
  };
}
