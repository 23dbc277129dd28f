import { photograph, screenOf } from './camera.ts';
import type { Chance } from './chance.ts';
import type { Picture } from './picture.ts';
import { cornersOf } from './projection.ts';

/** A code on gray, as a camera sees it straight. @param perModule pixels */
export function seen(code: Parameters<typeof screenOf>[0], perModule: number): Picture {
  const side = Math.round((code.size + 8) * perModule) + 20;
  const corners = cornersOf({ center: { x: side / 2, y: side / 2 }, side: side - 20, turn: 0, tilt: { x: 0, y: 0 } });
  return photograph(screenOf(code), { width: side, height: side, corners });
}

/** Covers random spots: more than error correction restores, mostly. */
export function damaged(picture: Picture, chance: Chance): Picture {
  const data = picture.data.slice();
  const spots = 1 + chance.below(4);
  for (let spot = 0; spot < spots; spot++) {
    const size = Math.round(picture.width * chance.between(0.05, 0.3));
    const [left, top] = [chance.below(picture.width - size), chance.below(picture.height - size)];
    const gray = chance.of([0, 128, 255]);
    for (let row = top; row < top + size; row++) {
      data.fill(gray, row * picture.width + left, row * picture.width + left + size);
    }
  }
  return { ...picture, data };
}

/** What cameras see: bars, squares within squares, speckles, letters. */
export function scenery(chance: Chance): Picture {
  const [width, height] = [320, 240];
  const data = new Uint8ClampedArray(width * height).fill(chance.below(256));
  const shapes = 20 + chance.below(400);
  for (let shape = 0; shape < shapes; shape++) {
    let size = 2 + chance.below(chance.of([6, 40]));
    let [left, top] = [chance.below(width - size), chance.below(height - size)];
    // Squares within squares resemble the corners of a code.
    for (let ring = chance.below(4); ring >= 0 && size > 0; ring--) {
      const gray = ring % 2 === 0 ? chance.below(90) : 255 - chance.below(90);
      for (let row = top; row < top + size; row++) data.fill(gray, row * width + left, row * width + left + size);
      [left, top, size] = [left + 2, top + 2, size - 4];
    }
  }
  return { width, height, data };
}
