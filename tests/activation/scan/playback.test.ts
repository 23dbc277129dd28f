import { describe, expect, it } from 'vitest';
import { createPlayback, type PlaybackOptions } from '../../../src/activation/transfer/playback.ts';
import { createReceiver } from '../../../src/transfer/receiver.ts';
import { createSender } from '../../../src/transfer/sender.ts';
import { noise } from '../../transfer/sampleDocuments.ts';

const file = { kind: 'file', name: 'panel.bin', bytes: noise('panel', 20_000) } as const;
const sender = createSender(file, 'https://activate.example/');

/** A playback whose clock the test controls. */
function play(options: Partial<PlaybackOptions> = {}) {
  let next: { run: () => void; after: number } | null = null;
  let time = 0;
  const later = (after: number, run: () => void) => {
    const mine = { run, after };
    next = mine;
    return () => {
      if (next === mine) next = null;
    };
  };
  const playback = createPlayback(sender, { handheld: false, still: false, later, ...options });
  return {
    playback,
    now: () => playback.showing.value,
    seconds: () => time / 1000,
    runs: () => next !== null,
    /** Plays a number of codes. */
    codes(count: number) {
      for (let at = 0; at < count && next; at++) {
        const { run, after } = next;
        next = null;
        time += after;
        run();
      }
    },
  };
}

describe('a playback', () => {
  it('starts dense and fast on a computer, slower on a phone', () => {
    expect(play().now()).toMatchObject({ pace: 10, pages: 17, page: 1, playing: true, roundSeconds: 1.7 });
    expect(play({ handheld: true }).now()).toMatchObject({ pace: 8, pages: 43 });
  });

  it('delivers everything in one round when no code is missed', () => {
    const { now, codes, seconds } = play();
    const receiver = createReceiver();
    receiver.add(now().code.text);
    while (!receiver.done) {
      codes(1);
      receiver.add(now().code.text);
    }
    expect(receiver.result).toEqual(file);
    expect(seconds()).toBeCloseTo(1.6);
  });

  it('costs a receiver nothing when the pace changes midway', () => {
    const { playback, now, codes } = play();
    const receiver = createReceiver();
    const changes = [playback.slower, playback.slower, playback.faster, playback.faster, playback.faster];
    for (let at = 0; !receiver.done; at++) {
      const before = receiver.parts?.received ?? 0;
      receiver.add(now().code.text);
      expect(receiver.done || (receiver.parts?.received ?? 0) > before).toBe(true);
      if (at % 2 === 1) changes.shift()?.();
      codes(1);
    }
    expect(receiver.result).toEqual(file);
  });

  it('slows down automatically after three times the expected duration, and reports it', () => {
    const { now, codes, seconds } = play();
    const steps: number[][] = [];
    for (let before = now(); now().canGoSlower; codes(1)) {
      if (now().code.size !== before.code.size || now().pace !== before.pace) {
        steps.push([now().code.version, now().pace, Math.round(seconds())]);
        before = now();
      }
    }
    expect(now().steppedDown).toBe(true);
    expect(steps).toEqual([
      [19, 10, 12],
      [16, 8, 24],
      [11, 8, 40],
      [11, 6, 72],
    ]);
  });

  it('does not slow down while the user is just starting', () => {
    const { playback, now, codes } = play();
    for (let times = 0; times < 5; times++) {
      codes(100);
      playback.restart();
    }
    expect(now().steppedDown).toBe(false);
  });

  it('follows the user’s choice, up to the limits', () => {
    const { playback, now } = play();
    playback.faster();
    expect(now()).toMatchObject({ pace: 12, pages: 13, canGoFaster: false });
    playback.faster();
    expect(now().pace).toBe(12);
    for (let times = 0; times < 20; times++) playback.slower();
    expect(now()).toMatchObject({ pace: 4, pages: 85, canGoSlower: false, steppedDown: false });
  });

  it('shows numbered still codes on request, one after another in a loop', () => {
    const { playback, now, runs } = play({ still: true });
    expect([runs(), now().playing, now().page, now().pages]).toEqual([false, false, 1, 17]);
    const receiver = createReceiver();
    for (let page = 1; page <= 17; page++) {
      expect(now().page).toBe(page);
      receiver.add(now().code.text);
      playback.next();
    }
    expect(receiver.result).toEqual(file);
    expect(now().page).toBe(1);
    playback.previous();
    expect(now().page).toBe(17);
  });

  it('pauses on a numbered code and continues playing', () => {
    const { playback, now, codes, runs } = play();
    codes(30);
    playback.pause();
    expect([runs(), now().playing]).toEqual([false, false]);
    const { page } = now();
    playback.next();
    expect(now().page).toBe((page % now().pages) + 1);
    expect(now().code.text).toBe(sender.code((now().page - 1) * 5, 5).text);
    playback.slower();
    expect(now().code.text).toBe(sender.code((now().page - 1) * 3, 3).text);
    playback.play();
    expect([runs(), now().playing]).toEqual([true, true]);
  });

  it('shows no modules smaller than the available space allows', () => {
    const { playback, now } = play();
    const { version } = now().code;
    playback.fit(320);
    expect((now().code.size + 8) * 3).toBeLessThanOrEqual(320);
    playback.faster();
    expect((now().code.size + 8) * 3).toBeLessThanOrEqual(320);
    expect(now()).toMatchObject({ pace: 12, canGoFaster: false });
    playback.slower();
    playback.fit(10);
    expect(now().code.version).toBe(11);
    playback.fit(2000);
    expect(now().code.version).toBe(version);
  });

  it('shows nothing more after it is stopped', () => {
    const { playback, now, codes } = play();
    playback.stop();
    const { code } = now();
    codes(10);
    expect(now().code).toBe(code);
  });
});
