import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';

const wanted = /zxing_reader\.wasm\?url$/;

/** The one-file page contains the decoder's WebAssembly deflated: as it is, it would be more than half of the page. */
export function deflatedDecoder(): Plugin {
  return {
    name: 'keyferry:deflated-decoder',
    enforce: 'pre',
    load: {
      filter: { id: wanted },
      handler(id) {
        const deflated = deflateRawSync(readFileSync(id.replace(/\?url$/, '')), { level: 9 });
        return `export default 'data:application/octet-stream;base64,${deflated.toString('base64')}';`;
      },
    },
  };
}
