import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Code } from '../../transfer/code.ts';
import type { Sender } from '../../transfer/sender.ts';
import { createLevelControl, type LevelControl, startingDensity } from './levels.ts';
import { createPosition, type Position } from './position.ts';

/** A transfer that takes so many times as long as it should needs easier codes. */
const patience = 3;
/** Seconds that a person takes to point the other device at the screen. */
const timeToAim = 12;

/** What the screen shows of a sequence of codes. */
export interface Showing {
  /** One, or several that are shown at once; always one while it does not play. */
  readonly codes: readonly Code[];
  /** From 1: which of the numbered codes this is; only while it does not play. */
  readonly page: number;
  readonly pages: number;
  readonly playing: boolean;
  /** How often the codes change, a second. */
  readonly pace: number;
  /** How long a receiver takes that misses nothing. */
  readonly roundSeconds: number;
  readonly canGoFaster: boolean;
  readonly canGoSlower: boolean;
  /** Whether the transfer is long and the screen large enough for several codes at once. */
  readonly canShowSeveral: boolean;
  /** Whether several codes are shown at once, or would be if it played. */
  readonly showsSeveral: boolean;
  /** Whether the playback chose a slower level because the transfer takes long. */
  readonly steppedDown: boolean;
}

/** Plays the codes of a parcel that takes several. Whatever is changed here, the receiver keeps what it has. */
export interface Playback {
  readonly showing: ReadonlySignal<Showing>;
  play(): void;
  pause(): void;
  faster(): void;
  slower(): void;
  /** Shows several codes at once, or one again. */
  showSeveral(several: boolean): void;
  /** Pauses and shows the next numbered code; the first one follows the last. */
  next(): void;
  previous(): void;
  /** @param side CSS pixels that the codes with their quiet zone may take */
  fit(side: number): void;
  /** Call it when somebody is about to scan: the time that the transfer takes is measured from now. */
  restart(): void;
  stop(): void;
}

export interface PlaybackOptions {
  /** A phone in front of a webcam, rather than a screen in front of a phone. */
  readonly handheld: boolean;
  /** Start with the first code, paused. */
  readonly still: boolean;
  readonly later: (milliseconds: number, run: () => void) => () => void;
}

/** The parts of a running playback. */
interface Player {
  readonly levels: LevelControl;
  readonly position: Position;
  readonly showing: Signal<Showing>;
  playing: boolean;
  steppedDown: boolean;
  /** How often the codes have changed since the level was chosen. */
  shown: number;
  cancelNext: () => void;
}

export function createPlayback(parcel: Sender, { handheld, still, later }: PlaybackOptions): Playback {
  const sender = parcel.startingAt(startingDensity(parcel, handheld));
  const levels = createLevelControl(sender, handheld);
  const position = createPosition(sender, levels);
  const begin = { levels, position, playing: !still, steppedDown: false };
  const player: Player = { ...begin, showing: signal(showingOf(begin)), shown: 0, cancelNext: () => {} };

  function draw(): void {
    player.showing.value = showingOf(player);
  }

  function schedule(): void {
    player.cancelNext();
    player.cancelNext = player.playing ? later(1000 / levels.current.pace, advance) : () => {};
  }

  function advance(): void {
    position.advance(player.showing.value.codes.length);
    player.shown += 1;
    if (isTooSlow(player) && levels.ease()) {
      player.steppedDown = true;
      levelChanged(player);
    }
    draw();
    schedule();
  }

  schedule();
  return { showing: player.showing, ...controls(player, draw, schedule) };
}

function showingOf({
  levels,
  position,
  playing,
  steppedDown,
}: Omit<Player, 'showing' | 'shown' | 'cancelNext'>): Showing {
  const { pace, atOnce } = levels.current;
  const pages = position.pages();
  return {
    codes: position.codes(playing ? atOnce : 1),
    page: position.page(),
    pages,
    playing,
    pace,
    roundSeconds: pages / (pace * atOnce),
    canGoFaster: levels.can(-1),
    canGoSlower: levels.can(1),
    canShowSeveral: levels.canShowSeveral,
    showsSeveral: atOnce > 1,
    steppedDown,
  };
}

function isTooSlow({ showing, shown }: Player): boolean {
  const { roundSeconds, pace } = showing.value;
  return shown > Math.max(patience * roundSeconds, timeToAim) * pace;
}

function levelChanged(player: Player): void {
  player.shown = 0;
  // A numbered code begins where the codes of this density do.
  if (!player.playing) player.position.align();
}

function controls(player: Player, draw: () => void, schedule: () => void): Omit<Playback, 'showing'> {
  const { levels, position } = player;

  function turn(by: 0 | 1 | -1): void {
    player.playing = false;
    position.turn(by);
    schedule();
    draw();
  }

  /** @param change returns whether there is another level now */
  function choose(change: () => boolean): void {
    if (!change()) return;
    player.steppedDown = false;
    levelChanged(player);
    schedule();
    draw();
  }

  return {
    play() {
      player.playing = true;
      player.shown = 0;
      schedule();
      draw();
    },
    pause: () => turn(0),
    faster: () => choose(() => levels.step(-1)),
    slower: () => choose(() => levels.step(1)),
    showSeveral: (several) => choose(() => levels.showSeveral(several)),
    next: () => turn(1),
    previous: () => turn(-1),
    fit(side) {
      const before = levels.current;
      const couldShowSeveral = levels.canShowSeveral;
      levels.fit(side);
      const { density, atOnce } = levels.current;
      if (density === before.density && atOnce === before.atOnce && levels.canShowSeveral === couldShowSeveral) return;
      levelChanged(player);
      draw();
    },
    restart() {
      player.shown = 0;
    },
    stop() {
      player.playing = false;
      player.cancelNext();
    },
  };
}
