import {
  prepareZXingModule,
  purgeZXingModule,
  type ReaderOptions,
  type ReadResult,
  readBarcodes,
} from 'zxing-wasm/reader';
import { maxPixels } from '../../../src/transfer/picture/pictureFile.ts';
import { isPlausible } from '../../../src/transfer/picture/plausibleText.ts';
import { type RgbaPicture, treated } from '../../../src/transfer/picture/treatments.ts';
import { transferOf } from '../../../src/transfer/receiver.ts';
import { decoderWasm } from '../../carried.ts';
import { gifFrames, isGif } from './gifFrames.ts';
import { blended, enlarged, isOpaque } from './pixels.ts';
import { pngPixels, pngSize } from './pngPixels.ts';

/** Pixels. In smaller pictures a module may be a single pixel, too little for the decoder. */
const smallSide = 700;
/** Pixels, about. The longer side of an enlarged small picture. */
const enlargedSide = 1000;

/** Any position and number of codes; reliability before speed. */
const baseOptions: ReaderOptions = {
  // Not QRCode: that includes Micro QR, which any corner of a damaged code may resemble.
  formats: ['QRCodeModel2'],
  textMode: 'Plain',
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  maxNumberOfSymbols: 0,
  // A code that was found but not read is a reason to try again.
  returnErrors: true,
};
/** Tried in this order: another size removes noise and moiré, another threshold removes shadows. */
const furtherTries: readonly ReaderOptions[] = [
  { ...baseOptions, downscaleFactor: 2, downscaleThreshold: 200 },
  { ...baseOptions, tryDenoise: true },
  { ...baseOptions, binarizer: 'GlobalHistogram' },
];

type Input = Parameters<typeof readBarcodes>[0];

let ready: Promise<unknown> | null = null;

/** Passes the WebAssembly in; otherwise zxing-wasm downloads it from the internet. */
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
 * @returns the text of each code, never empty; null if the file is not a readable picture
 */
export async function codesIn(file: Uint8Array): Promise<readonly string[] | null> {
  // After an enormous picture, for which memory did not suffice, a decoder is unusable: a new one gets a second chance.
  for (let decoders = 0; decoders < 2; decoders++) {
    try {
      await prepare();
      return await (isGif(file) ? codesInFrames(file) : codesInFile(file));
    } catch {
      purgeZXingModule();
      ready = null;
    }
  }
  return null;
}

async function codesInFile(file: Uint8Array): Promise<readonly string[] | null> {
  const size = pngSize(file);
  if (size && size.width * size.height > maxPixels) return null;
  const isSmall = size && Math.max(size.width, size.height) < smallSide;
  const texts = isSmall ? [] : await search(file, 2);
  if (texts?.length !== 0 || !size) return texts;
  // zxing's own picture reader ignores transparency.
  const pixels = pngPixels(file);
  if (!pixels) return null;
  const onWhite = await codesInPixels(blended(pixels, 255));
  return onWhite.length > 0 || isOpaque(pixels) ? onWhite : codesInPixels(blended(pixels, 0));
}

/** Of a damaged GIF, the frames before the damage are read. */
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

async function codesInPixels(pixels: RgbaPicture): Promise<readonly string[]> {
  const longer = Math.max(pixels.width, pixels.height);
  const found = (await search(pixels, 1)) ?? [];
  if (found.length > 0) return found;
  const isSmall = longer < smallSide;
  const larger = isSmall ? await search(enlarged(pixels, Math.max(2, Math.round(enlargedSide / longer))), 1) : [];
  return larger && larger.length > 0 ? larger : codesInTreated(pixels);
}

/** In pictures in which nothing was found as they are. */
async function codesInTreated(pixels: RgbaPicture): Promise<readonly string[]> {
  for (const treatment of ['sharpened', 'softened'] as const) {
    const found = (await search(treated(pixels, treatment), 1)) ?? [];
    if (found.length > 0) return found;
  }
  // Reads a few pictures that zxing does not, and takes long.
  const { default: jsqr } = await import('jsqr');
  const text = jsqr(pixels.data, pixels.width, pixels.height)?.data ?? '';
  return isPlausible(text) ? [text] : [];
}

/**
 * @param fewest minimum number of tries, since a photo may contain further codes
 * @returns null if zxing could not open the picture
 */
async function search(picture: Uint8Array | RgbaPicture, fewest: number): Promise<readonly string[] | null> {
  const texts = new Set<string>();
  for (const [at, options] of [baseOptions, ...furtherTries].entries()) {
    const results = await readBarcodes(asInput(picture), options);
    if (results.some(couldNotOpen)) return null;
    for (const result of results) if (isReliable(result)) texts.add(result.text);
    const unread = results.some(({ isValid }) => !isValid);
    if (at + 1 >= fewest && texts.size > 0 && !unread) break;
  }
  return [...texts];
}

/**
 * zxing also returns what is left of a code whose error correction failed: garbage, or a part of the text. That is of use
 * only as a frame of ours, whose checksum tells.
 */
function isReliable({ isValid, text }: ReadResult): boolean {
  return isValid ? text !== '' : transferOf(text) !== null;
}

/** zxing reports an unreadable file as one result without a format. */
function couldNotOpen({ isValid, format }: ReadResult): boolean {
  return !isValid && String(format) === '';
}

function asInput(picture: Uint8Array | RgbaPicture): Input {
  // zxing reads nothing else of an ImageData, which Node does not have.
  return picture instanceof Uint8Array ? picture : ({ ...picture, colorSpace: 'srgb' } as Input);
}
