import { describe, expect, test } from 'vitest';
import type { Outline } from '../../../src/activation/ports.ts';
import { createEngine } from '../../../src/device/decoder/decoderEngine.ts';
import { codeFor } from '../../../src/transfer/code.ts';
import type { RgbaPicture } from '../../../src/transfer/picture/treatments.ts';
import { pictureOf, zxingBytes } from '../../transfer/picture.ts';

const page = 'https://activate.example/';
const codes = [3, 60, 200].map((length) => codeFor(new Uint8Array(length).fill(length), page));
const zxing = await createEngine(await zxingBytes());
const engines = [
  ['zxing', zxing],
  ['jsqr', await createEngine(null)],
] as const;

/** Like a browser's ImageData, whose properties are inherited getters. */
class CanvasPixels implements RgbaPicture {
  readonly #pixels: RgbaPicture;
  constructor(pixels: RgbaPicture) {
    this.#pixels = pixels;
  }
  get width() {
    return this.#pixels.width;
  }
  get height() {
    return this.#pixels.height;
  }
  get data() {
    return this.#pixels.data;
  }
}

/** Draws pictures next to each other on gray. */
function besideEachOther(pictures: readonly RgbaPicture[]): RgbaPicture {
  const gap = 40;
  const width = pictures.reduce((sum, picture) => sum + picture.width + gap, gap);
  const height = Math.max(...pictures.map((picture) => picture.height)) + 2 * gap;
  const data = new Uint8ClampedArray(width * height * 4).fill(200);
  let left = gap;
  for (const picture of pictures) {
    for (let row = 0; row < picture.height; row++) {
      const line = picture.data.subarray(row * picture.width * 4, (row + 1) * picture.width * 4);
      data.set(line, ((row + gap) * width + left) * 4);
    }
    left += picture.width + gap;
  }
  return { width, height, data };
}

function changed(picture: RgbaPicture, color: (value: number) => number): RgbaPicture {
  return { ...picture, data: picture.data.map((value, at) => (at % 4 === 3 ? value : color(value))) };
}

describe.each(engines)('%s', (name, engine) => {
  test('is the requested engine', () => {
    expect(engine.name).toBe(name);
  });

  test.each(['live', 'thorough'] as const)('reads pixels from a canvas (%s)', async (effort) => {
    for (const code of codes) {
      expect(await engine.decode(new CanvasPixels(pictureOf(code)), effort)).toEqual([code.text]);
    }
  });

  test.each(['live', 'thorough'] as const)('reads a white code on black (%s)', async (effort) => {
    for (const code of codes) {
      const picture = changed(pictureOf(code), (value) => 255 - value);
      expect(await engine.decode(picture, effort)).toEqual([code.text]);
    }
  });

  test('reads a pale code', async () => {
    for (const code of codes) {
      expect(
        await engine.decode(
          changed(pictureOf(code), (value) => 100 + value / 2),
          'live',
        ),
      ).toEqual([code.text]);
    }
  });

  test.each(['live', 'thorough'] as const)('finds nothing in a picture without codes (%s)', async (effort) => {
    for (const side of [1, 2, 7, 30, 400]) {
      const blank = { width: side, height: side, data: new Uint8ClampedArray(side * side * 4).fill(255) };
      expect(await engine.decode(blank, effort)).toEqual([]);
      const speckled = { ...blank, data: blank.data.map((_, at) => (at * 2654435761) % 256) };
      expect(await engine.decode(speckled, effort)).toEqual([]);
    }
  });

  test('does not modify the picture', async () => {
    const picture = pictureOf(codeFor(Uint8Array.of(1), page));
    const before = picture.data.slice();
    await engine.decode(picture, 'thorough');
    expect(picture.data).toEqual(before);
  });
});

/** Sides are found within a tenth: not all outermost modules of a code are dark. */
function expectAround(outline: Outline, left: number, top: number, right: number, bottom: number): void {
  for (const [corner, x, y] of [
    [outline[0], left, top],
    [outline[1], right, top],
    [outline[2], right, bottom],
    [outline[3], left, bottom],
  ] as const) {
    expect(corner.x).toBeCloseTo(x, 1);
    expect(corner.y).toBeCloseTo(y, 1);
  }
}

test.each(engines)('%s returns the outline of a code as fractions of the picture', async (_, engine) => {
  for (const code of codes) {
    const picture = besideEachOther([pictureOf(code)]);
    const [detectedCode] = await engine.find(picture, 'live');
    // The surrounding area is 40 pixels wide, the quiet zone 4 modules of 4 pixels.
    const [x, y] = [(40 + 16) / picture.width, (40 + 16) / picture.height];
    expect(detectedCode?.text).toBe(code.text);
    if (detectedCode) expectAround(detectedCode.outline, x, y, 1 - x, 1 - y);
  }
});

/** Clears a square in the center of a picture, 40 pixels away from its corners. */
function damaged(picture: RgbaPicture): RgbaPicture {
  const [from, to] = [0.35, 0.75];
  const data = picture.data.slice();
  for (let y = Math.round(picture.height * from); y < picture.height * to; y++) {
    const row = y * picture.width;
    data.fill(255, (row + Math.round(picture.width * from)) * 4, (row + Math.round(picture.width * to)) * 4);
  }
  return { ...picture, data };
}

test('zxing returns the outline of a code that it cannot read, and no partial text', async () => {
  const code = codes[2] ?? codeFor(Uint8Array.of(1), page);
  const picture = damaged(besideEachOther([pictureOf(code)]));
  const detectedCodes = await zxing.find(picture, 'live');
  // Detected at several scales, or not.
  expect(new Set(detectedCodes.map(({ text }) => text))).toEqual(new Set([null]));
  expect(await zxing.decode(picture, 'live')).toEqual([]);
  const side = (40 + 16) / picture.width;
  if (detectedCodes[0]) expectAround(detectedCodes[0].outline, side, side, 1 - side, 1 - side);
});

test('a code that cannot be read does not hide one that can', async () => {
  for (const spoiled of codes) {
    for (const intact of codes.filter((code) => code !== spoiled)) {
      const picture = besideEachOther([damaged(pictureOf(spoiled)), pictureOf(intact)]);
      expect(await zxing.decode(picture, 'live')).toEqual([intact.text]);
    }
  }
});

test('zxing finds several codes in one picture', async () => {
  const texts = await zxing.decode(besideEachOther(codes.map((code) => pictureOf(code))), 'thorough');
  expect([...texts].sort()).toEqual(codes.map((code) => code.text).sort());
});

describe('jsqr is used instead', () => {
  test('when the bytes are not WebAssembly', async () => {
    expect((await createEngine(new ArrayBuffer(8))).name).toBe('jsqr');
  });

  test('when WebAssembly is missing', async () => {
    const real = globalThis.WebAssembly;
    try {
      Reflect.deleteProperty(globalThis, 'WebAssembly');
      expect((await createEngine(new ArrayBuffer(8))).name).toBe('jsqr');
    } finally {
      globalThis.WebAssembly = real;
    }
  });
});
