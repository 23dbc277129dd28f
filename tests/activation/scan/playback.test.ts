import { describe, expect, it } from 'vitest';
import { createPlayback, type PlaybackOptions, type Showing } from '../../../src/activation/transfer/playback.ts';
import type { Code } from '../../../src/transfer/code.ts';
import { createReceiver } from '../../../src/transfer/receiver.ts';
import { createSender } from '../../../src/transfer/sender.ts';
import { noise } from '../../transfer/sampleDocuments.ts';

const file = { kind: 'file', name: 'panel.bin', bytes: noise('panel', 20_000) } as const;
const sender = createSender(file, 'https://activate.example/');

/** The only code that is shown, or the first of several. */
function firstOf({ codes: [code] }: Showing): Code {
  if (!code) throw new Error('no code is shown');
  return code;
}

/** A playback whose clock the test controls. */
function play(options: Partial<PlaybackOptions> = {}, parcel = sender) {
  let next: { run: () => void; after: number } | null = null;
  let time = 0;
  const later = (after: number, run: () => void) => {
    const mine = { run, after };
    next = mine;
    return () => {
      if (next === mine) next = null;
    };
  };
  const playback = createPlayback(parcel, { handheld: false, still: false, later, ...options });
  return {
    playback,
    now: () => playback.showing.value,
    code: () => firstOf(playback.showing.value),
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
    const { code, codes, seconds } = play();
    const receiver = createReceiver();
    receiver.add(code().text);
    while (!receiver.done) {
      codes(1);
      receiver.add(code().text);
    }
    expect(receiver.result).toEqual(file);
    expect(seconds()).toBeCloseTo(1.6);
  });

  it('costs a receiver nothing when the pace changes midway', () => {
    const { playback, code, codes } = play();
    const receiver = createReceiver();
    const changes = [playback.slower, playback.slower, playback.faster, playback.faster, playback.faster];
    for (let at = 0; !receiver.done; at++) {
      const before = receiver.parts?.received ?? 0;
      receiver.add(code().text);
      expect(receiver.done || (receiver.parts?.received ?? 0) > before).toBe(true);
      if (at % 2 === 1) changes.shift()?.();
      codes(1);
    }
    expect(receiver.result).toEqual(file);
  });

  it('slows down automatically after three times the expected duration, and reports it', () => {
    const { now, code, codes, seconds } = play();
    const steps: number[][] = [];
    for (let before = now(); now().canGoSlower; codes(1)) {
      if (code().size !== before.codes[0]?.size || now().pace !== before.pace) {
        steps.push([code().version, now().pace, Math.round(seconds())]);
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
    const { playback, now, code, runs } = play({ still: true });
    expect([runs(), now().playing, now().page, now().pages]).toEqual([false, false, 1, 17]);
    const receiver = createReceiver();
    for (let page = 1; page <= 17; page++) {
      expect(now().page).toBe(page);
      receiver.add(code().text);
      playback.next();
    }
    expect(receiver.result).toEqual(file);
    expect(now().page).toBe(1);
    playback.previous();
    expect(now().page).toBe(17);
  });

  it('pauses on a numbered code and continues playing', () => {
    const { playback, now, code, codes, runs } = play();
    codes(30);
    playback.pause();
    expect([runs(), now().playing]).toEqual([false, false]);
    const { page } = now();
    playback.next();
    expect(now().page).toBe((page % now().pages) + 1);
    expect(code().text).toBe(sender.code((now().page - 1) * 5, 5).text);
    playback.slower();
    expect(code().text).toBe(sender.code((now().page - 1) * 3, 3).text);
    playback.play();
    expect([runs(), now().playing]).toEqual([true, true]);
  });

  it('shows no modules smaller than the available space allows', () => {
    const { playback, now, code } = play();
    const { version } = code();
    playback.fit(320);
    expect((code().size + 8) * 3).toBeLessThanOrEqual(320);
    playback.faster();
    expect((code().size + 8) * 3).toBeLessThanOrEqual(320);
    expect(now()).toMatchObject({ pace: 12, canGoFaster: false });
    playback.slower();
    playback.fit(10);
    expect(code().version).toBe(11);
    playback.fit(2000);
    expect(code().version).toBe(version);
  });

  it('shows nothing more after it is stopped', () => {
    const { playback, now, codes } = play();
    playback.stop();
    const before = now();
    codes(10);
    expect(now()).toBe(before);
  });
});

