import { constants } from 'node:os';
import type { Streams } from '../../command.ts';
import type { CharacterArea } from './halfBlocks.ts';

const enter = '\u001b[?1049h\u001b[?25l\u001b[2J';
const leave = '\u001b[?25h\u001b[?1049l';
/** Terminals that know it show what lies between at once; all others skip it. */
const beginFrame = '\u001b[?2026h\u001b[H';
const endFrame = '\u001b[0J\u001b[?2026l';
const restOfLine = '\u001b[0K';
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The whole terminal, lent until it is closed. */
export interface TerminalScreen {
  readonly room: CharacterArea;
  /** Shows lines from the top on, in place of all that was there. */
  draw(lines: readonly string[]): void;
  /** Waits, at most so long, for a key or for the window to change its size. @param milliseconds null: for ever */
  wait(milliseconds: number | null): Promise<ScreenEvent>;
  /** Gives the terminal back as it was. */
  close(): void;
}

/** `end`: Ctrl-C, q or Escape, or a signal, whose exit code comes with it. */
export type ScreenEvent =
  | { readonly what: 'time' | 'resized' }
  | { readonly what: 'key'; readonly key: string }
  | { readonly what: 'end'; readonly exitCode: number };

const endingKeys = ['\u0003', '\u0004', 'q', '\u001b'];

/** Takes the terminal over: its other screen, no cursor, keys as they are pressed. */
export function openScreen({ stdin, stdout }: Streams): TerminalScreen {
  const events: ScreenEvent[] = [];
  let wake: (() => void) | null = null;
  const queueEvent = (event: ScreenEvent) => {
    events.push(event);
    wake?.();
  };
  const pressed = (chunk: Buffer) => {
    for (const key of keysIn(chunk.toString('utf8'))) {
      queueEvent(endingKeys.includes(key) ? { what: 'end', exitCode: 0 } : { what: 'key', key });
    }
  };
  const resized = () => queueEvent({ what: 'resized' });
  const signalled = (signal: NodeJS.Signals) => {
    // Ctrl-C is how a show ends; any other signal means that somebody wanted the program away.
    queueEvent({ what: 'end', exitCode: signal === 'SIGINT' ? 0 : 128 + constants.signals[signal] });
  };
  const restore = () => stdout.write(leave);

  stdout.write(enter);
  process.once('exit', restore);
  stdout.on('resize', resized);
  for (const signal of endingSignals) process.on(signal, signalled);
  if (stdin.isTTY) stdin.setRawMode(true).on('data', pressed);

  return {
    get room() {
      return { columns: stdout.columns, rows: stdout.rows };
    },
    draw(lines) {
      // A slow line gets fewer codes, not old ones.
      if (stdout.writableNeedDrain) return;
      stdout.write(`${beginFrame}${lines.join(`${restOfLine}\r\n`)}${endFrame}`);
    },
    async wait(milliseconds) {
      if (events.length === 0) await pause(milliseconds, (ready) => (wake = ready));
      wake = null;
      return events.shift() ?? { what: 'time' };
    },
    close() {
      process.off('exit', restore);
      stdout.off('resize', resized);
      for (const signal of endingSignals) process.off(signal, signalled);
      if (stdin.isTTY) stdin.off('data', pressed).setRawMode(false).pause();
      restore();
    },
  };
}

/** @param onReady gets what ends the pause before its time */
function pause(milliseconds: number | null, onReady: (ready: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    // A timer that never fires keeps the program alive while only a key can end the wait.
    const timer = milliseconds === null ? setInterval(() => {}, 2 ** 30) : setTimeout(resolve, milliseconds);
    onReady(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Several may come at once. An arrow key, and its like, is a sequence that begins with Escape. */
function keysIn(typed: string): readonly string[] {
  return typed.startsWith('\u001b') ? [typed] : [...typed];
}
