import {
  prepareZXingModule,
  purgeZXingModule,
  type ReaderOptions,
  type ReadResult,
  readBarcodes,
} from 'zxing-wasm/reader';
import { furtherAttempts } from '../../../src/transfer/picture/furtherAttempts.ts';
import { claimedSize, maxPixels } from '../../../src/transfer/picture/pictureFile.ts';
import { cutOut } from '../../../src/transfer/picture/picturePart.ts';
import { isPlausible } from '../../../src/transfer/picture/plausibleText.ts';
import { type RgbaPicture, type Treatment, treated } from '../../../src/transfer/picture/treatments.ts';
import { transferOf } from '../../../src/transfer/receiver.ts';
import { decoderWasm } from '../../carried.ts';
import { codesInFrames } from './codesInFrames.ts';
import { isGif } from './formats/gif.ts';
import { picturesIn } from './formats/pictures.ts';
import { enlarged, framed, reduced } from './pixels.ts';

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
const histogram: ReaderOptions = { ...baseOptions, binarizer: 'GlobalHistogram' };
/** Tried in this order: another size removes noise and moiré, another threshold removes shadows. */
const furtherTries: readonly ReaderOptions[] = [
  { ...baseOptions, downscaleFactor: 2, downscaleThreshold: 200 },
  { ...baseOptions, tryDenoise: true },
  histogram,
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
 * @param file PNG, JPEG, BMP, GIF, TIFF or PDF, untrusted
 * @returns the text of each code, never empty; null if the file is not a readable picture
 */
export async function codesIn(file: Uint8Array): Promise<readonly string[] | null> {
  // After an enormous picture, for which memory did not suffice, a decoder is unusable: a new one gets a second chance.
  for (let decoders = 0; decoders < 2; decoders++) {
    try {
      await prepare();
      return await codesInFile(file);
    } catch {
      purgeZXingModule();
      ready = null;
    }
  }
  return null;
}

async function codesInFile(file: Uint8Array): Promise<readonly string[] | null> {
  const size = claimedSize(file);
  if (size && size.width * size.height > maxPixels) return null;
  const isSmall = size && Math.max(size.width, size.height) < smallSide;
  // zxing's own reader of pictures is fast, but ignores transparency, and all but the first frame.
  const direct = isSmall || isGif(file) ? [] : await search(file, 2);
  if (direct && direct.length > 0) return direct;
  return (await codesInFrames(picturesIn(file), { glance, search: codesInPixels })) ?? (isSmall ? null : direct);
}

async function codesInPixels(picture: RgbaPicture): Promise<readonly string[]> {
  const onWhite = framed(picture, 'white');
  const longer = Math.max(picture.width, picture.height);
  const found = (await search(onWhite, 1)) ?? [];
  if (found.length > 0) return found;
  const isSmall = longer < smallSide;
  const larger = isSmall ? await search(enlarged(onWhite, Math.max(2, Math.round(enlargedSide / longer))), 1) : [];
  return larger && larger.length > 0 ? larger : codesInTreated(picture);
}

/** In pictures in which nothing was found as they are. */
async function codesInTreated(picture: RgbaPicture): Promise<readonly string[]> {
  for (const { treatment, scale, ground, part } of furtherAttempts(picture.width, picture.height)) {
    const shown = framed(reduced(part ? cutOut(picture, part) : picture, scale), ground);
    const found = treatment === 'other' ? await byOtherDecoder(shown) : await glance(shown, treatment);
    if (found.length > 0) return found;
  }
  return [];
}

/** A single search. */
async function glance(picture: RgbaPicture, treatment: Treatment = 'plain'): Promise<readonly string[]> {
  const options = treatment === 'histogram' ? histogram : baseOptions;
  const results = await readBarcodes(asInput(treated(picture, treatment)), options);
  return [...new Set(results.filter(isReliable).map(({ text }) => text))];
}

/** Reads a few pictures that zxing does not, and takes long. */
async function byOtherDecoder({ data, width, height }: RgbaPicture): Promise<readonly string[]> {
  const { default: jsqr } = await import('jsqr');
  const text = jsqr(data, width, height)?.data ?? '';
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
