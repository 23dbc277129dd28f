import { expect, test } from 'vitest';
import { eachFrame } from '../../../src/device/camera/videoFrames.ts';

/** A video whose frames arrive when the test says so. */
class Film {
  #waiting: (() => void) | null = null;

  requestVideoFrameCallback(run: () => void): number {
    this.#waiting = run;
    return 1;
  }
  cancelVideoFrameCallback(): void {
    this.#waiting = null;
  }
  frame(): void {
    const run = this.#waiting;
    this.#waiting = null;
    run?.();
  }
}

function watched() {
  const film = new Film();
  const looks: { done: () => void }[] = [];
  const stop = eachFrame(film as unknown as HTMLVideoElement, () => {
    return new Promise<void>((done) => looks.push({ done }));
  });
  return { film, looks, stop };
}

test('frames that arrive while two are being processed are dropped', async () => {
  const { film, looks } = watched();
  for (let count = 0; count < 5; count++) film.frame();
  expect(looks).toHaveLength(2);
  looks[0]?.done();
  await Promise.resolve();
  await Promise.resolve();
  film.frame();
  film.frame();
  expect(looks).toHaveLength(3);
});

test('no frames are processed after the stop', () => {
  const { film, looks, stop } = watched();
  film.frame();
  stop();
  film.frame();
  expect(looks).toHaveLength(1);
});
