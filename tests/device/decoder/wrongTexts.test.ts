import { expect, test } from 'vitest';
import { createEngine } from '../../../src/device/decoder/decoderEngine.ts';
import { codeFor } from '../../../src/transfer/code.ts';
import { chanceFrom } from '../../optics/chance.ts';
import { damaged, scenery, seen } from '../../optics/damage.ts';
import { canvasPixels } from '../../optics/picture.ts';
import { zxingBytes } from '../../transfer/picture.ts';

const zxing = await createEngine(await zxingBytes());

test.each(['live', 'thorough'] as const)('a damaged code yields no other text (%s)', async (effort) => {
  const chance = chanceFrom(7);
  for (let trial = 0; trial < 12; trial++) {
    const code = codeFor(chance.bytes(20 + chance.below(100)), 'https://activate.example/');
    // A corner that is left resembles a Micro QR code.
    const texts = await zxing.decode(canvasPixels(damaged(seen(code, 4), chance)), effort);
    expect([[], [code.text]]).toContainEqual(texts);
  }
});

test.each(['live', 'thorough'] as const)('scenery yields no text (%s)', async (effort) => {
  const chance = chanceFrom(11);
  for (let trial = 0; trial < 12; trial++) {
    expect(await zxing.decode(canvasPixels(scenery(chance)), effort)).toEqual([]);
  }
});
