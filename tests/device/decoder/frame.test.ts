import { describe, expect, test } from 'vitest';
import type { Outline } from '../../../src/activation/detection.ts';
import { createEngine, type DecoderEngine } from '../../../src/device/decoder/decoderEngine.ts';
import { textsOf } from '../../../src/device/decoder/detectedCode.ts';
import { type DrawBitmap, findInFrame, frameSize, type Look } from '../../../src/device/decoder/frame.ts';
import { codeFor } from '../../../src/transfer/code.ts';
import type { RgbaPicture } from '../../../src/transfer/picture/treatments.ts';
import { pictureOf, zxingBytes } from '../../transfer/picture.ts';

const zxing = await createEngine(await zxingBytes());
const code = codeFor(new Uint8Array(60).fill(7), 'https://activate.example/');
const other = codeFor(new Uint8Array(50).fill(9), 'https://activate.example/');
const side = pictureOf(code).width;

const noDrawing: DrawBitmap = () => {
  throw new Error('pixels need no drawing');
};

/** A gray picture that contains codes. */
function showing(codes: readonly { code: typeof code; left: number; top: number }[]): RgbaPicture {
  const [width, height] = [1280, 720];
  const data = new Uint8ClampedArray(width * height * 4).fill(128);
  for (const { code: shown, left, top } of codes) {
    const picture = pictureOf(shown);
    for (let row = 0; row < picture.height; row++) {
      const line = picture.data.subarray(row * picture.width * 4, (row + 1) * picture.width * 4);
      data.set(line, ((row + top) * width + left) * 4);
    }
  }
  return { width, height, data };
}

function around(left: number, top: number): Outline {
  const at = (x: number, y: number) => ({ x: x / 1280, y: y / 720 });
  return [at(left, top), at(left + side, top), at(left + side, top + side), at(left, top + side)];
}

/** The engine, and the sizes of its input. */
function watched(): { engine: Pick<DecoderEngine, 'find'>; looked: number[][] } {
  const looked: number[][] = [];
  const find: DecoderEngine['find'] = (pixels, effort) => {
    looked.push([pixels.width, pixels.height]);
    return zxing.find(pixels, effort);
  };
  return { engine: { find }, looked };
}

const live = (frame: RgbaPicture, near: readonly Outline[]): Look => ({
  frame,
  effort: 'live',
  near,
  detailed: false,
  closely: false,
  treatment: 'plain',
});
const whole = [1280, 720];

describe('a code is looked for', () => {
  const frame = showing([{ code, left: 500, top: 200 }]);

  test('in the whole frame when nothing is known', async () => {
    const { engine, looked } = watched();
    expect(textsOf(await findInFrame(engine, live(frame, []), noDrawing))).toEqual([code.text]);
    expect(looked).toEqual([whole]);
  });

  test('only at its position, when it is still there', async () => {
    const { engine, looked } = watched();
    const near = around(520, 190);
    const found = await findInFrame(engine, live(frame, [near]), noDrawing);
    const [everywhere] = await findInFrame(zxing, live(frame, []), noDrawing);
    expect(textsOf(found)).toEqual([code.text]);
    expect(looked).toHaveLength(1);
    expect(looked[0]?.[0]).toBeLessThan(700);
    for (const [index, { x, y }] of (found[0]?.outline ?? []).entries()) {
      expect(x).toBeCloseTo(everywhere?.outline[index]?.x ?? 0, 2);
      expect(y).toBeCloseTo(everywhere?.outline[index]?.y ?? 0, 2);
    }
  });

  test('in the whole frame when it has moved', async () => {
    const { engine, looked } = watched();
    const found = await findInFrame(engine, live(frame, [around(10, 10)]), noDrawing);
    expect(textsOf(found)).toEqual([code.text]);
    expect(looked.at(-1)).toEqual(whole);
    expect(looked).toHaveLength(2);
  });
});

test('and one of two codes that is still in place does not hide that the other has moved', async () => {
  const frame = showing([
    { code, left: 20, top: 20 },
    { code: other, left: 900, top: 400 },
  ]);
  const found = await findInFrame(zxing, live(frame, [around(20, 20), around(300, 20)]), noDrawing);
  expect(textsOf(found).toSorted()).toEqual([code.text, other.text].toSorted());
});

test('and one of several codes is enough to search only where they were, because they change', async () => {
  const { engine, looked } = watched();
  const frame = showing([{ code, left: 20, top: 20 }]);
  const look = live(frame, [around(20, 20), around(300, 20), around(20, 300)]);
  expect(textsOf(await findInFrame(engine, look, noDrawing))).toEqual([code.text]);
  expect(looked).toHaveLength(1);
});

describe('a bitmap', () => {
  const frame = showing([{ code, left: 500, top: 200 }]);
  const drawn: number[][] = [];
  const draw: DrawBitmap = (_, size, part) => {
    drawn.push([size.width, part.width]);
    return { width: part.width, height: part.height, data: new Uint8ClampedArray(part.width * part.height * 4) };
  };

  function bitmap(width: number, height: number): { frame: ImageBitmap; closed: () => boolean } {
    let closed = false;
    const close = () => {
      closed = true;
    };
    return { frame: { width, height, close } as ImageBitmap, closed: () => closed };
  }

  test('is reduced to a useful size and closed', async () => {
    drawn.length = 0;
    const { frame: taken, closed } = bitmap(2560, 1440);
    await findInFrame(
      zxing,
      { frame: taken, effort: 'live', near: [], detailed: false, closely: false, treatment: 'plain' },
      draw,
    );
    expect(drawn).toEqual([[1280, 1280]]);
    expect(closed()).toBe(true);
  });

  test('is searched in more detail on demand', async () => {
    drawn.length = 0;
    const look = { ...live(frame, []), frame: bitmap(2560, 1440).frame, detailed: true };
    await findInFrame(zxing, look, draw);
    expect(drawn).toEqual([[1920, 1920]]);
  });

  test('is closed when the decoder fails', async () => {
    const { frame: taken, closed } = bitmap(1280, 720);
    const failing = { find: () => Promise.reject(new Error('out of memory')) };
    await expect(findInFrame(failing, { ...live(frame, []), frame: taken }, draw)).rejects.toThrow();
    expect(closed()).toBe(true);
  });

  test('is drawn enlarged around an unread code, only on demand', async () => {
    const outline = around(400, 200);
    const enlargedOnly: DecoderEngine['find'] = async ({ width }) => [
      { text: drawn.length === 2 ? `read at ${width}` : null, outline },
    ];
    for (const [closely, sizes] of [
      [false, 1],
      [true, 2],
    ] as const) {
      drawn.length = 0;
      const look: Look = {
        frame: bitmap(1280, 720).frame,
        effort: 'live',
        near: [],
        detailed: false,
        closely,
        treatment: 'plain',
      };
      const found = await findInFrame({ find: enlargedOnly }, look, draw);
      expect(drawn).toHaveLength(sizes);
      expect(textsOf(found)).toHaveLength(sizes - 1);
    }
    expect(drawn[1]?.[0]).toBeGreaterThan(2 * 1280);
    expect(drawn[1]?.[1]).toBeLessThanOrEqual(1281);
  });
});

test.each([
  [1280, 720, 1280, 720],
  [1920, 1080, 1280, 720],
  [720, 1280, 720, 1280],
  [640, 480, 640, 480],
  [0, 0, 0, 0],
])('a camera picture of %i by %i is processed as %i by %i', (width, height, ...looked) => {
  expect(frameSize({ width, height })).toEqual({ width: looked[0], height: looked[1] });
});
