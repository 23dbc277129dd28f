import { expect, test } from 'vitest';
import { createEngine } from '../../../src/device/decoder/decoderEngine.ts';
import { type Treatment, treated, treatments } from '../../../src/transfer/picture/treatments.ts';
import { photograph, screenOf } from '../../optics/camera.ts';
import { chanceFrom } from '../../optics/chance.ts';
import { blurred } from '../../optics/lens.ts';
import { lit, noisy } from '../../optics/light.ts';
import { canvasPixels, type Picture } from '../../optics/picture.ts';
import { cornersOf } from '../../optics/projection.ts';
import { senderOfFirstForm } from '../frameForms.ts';
import { zxingBytes } from '../picture.ts';

const zxing = await createEngine(await zxingBytes());
const sender = senderOfFirstForm({ kind: 'file', bytes: chanceFrom(1).bytes(20_000) }, 'https://activate.example/');
const code = sender.code(0, 5);

/** @param perModule pixels */
function seen(perModule: number): Picture {
  const side = Math.round(perModule * (code.size + 16));
  const pose = { center: { x: side / 2 - 1.3, y: side / 2 + 0.4 }, turn: 3, tilt: { x: 4, y: 2 } };
  const corners = cornersOf({ ...pose, side: perModule * (code.size + 8) });
  return photograph(screenOf(code), { width: side, height: side, corners });
}

function inverted(picture: Picture): Picture {
  return { ...picture, data: picture.data.map((value) => 255 - value) };
}

const pale = noisy(lit(seen(5.5), { black: 0.47, white: 0.53 }), 0.02, chanceFrom(5));

const hard: readonly (readonly [Treatment, string, Picture])[] = [
  ['sharpened', 'very small', blurred(seen(1.6), 0.3)],
  ['sharpened', 'very small and inverted', inverted(blurred(seen(1.6), 0.3))],
  ['sharpened', 'strongly blurred', noisy(blurred(seen(5), 2.6), 0.02, chanceFrom(6))],
  ['softened', 'pale', pale],
  ['softened', 'noisy', noisy(seen(4.5), 0.36, chanceFrom(7))],
];

test.each(hard)('what is read only after a treatment: %s, %s', async (treatment, _, picture) => {
  const pixels = canvasPixels(picture);
  expect(await zxing.decode(pixels, 'live')).toEqual([]);
  expect(await zxing.decode(pixels, 'live', treatment)).toEqual([code.text]);
});

test('a light code on dark ground is read at the first look', async () => {
  const picture = inverted(seen(3));
  expect(await zxing.decode(canvasPixels(picture), 'live')).toEqual([code.text]);
});

test.each(treatments)('a clear picture stays readable: %s', async (treatment) => {
  const pixels = canvasPixels(seen(3.4));
  const before = pixels.data.slice();
  expect(await zxing.decode(pixels, 'live', treatment)).toEqual([code.text]);
  expect(Buffer.from(pixels.data.buffer).equals(Buffer.from(before.buffer))).toBe(true);
});

test('a picture of any size is treated', () => {
  for (const [width, height] of [
    [1, 1],
    [1, 9],
    [7, 2],
    [0, 0],
  ] as const) {
    const picture = { width, height, data: new Uint8ClampedArray(width * height * 4).fill(77) };
    for (const treatment of treatments) {
      const { data, ...size } = treated(picture, treatment);
      expect(data).toHaveLength(size.width * size.height * 4);
    }
  }
});
