import { expect, test } from 'vitest';
import { startLiveDecoder } from './liveDecoder.ts';
import { addTally, emptyTally, playScene } from './scene.ts';

/** About two hundred and fifty pictures each. */
const scenes = 5;

test.each(['first', 'second'] as const)(
  'no picture of the %s form produces a wrong file, and what was sent is received',
  async (form) => {
    const decode = await startLiveDecoder();
    const sum = { ...emptyTally };
    for (let seed = 1; seed <= scenes; seed++) {
      const tally = await playScene(seed, decode, form);
      expect([tally.wrong, tally.misread], `seed ${seed}`).toEqual([0, 0]);
      expect(tally.clearRead / tally.clear, `seed ${seed}`).toBeGreaterThan(0.95);
      expect(tally.completed, `seed ${seed}`).toBe(tally.receivers);
      addTally(sum, tally);
    }
    // The test is meaningful only with enough pictures of every kind.
    expect(sum.pictures).toBeGreaterThan(900);
    expect(Math.min(sum.unread, sum.foreign, sum.damaged)).toBeGreaterThan(10);
  },
);
