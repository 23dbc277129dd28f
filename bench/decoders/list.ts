import { scanImageData } from '@undecaf/zbar-wasm';
import jsqr from 'jsqr';
import decodeQR from 'qr/decode.js';
import { readBarcodes } from 'zxing-wasm/reader';
import type { Outline } from '../../src/activation/ports.ts';
import { createEngine } from '../../src/device/decoder/decoderEngine.ts';
import { textsOf } from '../../src/device/decoder/detectedCode.ts';
import { findInFrame } from '../../src/device/decoder/frame.ts';
import type { RgbaPicture } from '../../src/transfer/picture/treatments.ts';
import { zxingBytes } from '../../tests/transfer/picture.ts';

/** Reads codes in a picture. */
export interface Decoder {
  readonly name: string;
  /** @param near position of the code in the previous picture, for decoders that use it */
  read(pixels: RgbaPicture, near: Outline): readonly string[] | Promise<readonly string[]>;
}

/** @returns Keyferry's decoder at first sight and following a code, then the others unchanged */
export async function startDecoders(): Promise<Decoder[]> {
  const engine = await createEngine(await zxingBytes());
  return [
    { name: 'keyferry', read: (pixels) => engine.decode(pixels, 'live') },
    {
      name: 'keyferry, following',
      read: async (frame, outline) =>
        textsOf(
          await findInFrame(
            engine,
            { frame, effort: 'live', near: [outline], detailed: false, closely: false, treatment: 'plain' },
            drawNothing,
          ),
        ),
    },
    // In the module that Keyferry's decoder has started.
    { name: 'zxing-wasm', read: async (pixels) => (await readBarcodes(asImage(pixels))).map(({ text }) => text) },
    { name: 'qr', read: (pixels) => readByQr(pixels) },
    { name: 'jsqr', read: ({ data, width, height }) => textOrNone(jsqr(data, width, height)?.data) },
    {
      name: 'zbar-wasm',
      read: async (pixels) => (await scanImageData(asImage(pixels))).map((symbol) => symbol.decode()),
    },
  ];
}

function drawNothing(): never {
  throw new Error('there are no bitmaps here');
}

function asImage({ data, width, height }: RgbaPicture): ImageData {
  return { data, width, height, colorSpace: 'srgb' } as ImageData;
}

function readByQr(pixels: RgbaPicture): readonly string[] {
  try {
    return textOrNone(decodeQR(pixels));
  } catch {
    // Thrown when there is no code.
    return [];
  }
}

function textOrNone(text: string | undefined): readonly string[] {
  return text ? [text] : [];
}