describe('several codes at once', () => {
  const long = { kind: 'file', name: 'panel.bin', bytes: noise('panel', 100_000) } as const;
  const longSender = createSender(long, 'https://activate.example/');
  /** CSS pixels: a notebook's screen, the height of a computer's, and a phone's. */
  const [notebook, monitor, phone] = [650, 950, 390];

  function playLong(side: number, options: Partial<PlaybackOptions> = {}) {
    const played = play(options, longSender);
    played.playback.fit(side);
    return played;
  }

  it('are offered where a long transfer has a large screen, and shown only on request', () => {
    const { now } = playLong(monitor);
    expect(now()).toMatchObject({ canShowSeveral: true, showsSeveral: false, pace: 10 });
    expect(now().codes).toHaveLength(1);
    expect(playLong(phone).now()).toMatchObject({ canShowSeveral: false });
    const short = play();
    short.playback.fit(monitor);
    expect(short.now()).toMatchObject({ canShowSeveral: false });
    expect(play({}, longSender).now(), 'before the room is known').toMatchObject({ canShowSeveral: false });
  });

  it('are four successive ones, as dense as the room allows', () => {
    for (const [side, density] of [
      [monitor, 5],
      [notebook, 3],
    ] as const) {
      const { playback, now, codes } = playLong(side);
      playback.showSeveral(true);
      const from = 4 * density;
      codes(1);
      const expected = [0, 1, 2, 3].map((at) => longSender.code(from + at * density, density).text);
      expect(now().codes.map(({ text }) => text)).toEqual(expected);
      const [{ size } = { size: 0 }] = now().codes;
      expect((2 * size + 3 * 4) * 3).toBeLessThanOrEqual(side);
    }
  });

  it('deliver everything five times as fast as one code at a time', () => {
    const [one, four] = [false, true].map((several) => {
      const { playback, now, codes, seconds } = playLong(monitor);
      playback.showSeveral(several);
      const receiver = createReceiver();
      while (!receiver.done) {
        for (const { text } of now().codes) receiver.add(text);
        codes(1);
      }
      expect(receiver.result).toEqual(long);
      return seconds();
    });
    expect((one ?? 0) / (four ?? 0)).toBeGreaterThan(4.5);
  });

  it('also complete a receiver that reads a single code of each picture', () => {
    const { playback, now, codes } = playLong(monitor);
    playback.showSeveral(true);
    const receiver = createReceiver();
    for (let picture = 0; !receiver.done; picture++) {
      receiver.add(now().codes[picture % now().codes.length]?.text ?? '');
      codes(1);
    }
    expect(receiver.result).toEqual(long);
  });

  it('become one code automatically when the transfer takes long, as at the start', () => {
    const { playback, now, codes, seconds } = playLong(monitor);
    const { pace, pages } = now();
    playback.showSeveral(true);
    while (!now().steppedDown) codes(1);
    expect(now()).toMatchObject({ showsSeveral: false, canShowSeveral: true, pace, pages });
    expect(Math.round(seconds())).toBe(12);
  });

  it('cost a receiver nothing when they become one code', () => {
    const { playback, now, codes } = playLong(monitor);
    playback.showSeveral(true);
    const receiver = createReceiver();
    for (let picture = 0; !receiver.done; picture++) {
      const before = receiver.parts?.received ?? 0;
      for (const { text } of now().codes) receiver.add(text);
      const added = (receiver.parts?.received ?? 0) - before;
      expect(receiver.done || added === 5 * now().codes.length).toBe(true);
      codes(1);
      if (picture === 3) playback.showSeveral(false);
    }
    expect(receiver.result).toEqual(long);
  });

  it('are the fastest levels', () => {
    const { playback, now } = playLong(monitor);
    while (now().canGoFaster) playback.faster();
    expect(now()).toMatchObject({ showsSeveral: true, pace: 12 });
    expect(now().codes).toHaveLength(4);
    const shown: number[] = [];
    for (; now().canGoSlower; playback.slower()) shown.push(now().codes.length);
    expect(shown).toEqual([4, 4, 1, 1, 1, 1, 1, 1]);
  });

  it('are one numbered code while paused', () => {
    const { playback, now } = playLong(monitor);
    playback.showSeveral(true);
    playback.pause();
    expect(now()).toMatchObject({ page: 1, playing: false });
    expect(now().codes).toHaveLength(1);
    playback.next();
    expect(now().page).toBe(2);
    playback.play();
    expect(now().codes).toHaveLength(4);
  });

  it('disappear with their room, and come back with it', () => {
    const { playback, now } = playLong(monitor);
    playback.showSeveral(true);
    playback.fit(phone);
    expect(now()).toMatchObject({ canShowSeveral: false, showsSeveral: false, pace: 10 });
    expect(now().codes).toHaveLength(1);
    playback.fit(monitor);
    expect(now().codes).toHaveLength(4);
  });
});
