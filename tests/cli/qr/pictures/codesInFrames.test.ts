import { describe, expect, test } from 'vitest';
import { codesInFrames } from '../../../../cli/qr/pictures/codesInFrames.ts';
import type { RgbaPicture } from '../../../../src/transfer/picture/treatments.ts';

/** Counts what is tried with frames, of which each holds the text of its place in `texts`. */
async function tried(texts: readonly (string | null)[], readFrom: 'glance' | 'search') {
  const frames = texts.map((_, width): RgbaPicture => ({ width, height: 1, data: new Uint8ClampedArray() }));
  const counts = { glance: 0, search: 0 };
  const find = (how: 'glance' | 'search') => async (frame: RgbaPicture) => {
    counts[how] += 1;
    const text = texts[frame.width] ?? null;
    return text === null || (how === 'glance' && readFrom === 'search') ? [] : [text];
  };
  const found = await codesInFrames(frames, { glance: find('glance'), search: find('search') });
  return { found, ...counts };
}

describe('of the frames of an animation', () => {
  test('a few without a code are searched in all ways, the others once', async () => {
    expect(await tried(Array(2000).fill(null), 'glance')).toEqual({ found: [], glance: 1997, search: 3 });
  });

  test('all with a code that is hard to read are searched in all ways', async () => {
    const texts = Array.from({ length: 50 }, (_, at) => `text ${at}`);
    expect(await tried(texts, 'search')).toEqual({ found: texts, glance: 0, search: 50 });
  });

  test('codes behind empty ones are read', async () => {
    const texts = [...Array(10).fill(null), 'first', 'second'];
    expect(await tried(texts, 'glance')).toEqual({ found: ['first', 'second'], glance: 9, search: 3 });
  });
});

test('damage ends the search after what comes before it', async () => {
  function* damagedAfter(frames: number): Generator<RgbaPicture> {
    for (let width = 0; width < frames; width++) yield { width, height: 1, data: new Uint8ClampedArray(4 * width) };
    throw new Error('damaged');
  }
  const find = async () => ['text'];
  expect(await codesInFrames(damagedAfter(1), { glance: find, search: find })).toEqual(['text']);
  expect(await codesInFrames(damagedAfter(0), { glance: find, search: find })).toBeNull();
});
