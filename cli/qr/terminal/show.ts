import type { Sender } from '../../../src/transfer/sender.ts';
import { exitCodes, type Streams } from '../../command.ts';
import { CommandError } from '../../errors.ts';
import { terminalSequence } from '../../terminalText.ts';
import { densestThatFits, fits, senderThatFits, singleCode, smallestArea } from '../encoding/plan.ts';
import { areaOf, type CharacterArea, halfBlocksOf } from './halfBlocks.ts';
import { openScreen, type TerminalScreen } from './screen.ts';

export interface ShowOptions {
  /** Symbols a code, at most; fewer in a small terminal. */
  readonly density: number | undefined;
  /** Codes a second. */
  readonly pace: number;
  /** Whether keys turn the codes instead of a timer. */
  readonly byPage: boolean;
}

/** Lines below a code. */
const statusRows = 1;

const texts = {
  playing: (shown: number, necessary: number) => `Code ${shown}, about ${necessary} needed. Ctrl-C ends.`,
  paging: (page: number, pages: number) => `Code ${page} of ${pages}. Enter: next, b: back, q: end.`,
  windowTooSmall: (columns: number, rows: number) => `Window too small: needs ${columns} x ${rows}`,
} as const;

/**
 * Shows a parcel's codes in the terminal. One code is printed; several use the whole window until the user ends it.
 *
 * @returns exit code
 * @throws CommandError `terminal-too-small`
 */
export async function showInTerminal(sender: Sender, options: ShowOptions, streams: Streams): Promise<number> {
  const room = { columns: streams.stdout.columns, rows: streams.stdout.rows };
  const whole = singleCode(sender, options.density);
  // The line of the prompt must fit as well.
  if (whole && fits(areaOf(whole.size), roomForCode(room))) {
    streams.stdout.write(terminalSequence(`${halfBlocksOf(whole).join('\n')}\n`));
    return exitCodes.success;
  }
  const started = senderThatFits(sender, options.density, roomForCode(room));
  if (!started) throw tooSmall(sender.startingAt(1), room);
  const screen = openScreen(streams);
  try {
    return await (options.byPage ? turnPages(screen, started, options) : play(screen, started, options));
  } finally {
    screen.close();
  }
}

async function play(screen: TerminalScreen, sender: Sender, { density: wanted, pace }: ShowOptions): Promise<number> {
  let first = 0;
  let shown = 0;
  let due = performance.now();
  for (;;) {
    const density = densestThatFits(sender, wanted, roomForCode(screen.room));
    if (density === null) {
      screen.draw([tooSmallLine(sender)]);
    } else {
      shown += 1;
      const status = texts.playing(shown, sender.pageCount(density));
      screen.draw([...halfBlocksOf(sender.code(first, density)), status.slice(0, screen.room.columns)]);
      first += density;
    }
    due = Math.max(due + 1000 / pace, performance.now());
    const event = await screen.wait(density === null ? null : due - performance.now());
    if (event.what === 'end') return event.exitCode;
  }
}

async function turnPages(screen: TerminalScreen, sender: Sender, { density: wanted }: ShowOptions): Promise<number> {
  let symbol = 0;
  for (;;) {
    const density = densestThatFits(sender, wanted, roomForCode(screen.room));
    const pages = density === null ? 1 : sender.pageCount(density);
    // After a resize with another density, the page with the current symbol is shown.
    const page = density === null ? 0 : Math.floor(symbol / density);
    if (density === null) screen.draw([tooSmallLine(sender)]);
    else {
      const status = texts.paging(page + 1, pages).slice(0, screen.room.columns);
      screen.draw([...halfBlocksOf(sender.code(page * density, density)), status]);
    }
    const event = await screen.wait(null);
    if (event.what === 'end') return event.exitCode;
    if (event.what === 'key') symbol = pageAfter(page, pages, event.key) * (density ?? 1);
  }
}

/** @returns the page after a key, from 0; the first follows the last */
function pageAfter(page: number, pages: number, key: string): number {
  if (['\r', '\n', ' ', '\u001b[C'].includes(key)) return (page + 1) % pages;
  if (['b', '\u007f', '\b', '\u001b[D'].includes(key)) return (page + pages - 1) % pages;
  return page;
}

function roomForCode({ columns, rows }: CharacterArea): CharacterArea {
  return { columns, rows: rows - statusRows };
}

function tooSmallLine(sender: Sender): string {
  const { columns, rows } = smallestArea(sender);
  return texts.windowTooSmall(columns, rows + statusRows);
}

function tooSmall(sender: Sender, { columns, rows }: CharacterArea): CommandError {
  const needs = smallestArea(sender);
  return new CommandError('terminal-too-small', {
    columns,
    rows,
    needsColumns: needs.columns,
    needsRows: needs.rows + statusRows,
  });
}
