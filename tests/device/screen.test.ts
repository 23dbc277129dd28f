import { beforeEach, describe, expect, test } from 'vitest';
import { createScreen } from '../../src/device/screen.ts';

/** A page that can be hidden, in a browser that releases its locks then. */
class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
  readonly locks = new Set<object>();
  refuses = false;

  readonly wakeLock = {
    request: async () => {
      if (this.refuses || this.visibilityState === 'hidden') throw new DOMException('', 'NotAllowedError');
      const sentinel = { release: async () => void this.locks.delete(sentinel) };
      this.locks.add(sentinel);
      return sentinel as unknown as WakeLockSentinel;
    },
  };

  async turn(state: DocumentVisibilityState): Promise<void> {
    this.visibilityState = state;
    if (state === 'hidden') this.locks.clear();
    this.dispatchEvent(new Event('visibilitychange'));
    await settled();
  }
}

/** Waits until all pending promises have settled. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

let page: Page;
let littleMotion: { matches: boolean };
beforeEach(() => {
  page = new Page();
  littleMotion = { matches: false };
});
const screen = () => createScreen(page.wakeLock, page, littleMotion);

describe('the screen stays awake', () => {
  test('until it is released', async () => {
    const letGo = screen().keepAwake();
    await settled();
    expect(page.locks.size).toBe(1);
    letGo();
    await settled();
    expect(page.locks.size).toBe(0);
  });

  test('until the last lock is released, each counted once', async () => {
    const shared = screen();
    const [first, second] = [shared.keepAwake(), shared.keepAwake()];
    await settled();
    expect(page.locks.size).toBe(1);
    first();
    first();
    await settled();
    expect(page.locks.size).toBe(1);
    second();
    await settled();
    expect(page.locks.size).toBe(0);
  });

  test('again when the page returns to the foreground', async () => {
    const letGo = screen().keepAwake();
    await page.turn('hidden');
    expect(page.locks.size).toBe(0);
    await page.turn('visible');
    expect(page.locks.size).toBe(1);
    letGo();
    await settled();
    await page.turn('hidden');
    await page.turn('visible');
    expect(page.locks.size).toBe(0);
  });

  test('no longer when it is released before the browser has answered', async () => {
    screen().keepAwake()();
    await settled();
    expect(page.locks.size).toBe(0);
  });
});

test('a browser that refuses or lacks wake locks causes no error', async () => {
  page.refuses = true;
  screen().keepAwake()();
  createScreen(undefined, page, littleMotion).keepAwake()();
  await settled();
  expect(page.locks.size).toBe(0);
});

test('the preference for reduced motion is read every time', () => {
  const { reducedMotion } = screen();
  expect(reducedMotion).toBe(false);
  const asked = screen();
  littleMotion.matches = true;
  expect(asked.reducedMotion).toBe(true);
});
