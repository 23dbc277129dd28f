import type { Plugin } from 'vite';

const publicCopy = 'https://fastly.jsdelivr.net/npm/zxing-wasm';

/**
 * The decoder's glue names a public copy of its WebAssembly for those who bring none. This app always brings its own, so
 * the address goes: nobody who searches the pages for other hosts should have to wonder.
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
