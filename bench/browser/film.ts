import { appendFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Modules } from '../../src/transfer/code.ts';
import { photograph, screenOf } from '../../tests/optics/camera.ts';
import { type Chance, chanceFrom } from '../../tests/optics/chance.ts';
import { blurred } from '../../tests/optics/lens.ts';
import { lit, noisy } from '../../tests/optics/light.ts';
import type { Picture } from '../../tests/optics/picture.ts';
import { cornersOf } from '../../tests/optics/projection.ts';
import { rollingShutter } from '../../tests/optics/shutter.ts';

const picturesPerSecond = 30;
const jpegQuality = 0.8;

/** What a still camera films. */
export interface Scene {
  /** Codes, or several at once, in the order shown. */
  readonly shown: readonly Modules[];
  /** How often they change, a second. */
  readonly pace: number;
  /** Pixels of a picture. */
  readonly width: number;
  readonly height: number;
}

/**
 * Writes a film for Chromium's fake camera: a sequence of JPEG pictures. A picture in which the screen changes has the upper part
 * of one code and the lower part of the next.
 *
 * @param darkroom an empty page that encodes JPEGs
 */
export async function writeFilm(path: string, scene: Scene, darkroom: Page): Promise<void> {
  const chance = chanceFrom(scene.shown.length);
  const pictures = picturesPerSecond / scene.pace;
  writeFileSync(path, '');
  let before: Picture | null = null;
  for (const [at, shown] of scene.shown.entries()) {
    const seen = seenBy(scene, shown, chance);
    const [start, end] = [at * pictures, (at + 1) * pictures];
    if (before && !Number.isInteger(start)) {
      const row = (start - Math.floor(start)) * scene.height;
      appendFileSync(path, await develop(rollingShutter(before, seen, row), darkroom));
    }
    const jpeg = await develop(seen, darkroom);
    for (let picture = Math.ceil(start); picture < Math.floor(end); picture++) appendFileSync(path, jpeg);
    before = seen;
  }
}

function seenBy({ width, height }: Scene, shown: Modules, chance: Chance): Picture {
  const corners = cornersOf({
    center: { x: width / 2 + chance.between(-4, 4), y: height / 2 + chance.between(-4, 4) },
    side: 0.86 * height,
    turn: 2 + chance.between(-0.5, 0.5),
    tilt: { x: 9, y: -5 },
  });
  const sharp = photograph(screenOf(shown), { width, height, corners });
  const blur = (0.7 * height) / 720;
  return noisy(lit(blurred(sharp, blur), { black: 0.08, white: 0.9, falloff: 0.2, from: 50 }), 0.01, chance);
}

async function develop({ width, height, data }: Picture, darkroom: Page): Promise<Buffer> {
  const gray = Buffer.from(data.buffer).toString('latin1');
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
