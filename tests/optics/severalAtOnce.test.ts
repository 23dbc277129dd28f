import { expect, test } from 'vitest';
import { gridOf } from '../../src/activation/transfer/grid.ts';
import { createEngine } from '../../src/device/decoder/decoderEngine.ts';
import { textsOf } from '../../src/device/decoder/detectedCode.ts';
import { findInFrame } from '../../src/device/decoder/frame.ts';
import { createRegionTracker } from '../../src/device/decoder/regionTracker.ts';
import type { Code } from '../../src/transfer/code.ts';
import { createReceiver } from '../../src/transfer/receiver.ts';
import { createSender } from '../../src/transfer/sender.ts';
import { zxingBytes } from '../transfer/picture.ts';
import { photograph, screenOf } from './camera.ts';
import { chanceFrom } from './chance.ts';
import { blurred } from './lens.ts';
import { noisy } from './light.ts';
import { canvasPixels, type Picture } from './picture.ts';
import { cornersOf } from './projection.ts';
import { rollingShutter } from './shutter.ts';

const [width, height] = [1280, 720];
const density = 5;
const atOnce = 4;
const noDrawing = () => {
  throw new Error('pixels need no drawing');
};

test('four codes at once are read together, also while they change, and nothing else is', async () => {
  const chance = chanceFrom(15);
  const bytes = chance.bytes(24_000);
  const sender = createSender({ kind: 'file', bytes }, 'https://activate.example/');
  const engine = await createEngine(await zxingBytes());
  const tracker = createRegionTracker();
  const receiver = createReceiver();

  const codesAt = (picture: number): Code[] =>
    Array.from({ length: atOnce }, (_, at) => sender.code((picture * atOnce + at) * density, density));
  function seen(codes: readonly Code[]): Picture {
    const center = { x: width / 2 + chance.between(-4, 4), y: height / 2 };
    const corners = cornersOf({ center, side: 0.86 * height, turn: 2, tilt: { x: 9, y: -5 } });
    return blurred(photograph(screenOf(gridOf(codes)), { width, height, corners }), 0.7);
  }

  const read: number[] = [];
  for (let picture = 0; !receiver.done && picture < 12; picture++) {
    const [codes, next] = [codesAt(picture), codesAt(picture + 1)];
    const [one, other] = [seen(codes), seen(next)];
    // Every second picture is taken while the screen changes, and shows parts of both.
    for (const caught of [one, rollingShutter(one, other, chance.between(0.2, 0.8) * height)]) {
      const { treatment } = tracker;
      const near = tracker.next();
      const frame = canvasPixels(noisy(caught, 0.02, chance));
      const found = await findInFrame(
        engine,
        { frame, effort: 'live', near, detailed: false, closely: false, treatment },
        noDrawing,
      );
      tracker.saw(found, treatment);
      const texts = textsOf(found);
      const shown = caught === one ? codes : [...codes, ...next];
      expect(shown.map(({ text }) => text)).toEqual(expect.arrayContaining([...texts]));
      read.push(texts.length);
      for (const text of texts) expect(receiver.add(text)).toBe('ours');
    }
  }
  expect(receiver.result.bytes).toEqual(bytes);
  expect(tracker.needsDetail).toBe(false);
  // All four of each picture of one moment, and some of the others.
  expect(read.filter((_, at) => at % 2 === 0)).toEqual(Array(Math.ceil(read.length / 2)).fill(atOnce));
  expect(Math.max(...read.filter((_, at) => at % 2 === 1))).toBeGreaterThan(1);
});
