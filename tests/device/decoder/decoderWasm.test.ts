import { deflateRawSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { inflated } from '../../../src/device/decoder/decoderWasm.ts';
import { noisyBytes } from '../../cli/tool.ts';

const bytes = noisyBytes(300_000);
const deflated = new Uint8Array(deflateRawSync(bytes));
const native = globalThis.DecompressionStream;

afterEach(() => vi.unstubAllGlobals());

test('the decoder is inflated by the browser, once, where it can', async () => {
  const formats: string[] = [];
  vi.stubGlobal(
    'DecompressionStream',
    class extends native {
      constructor(format: CompressionFormat) {
        super(format);
        formats.push(format);
      }
    },
  );
  expect(new Uint8Array(await inflated(deflated))).toEqual(bytes);
  expect(formats).toEqual(['deflate-raw']);
});

test.each([
  ['has none', undefined],
  [
    'does not know the format',
    class {
      constructor() {
        throw new TypeError("Unsupported compression format: 'deflate-raw'");
      }
    },
  ],
])('and by hand where the browser %s', async (_, missing) => {
  vi.stubGlobal('DecompressionStream', missing);
  expect(new Uint8Array(await inflated(deflated))).toEqual(bytes);
});
