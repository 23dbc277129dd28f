import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFeedback } from '../../src/device/feedback.ts';

const vibrations: unknown[] = [];
beforeEach(() => {
  vibrations.length = 0;
  vi.stubGlobal('navigator', { vibrate: (pattern: unknown) => vibrations.push(pattern) });
});
afterEach(() => vi.unstubAllGlobals());

/** A sound device that records durations. */
class Sound {
  static opened = 0;
  static tones: number[] = [];
  state = 'suspended';
  readonly currentTime = 10;
  readonly destination = {};

  constructor() {
    Sound.opened += 1;
  }
  async resume(): Promise<void> {
    this.state = 'running';
  }
  createOscillator(): object {
    const frequency = { setValueAtTime() {} };
    return { frequency, connect: (to: object) => to, start() {}, stop: (at: number) => Sound.tones.push(at - 10) };
  }
  createGain(): object {
    return { gain: { setValueAtTime() {}, linearRampToValueAtTime() {} }, connect() {} };
  }
}

test('sound is opened once, by a touch, and then plays shortly', () => {
  const feedback = createFeedback(Sound as unknown as typeof AudioContext);
  feedback.success();
  expect([Sound.opened, Sound.tones, vibrations]).toEqual([0, [], [[60]]]);
  feedback.prepare();
  feedback.prepare();
  feedback.success();
  expect(Sound.opened).toBe(1);
  expect(Sound.tones).toHaveLength(1);
  expect(Sound.tones[0]).toBeCloseTo(0.15);
});

test('a device without sound and vibration stays silent', () => {
  vi.stubGlobal('navigator', {});
  const mute = createFeedback(undefined);
  mute.prepare();
  mute.success();
  const broken = createFeedback(
    class {
      constructor() {
        throw new DOMException('', 'NotSupportedError');
      }
    } as unknown as typeof AudioContext,
  );
  broken.prepare();
  broken.success();
});
