import { type Code, quietZone } from '../../../src/transfer/code.ts';
import { isDarkAt } from '../pictures/module.ts';

/** Black on white from the fixed part of the 256 colors: the first 16 are each theme's own, and white may be beige. */
const blackOnWhite = '\u001b[38;5;16;48;5;231m';
const plain = '\u001b[0m';

/** How much of a terminal something takes, in characters. */
export interface CharacterArea {
  readonly columns: number;
  readonly rows: number;
}

/** @param size modules on each side of the code, without its quiet zone */
export function areaOf(size: number): CharacterArea {
  const side = size + 2 * quietZone;
  return { columns: side, rows: Math.ceil(side / 2) };
}

/**
 * Draws a code for a terminal, two modules to a character, black on white whatever the terminal's own colors are, with
 * its quiet zone.
 *
 * @returns lines
 */
export function halfBlocksOf(code: Code): readonly string[] {
  const lines: string[] = [];
  const end = code.size + quietZone;
  for (let row = -quietZone; row < end; row += 2) {
    let line = '';
    for (let column = -quietZone; column < end; column++) {
      line += halfBlock(isDarkAt(code, row, column), isDarkAt(code, row + 1, column));
    }
    lines.push(`${blackOnWhite}${line}${plain}`);
  }
  return lines;
}

function halfBlock(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}
