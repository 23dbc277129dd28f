import jsqr from 'jsqr';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';

/** A picture as a canvas gives it: 4 bytes a pixel, opaque. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** `live`: one of many frames, quick. `thorough`: the only picture there is, several codes in any position. */
export type Effort = 'live' | 'thorough';

/** Finds QR codes in pixels. Runs in a worker, or on the page where workers cannot run. */
export interface DecoderEngine {
  readonly name: 'zxing' | 'jsqr';
  /** @returns the text of each code, none of them empty */
  decode(pixels: Pixels, effort: Effort): Promise<readonly string[]>;
}

const readerOptions: Record<Effort, ReaderOptions> = {
  live: {
    formats: ['QRCode'],
    textMode: 'Plain',
    tryHarder: true,
    tryRotate: false,
    tryInvert: false,
    tryDownscale: true,
    maxNumberOfSymbols: 1,
  },
  thorough: {
    formats: ['QRCode'],
    textMode: 'Plain',
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    tryDownscale: true,
    maxNumberOfSymbols: 64,
  },
};

/**
 * Starts zxing from its bytes, or jsqr where WebAssembly is missing, turned off or forbidden by policy.
 *
 * @param wasm zxing's WebAssembly binary; null when it could not be loaded
 */
export async function createEngine(wasm: ArrayBuffer | null): Promise<DecoderEngine> {
  if (!wasm || typeof WebAssembly !== 'object') return jsqrEngine;
  try {
    // Given here, the bytes are never looked for elsewhere: left alone, zxing-wasm asks a server on the internet.
    await prepareZXingModule({ overrides: { wasmBinary: wasm, printErr() {} }, fireImmediately: true });
    return zxingEngine;
  } catch {
    return jsqrEngine;
  }
}

const zxingEngine: DecoderEngine = {
  name: 'zxing',
  async decode(pixels, effort) {
    // Taken out one by one, because an ImageData's own are not copied by spreading. Nothing else of it is looked at.
    const { data, width, height } = pixels;
    const picture = { data, width, height, colorSpace: 'srgb' } as ImageData;
    const results = await readBarcodes(picture, readerOptions[effort]);
    return results.map((result) => result.text).filter((text) => text !== '');
  },
};

/** Finds one code at most: with several in view it mixes up their corners. */
const jsqrEngine: DecoderEngine = {
  name: 'jsqr',
  async decode({ width, height, data }, effort) {
    const inversionAttempts = effort === 'thorough' ? 'attemptBoth' : 'dontInvert';
    const text = jsqr(data, width, height, { inversionAttempts })?.data;
    return text ? [text] : [];
  },
};
