import {
  prepareZXingModule,
  purgeZXingModule,
  type ReaderOptions,
  type ReadResult,
  readBarcodes,
} from 'zxing-wasm/reader';
import { decoderWasm } from '../../carried.ts';
import { gifFrames, isGif } from './gifFrames.ts';
import { enlarged, maxPixels, type RgbaPixels } from './pixels.ts';
import { pngPixels, pngSize } from './pngPixels.ts';

/** Below it a module may be a single pixel, which is less than the decoder wants. */
const smallSide = 700;
/** The longer side that a tiny picture is enlarged to, about. */
const enlargedSide = 1000;

/** Any position, any number of codes. Reading one picture well is worth more here than reading it fast. */
const baseOptions: ReaderOptions = {
  formats: ['QRCode'],
  textMode: 'Plain',
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  maxNumberOfSymbols: 0,
  // Codes that were seen and not read tell that it is worth trying on.
  returnErrors: true,
};
/** Tried one after the other: noise and moiré vanish at one size or another, shadows with another threshold. */
const furtherTries: readonly ReaderOptions[] = [
  { ...baseOptions, downscaleFactor: 2, downscaleThreshold: 200 },
  { ...baseOptions, tryDenoise: true },
  { ...baseOptions, binarizer: 'GlobalHistogram' },
];

type Input = Parameters<typeof readBarcodes>[0];

let ready: Promise<unknown> | null = null;

/** Given here, the bytes are never looked for elsewhere: left alone, zxing-wasm asks a server on the internet. */
function prepare(): Promise<unknown> {
  ready ??= prepareZXingModule({
    overrides: {
      wasmBinary: decoderWasm(),
      printErr() {},
    },
    fireImmediately: true,
  });
  return ready;
}

/**
 * Finds the QR codes in a picture.
 *
 * @param file PNG, JPEG, BMP or GIF, untrusted
 * @returns the text of each code, none of them empty; null when it is no picture that can be opened
 */
export async function codesIn(file: Uint8Array): Promise<readonly string[] | null> {
  await prepare();
  try {
    return await (isGif(file) ? codesInFrames(file) : codesInFile(file));
  } catch {
    // Out of memory over a picture of enormous size. The decoder is of no use after that; the next picture gets a new one.
    purgeZXingModule();
    ready = null;
    return null;
  }
}

async function codesInFile(file: Uint8Array): Promise<readonly string[] | null> {
  const size = pngSize(file);
  if (size && size.width * size.height > maxPixels) return null;
  const isTiny = size && Math.max(size.width, size.height) < smallSide;
  const texts = isTiny ? [] : await search(file, 2);
  if (texts?.length !== 0 || !size) return texts;
  // The built-in reader of pictures takes no notice of what is transparent.
  const pixels = pngPixels(file);
  return pixels && codesInPixels(pixels);
}

/** A GIF that is damaged further on still gives what came before. */
async function codesInFrames(file: Uint8Array): Promise<readonly string[] | null> {
  const texts: string[] = [];
  let frames = 0;
  try {
    for (const frame of gifFrames(file)) {
      frames += 1;
      texts.push(...(await codesInPixels(frame)));
    }
  } catch {
    if (frames === 0) return null;
  }
  return texts;
}

async function codesInPixels(pixels: RgbaPixels): Promise<readonly string[]> {
  const longer = Math.max(pixels.width, pixels.height);
  const found = (await search(pixels, 1)) ?? [];
  if (found.length > 0 || longer >= smallSide) return found;
  return (await search(enlarged(pixels, Math.max(2, Math.round(enlargedSide / longer))), 1)) ?? [];
}

/**
 * @param fewest tries, even where codes are found before: a photo may show further ones
 * @returns null when zxing could not open it
 */
async function search(picture: Uint8Array | RgbaPixels, fewest: number): Promise<readonly string[] | null> {
  const texts = new Set<string>();
  for (const [at, options] of [baseOptions, ...furtherTries].entries()) {
    const results = await readBarcodes(asInput(picture), options);
    if (results.some(couldNotOpen)) return null;
    for (const { text } of results) if (text !== '') texts.add(text);
    const unread = results.some(({ isValid }) => !isValid);
    if (at + 1 >= fewest && texts.size > 0 && !unread) break;
  }
  return [...texts];
}

/** A file that cannot be opened comes back as one result of no format. */
function couldNotOpen({ isValid, format }: ReadResult): boolean {
  return !isValid && String(format) === '';
}

function asInput(picture: Uint8Array | RgbaPixels): Input {
  // Nothing else of an ImageData is looked at, and there is none in Node.
  return picture instanceof Uint8Array ? picture : ({ ...picture, colorSpace: 'srgb' } as Input);
}
