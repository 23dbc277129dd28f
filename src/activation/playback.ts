import { type ReadonlySignal, signal } from '@preact/signals';
import { type Code, quietZone } from '../transfer/code.ts';
import type { Sender } from '../transfer/sender.ts';

/** How dense and how fast codes are shown. */
interface Level {
  /** Symbols in a code. */
  readonly density: number;
  /** Codes a second. */
  readonly pace: number;
}

const slowest: Level = { density: 1, pace: 4 };

/** From what only good devices read to what nearly all do. Codes grow first; only then is each shown longer. */
const levels: readonly Level[] = [
  { density: 7, pace: 12 },
  { density: 5, pace: 10 },
  { density: 3, pace: 10 },
  { density: 2, pace: 8 },
  { density: 1, pace: 8 },
  { density: 1, pace: 6 },
  slowest,
];
/** A computer's screen before a phone's camera, and a phone's screen before a webcam. */
const defaultLevel = { desktop: 1, handheld: 3 } as const;

/** A receiver that takes so many times as long as it should has trouble. */
const patience = 3;
/** Seconds within which nobody is thought to have trouble: the other device has to be taken in hand first. */
const timeToAim = 12;
/** CSS pixels: smaller modules run into each other before an ordinary camera. */
const smallestModule = 3;

/** What the screen shows of a sequence of codes. */
export interface Showing {
  readonly code: Code;
  /** From 1: which of the numbered codes this is; only while it does not play. */
  readonly page: number;
  readonly pages: number;
  readonly playing: boolean;
  /** Codes a second. */
  readonly pace: number;
  /** How long a receiver takes that misses nothing. */
  readonly roundSeconds: number;
  readonly canGoFaster: boolean;
  readonly canGoSlower: boolean;
  /** It went slower by itself, because it takes long. */
  readonly steppedDown: boolean;
}

/** Plays the codes of a parcel that takes several. Nothing done here costs the receiver anything that it has. */
export interface Playback {
  readonly showing: ReadonlySignal<Showing>;
  play(): void;
  pause(): void;
  faster(): void;
  slower(): void;
  /** Pauses and turns to the numbered code after this one; after the last comes the first. */
  next(): void;
  previous(): void;
  /** @param side CSS pixels that a code with its quiet zone may take */
  fit(side: number): void;
  /** Somebody is about to scan: how long it takes is counted anew. */
  restart(): void;
  stop(): void;
}

export interface PlaybackOptions {
  /** Held before a webcam, rather than a screen before a phone. */
  readonly handheld: boolean;
  /** Begins with the first code and waits for the person. */
  readonly still: boolean;
  readonly later: (milliseconds: number, run: () => void) => () => void;
}

export function createPlayback(sender: Sender, options: PlaybackOptions): Playback {
  // Whoever wants in parts what fits one code has trouble with its density.
  let level: number = defaultLevel[options.handheld || sender.whole ? 'handheld' : 'desktop'];
  let densest = Number.POSITIVE_INFINITY;
  /** Number of the first symbol on the screen. */
  let first = 0;
  let playing = !options.still;
  let steppedDown = false;
  let shownSince = 0;
  let cancelNext = () => {};

  /** What a level comes down to where there is not the room, or not the need, for its density. */
  const effectOf = ({ density, pace }: Level): Level => ({
    density: Math.min(density, densest, sender.symbolCount),
    pace,
  });
  const present = () => effectOf(levels[level] ?? slowest);

  /** @returns the next level in a direction that makes a difference; null at the end */
  function levelBeyond(direction: 1 | -1): number | null {
    const { density, pace } = present();
    for (let other = level + direction; levels[other]; other += direction) {
      const effect = effectOf(levels[other] ?? slowest);
      if (effect.density !== density || effect.pace !== pace) return other;
    }
    return null;
  }

  const showing = signal(draw());

  function draw(): Showing {
    const { density, pace } = present();
    const pages = sender.pageCount(density);
    return {
      code: sender.code(first, density),
      page: (Math.floor(first / density) % pages) + 1,
      pages,
      playing,
      pace,
      roundSeconds: pages / pace,
      canGoFaster: levelBeyond(-1) !== null,
      canGoSlower: levelBeyond(1) !== null,
      steppedDown,
    };
  }

  function show(): void {
    showing.value = draw();
  }

  function advance(): void {
    const { density } = present();
    first += density;
    shownSince += 1;
    const { pages, pace } = showing.value;
    const slower = levelBeyond(1);
    if (slower !== null && shownSince > Math.max(patience * pages, timeToAim * pace)) {
      steppedDown = true;
      goTo(slower);
    }
    show();
    schedule();
  }

  function schedule(): void {
    cancelNext();
    cancelNext = playing ? options.later(1000 / present().pace, advance) : () => {};
  }

  function goTo(other: number): void {
    level = other;
    shownSince = 0;
    // A numbered code begins where the codes of this density do.
    if (!playing) first = pageStart();
  }

  function pageStart(): number {
    const { density } = present();
    return Math.floor((first % sender.symbolCount) / density) * density;
  }

  function turn(by: number): void {
    playing = false;
    const { density } = present();
    const pages = sender.pageCount(density);
    const page = pageStart() / density;
    first = ((page + by + pages) % pages) * density;
    schedule();
    show();
  }

  function choose(direction: 1 | -1): void {
    const other = levelBeyond(direction);
    if (other === null) return;
    steppedDown = false;
    goTo(other);
    schedule();
    show();
  }

  schedule();
  return {
    showing,
    play() {
      playing = true;
      shownSince = 0;
      schedule();
      show();
    },
    pause: () => turn(0),
    faster: () => choose(-1),
    slower: () => choose(1),
    next: () => turn(1),
    previous: () => turn(-1),
    fit(side) {
      const before = present().density;
      densest = densestWithin(sender, side);
      if (present().density === before) return;
      goTo(level);
      show();
    },
    restart() {
      shownSince = 0;
    },
    stop() {
      playing = false;
      cancelNext();
    },
  };
}

/** @returns symbols a code, at least 1, whose modules are large enough on so many pixels */
function densestWithin(sender: Sender, side: number): number {
  const densities = [...new Set(levels.map((level) => level.density))];
  return densities.find((density) => (sender.code(0, density).size + 2 * quietZone) * smallestModule <= side) ?? 1;
}
