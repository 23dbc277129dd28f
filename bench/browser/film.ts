import { appendFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Code } from '../../src/transfer/code.ts';
import { photograph, screenOf } from '../../tests/optics/camera.ts';
import { chanceFrom } from '../../tests/optics/chance.ts';
import { blurred } from '../../tests/optics/lens.ts';
import { lit, noisy } from '../../tests/optics/light.ts';
import type { Picture } from '../../tests/optics/picture.ts';
import { cornersOf } from '../../tests/optics/projection.ts';

/** Pictures per code: 30 pictures and 10 codes per second. */
const picturesOfCode = 3;
const [width, height] = [1280, 720];
const jpegQuality = 0.8;

/**
 * Writes a film for Chromium's fake camera: a sequence of JPEG pictures.
 *
 * @param codes in the order shown, seen by a still camera
 * @param darkroom an empty page that encodes JPEGs
 */
export async function writeFilm(path: string, codes: readonly Code[], darkroom: Page): Promise<void> {
  const chance = chanceFrom(codes.length);
  writeFileSync(path, '');
  for (const code of codes) {
    const corners = cornersOf({
      center: { x: width / 2 + chance.between(-4, 4), y: height / 2 + chance.between(-4, 4) },
      side: 620,
      turn: 2 + chance.between(-0.5, 0.5),
      tilt: { x: 9, y: -5 },
    });
    const sharp = photograph(screenOf(code), { width, height, corners });
    const seen = noisy(lit(blurred(sharp, 0.7), { black: 0.08, white: 0.9, falloff: 0.2, from: 50 }), 0.01, chance);
    const jpeg = await develop(seen, darkroom);
    for (let picture = 0; picture < picturesOfCode; picture++) appendFileSync(path, jpeg);
  }
}

async function develop(picture: Picture, darkroom: Page): Promise<Buffer> {
  const gray = Buffer.from(picture.data.buffer).toString('latin1');
  const options = { gray, width, height, quality: jpegQuality };
  return Buffer.from(await darkroom.evaluate(encode, options), 'latin1');
}

/** Runs in the page that encodes. */
async function encode(picture: { gray: string; width: number; height: number; quality: number }): Promise<string> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('there is no canvas');
  const pixels = context.createImageData(picture.width, picture.height);
  for (let at = 0; at < picture.gray.length; at++) {
    pixels.data.fill(picture.gray.charCodeAt(at), 4 * at, 4 * at + 3);
    pixels.data[4 * at + 3] = 255;
  }
  context.putImageData(pixels, 0, 0);
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: picture.quality });
  const bytes = new Uint8Array(await jpeg.arrayBuffer());
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
