import jsqr from 'jsqr';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { Outline, Point } from '../../activation/detection.ts';
import { isPlausible } from '../../transfer/picture/plausibleText.ts';
import { inverted, type RgbaPicture, type Treatment, treated } from '../../transfer/picture/treatments.ts';
import { type DetectedCode, textsOf } from './detectedCode.ts';
import type { PixelSize } from './region.ts';

/** `live`: one of many frames, quickly. `thorough`: a single picture, several codes in any position. */
export type Effort = 'live' | 'thorough';

/** Finds QR codes in pixels. Runs in a worker, or on the page where workers cannot run. */
export interface DecoderEngine {
  readonly name: 'zxing' | 'jsqr';
  /** @returns each code that was read; with zxing also codes that were detected but not read */
  find(pixels: RgbaPicture, effort: Effort, treatment?: Treatment): Promise<readonly DetectedCode[]>;
  /** @returns the text of each code that was read, none of them empty */
  decode(pixels: RgbaPicture, effort: Effort, treatment?: Treatment): Promise<readonly string[]>;
}

/** Not QRCode: that includes Micro QR, which any corner of a damaged code may resemble. */
const formats: ReaderOptions['formats'] = ['QRCodeModel2'];

const readerOptions: Record<Effort, ReaderOptions> = {
  live: {
    formats,
    textMode: 'Plain',
    tryHarder: true,
    tryRotate: false,
    tryInvert: false,
    tryDownscale: true,
    returnErrors: true,
    // Includes codes that were not read, which must not end the search.
    maxNumberOfSymbols: 8,
  },
  thorough: {
    formats,
    textMode: 'Plain',
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    tryDownscale: true,
    maxNumberOfSymbols: 64,
  },
};

/** Pictures in which nothing was read before may show light codes on dark ground. */
const treatmentOptions: Partial<Record<Treatment, ReaderOptions>> = {
  histogram: { binarizer: 'GlobalHistogram', tryInvert: true },
  sharpened: { tryInvert: true },
  softened: { tryInvert: true },
};

/**
 * Starts zxing from its bytes, or jsqr where WebAssembly is missing, turned off or forbidden by policy.
 *
 * @param wasm zxing's WebAssembly binary; null when it could not be loaded
 */
export async function createEngine(wasm: ArrayBuffer | null): Promise<DecoderEngine> {
  if (!wasm || typeof WebAssembly !== 'object') return jsqrEngine;
  try {
    // Otherwise zxing-wasm fetches the binary from a server on the internet.
    await prepareZXingModule({ overrides: { wasmBinary: wasm, printErr() {} }, fireImmediately: true });
    return zxingEngine;
  } catch {
    return jsqrEngine;
  }
}

function engineOf(name: DecoderEngine['name'], find: DecoderEngine['find']): DecoderEngine {
  return { name, find, decode: async (...how) => textsOf(await find(...how)) };
}

const zxingEngine = engineOf('zxing', async (pixels, effort, treatment = 'plain') => {
  if (treatment === 'other') return jsqrEngine.find(pixels, effort);
  const options = { ...readerOptions[effort], ...treatmentOptions[treatment] };
  const found = await zxingFind(treated(pixels, treatment), options);
  // Apart from the first search, which nearly always suffices, and which `tryInvert` would make half as slow again.
  return found.length > 0 || options.tryInvert ? found : zxingFind(inverted(pixels), options);
});

async function zxingFind(
  { data, width, height }: RgbaPicture,
  options: ReaderOptions,
): Promise<readonly DetectedCode[]> {
  // Named one by one, because spreading an ImageData copies none of its properties.
  const picture = { data, width, height, colorSpace: 'srgb' } as ImageData;
  return (await readBarcodes(picture, options)).map(({ isValid, text, position }) => ({
    // A code that failed its checks may still have a partial text.
    text: isValid && text !== '' ? text : null,
    outline: outlineIn(
      { width, height },
      position.topLeft,
      position.topRight,
      position.bottomRight,
      position.bottomLeft,
    ),
  }));
}

/** Finds at most one code; with several in view it confuses their corners. */
const jsqrEngine = engineOf('jsqr', async (given, _, treatment = 'plain') => {
  const pixels = treated(given, treatment);
  const found = jsqr(pixels.data, pixels.width, pixels.height);
  if (!found || !isPlausible(found.data)) return [];
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = found.location;
  const outline = outlineIn(pixels, topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner);
  return [{ text: found.data, outline }];
});

/** @param corners in pixels */
function outlineIn({ width, height }: PixelSize, ...corners: Outline): Outline {
  const place = ({ x, y }: Point): Point => ({ x: x / width, y: y / height });
  const [first, second, third, fourth] = corners;
  return [place(first), place(second), place(third), place(fourth)];
}
