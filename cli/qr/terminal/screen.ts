import { constants } from 'node:os';
import type { Streams } from '../../command.ts';
import { terminalSequence } from '../../terminalText.ts';
import type { CharacterArea } from './halfBlocks.ts';

const enter = '\u001b[?1049h\u001b[?25l\u001b[2J';
const leave = '\u001b[?25h\u001b[?1049l';
/** Synchronized output; terminals that do not know it ignore it. */
const beginFrame = '\u001b[?2026h\u001b[H';
const endFrame = '\u001b[0J\u001b[?2026l';
const restOfLine = '\u001b[0K';
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The whole terminal, until it is closed. */
export interface TerminalScreen {
  readonly room: CharacterArea;
  /** Replaces everything on the screen. */
  draw(lines: readonly string[]): void;
  /** Waits for a key or a new window size. @param milliseconds at most; null: without limit */
  wait(milliseconds: number | null): Promise<ScreenEvent>;
  /** Restores the terminal. */
  close(): void;
}

/** `end`: Ctrl-C, q, Escape or a signal, with the exit code. */
export type ScreenEvent =
  | { readonly what: 'time' | 'resized' }
  | { readonly what: 'key'; readonly key: string }
  | { readonly what: 'end'; readonly exitCode: number };

const endingKeys = ['\u0003', '\u0004', 'q', '\u001b'];

/** Opens the terminal's alternate screen, without a cursor, with keys as they are pressed. */
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
    // Ctrl-C is the normal end; other signals stop the program.
    queueEvent({ what: 'end', exitCode: signal === 'SIGINT' ? 0 : 128 + constants.signals[signal] });
  };
  const restore = () => stdout.write(terminalSequence(leave));

  stdout.write(terminalSequence(enter));
  process.once('exit', restore);
  stdout.on('resize', resized);
  for (const signal of endingSignals) process.on(signal, signalled);
  if (stdin.isTTY) stdin.setRawMode(true).on('data', pressed);

  return {
    get room() {
      return { columns: stdout.columns, rows: stdout.rows };
    },
    draw(lines) {
      // Over a slow connection, codes are skipped instead of delayed.
      if (stdout.writableNeedDrain) return;
      stdout.write(terminalSequence(`${beginFrame}${lines.join(`${restOfLine}\r\n`)}${endFrame}`));
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

/** @param onReady receives a function that ends the pause early */
function pause(milliseconds: number | null, onReady: (ready: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    // A timer keeps the process alive while only a key can end the wait.
    const timer = milliseconds === null ? setInterval(() => {}, 2 ** 30) : setTimeout(resolve, milliseconds);
    onReady(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Several keys may arrive at once. Arrow keys are sequences that begin with Escape. */
function keysIn(typed: string): readonly string[] {
  return typed.startsWith('\u001b') ? [typed] : [...typed];
}
