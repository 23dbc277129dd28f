import { describe, expect, test } from 'vitest';
import { type ControlledTrack, controlCamera } from '../../../src/device/camera/cameraControls.ts';

/** A track that applies requested values, in steps of its own, or refuses. */
class Track implements ControlledTrack {
  readonly asked: object[] = [];
  refuses = false;
  readonly #capabilities: object;
  #settings: { zoom?: number } & object = {};

  constructor(capabilities: object) {
    this.#capabilities = capabilities;
  }
  getCapabilities(): object {
    return this.#capabilities;
  }
  getSettings(): object {
    return this.#settings;
  }
  async applyConstraints({ advanced = [] }: MediaTrackConstraints): Promise<void> {
    if (this.refuses) throw new DOMException('', 'OverconstrainedError');
    this.asked.push(...advanced);
    this.#settings = { ...advanced[0] };
    if (this.#settings.zoom) this.#settings.zoom = Math.round(this.#settings.zoom * 2) / 2;
  }
}

const phone = { torch: true, zoom: { min: 1, max: 4, step: 0.5 }, focusMode: ['manual', 'continuous'] };

describe('a camera has', () => {
  test.each([
    ['no lamp and no zoom without capabilities', {}, false, false],
    [
      'neither with a lamp that is always off and a single zoom level',
      { torch: [false], zoom: { min: 1, max: 1 } },
      false,
      false,
    ],
    ['a lamp, in Chromium’s format', { torch: true }, true, false],
    ['a lamp, in Safari’s format', { torch: [true, false] }, true, false],
    ['zoom', { zoom: { min: 1, max: 2, step: 0.1 } }, false, true],
  ])('%s', (_, capabilities, torch, zoom) => {
    const controls = controlCamera(new Track(capabilities));
    expect([controls.torch !== null, controls.zoom !== null]).toEqual([torch, zoom]);
  });

  test('no controls in a browser without getCapabilities', () => {
    const { torch, zoom } = controlCamera({ getSettings: () => ({}), applyConstraints: async () => {} });
    expect([torch, zoom]).toEqual([null, null]);
  });
});

describe('the lamp', () => {
  test('is turned on and off', async () => {
    const { torch } = controlCamera(new Track(phone));
    expect(torch?.on).toBe(false);
    expect(await torch?.turn(true)).toBe(true);
    expect(torch?.on).toBe(true);
    expect(await torch?.turn(false)).toBe(false);
  });

  test('remains unchanged when the driver refuses', async () => {
    const track = new Track(phone);
    track.refuses = true;
    const { torch } = controlCamera(track);
    expect(await torch?.turn(true)).toBe(false);
    expect(torch?.on).toBe(false);
  });
});

describe('zoom', () => {
  test('reports the value that the camera applied, within its range', async () => {
    const { zoom } = controlCamera(new Track(phone));
    expect(zoom).toMatchObject({ min: 1, max: 4, step: 0.5, value: 1 });
    expect(await zoom?.set(2.1)).toBe(2);
    expect(await zoom?.set(99)).toBe(4);
    expect(await zoom?.set(0)).toBe(1);
    expect(zoom?.value).toBe(1);
  });

  test('has steps even if the driver reports none', () => {
    expect(controlCamera(new Track({ zoom: { min: 1, max: 3, step: 0 } })).zoom?.step).toBe(0.02);
  });
});

test('earlier settings are repeated, because each call replaces the previous one', async () => {
  const track = new Track(phone);
  const { torch, zoom, focus } = controlCamera(track);
  await focus();
  await torch?.turn(true);
  await zoom?.set(3);
  expect(track.asked.at(-1)).toEqual({ focusMode: 'continuous', torch: true, zoom: 3 });
});

test('focus remains unchanged when the camera has no continuous focus', async () => {
  const track = new Track({ focusMode: ['manual'] });
  await controlCamera(track).focus();
  expect(track.asked).toEqual([]);
});

describe('more detail', () => {
  /** Records whole requests. */
  function trackWith(capabilities: object, refuses = false) {
    const requests: MediaTrackConstraints[] = [];
    const track: ControlledTrack = {
      getCapabilities: () => capabilities,
      getSettings: () => ({}),
      async applyConstraints(constraints) {
        requests.push(constraints);
        if (refuses) throw new DOMException('', 'OverconstrainedError');
      },
    };
    return { controls: controlCamera(track), requests };
  }
  const large = { width: { min: 1, max: 4032 } };

  test('is asked for once, by itself, where the camera has it', async () => {
    const { controls, requests } = trackWith(large);
    await controls.addDetail();
    await controls.addDetail();
    expect(requests).toEqual([{ width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 30 } }]);
  });

  test.each([
    ['a smaller camera', { width: { min: 1, max: 1280 } }],
    ['a browser that does not say what the camera has', {}],
  ])('is not asked of %s', async (_, capabilities) => {
    const { controls, requests } = trackWith(capabilities);
    await controls.addDetail();
    expect(requests).toEqual([]);
  });

  test('ends neither lamp nor zoom', async () => {
    const { controls, requests } = trackWith({ ...large, ...phone });
    await controls.torch?.turn(true);
    await controls.addDetail();
    expect(requests.at(-1)).toEqual({ advanced: [{ torch: true }] });
  });

  test('may be refused', async () => {
    const { controls } = trackWith(large, true);
    await expect(controls.addDetail()).resolves.toBeUndefined();
  });
});
