import { type Code, quietZone } from '../../../src/transfer/code.ts';
import { isDarkAt } from '../pictures/module.ts';

/** From the fixed part of the 256 colors: themes change the first 16, and white may be beige. */
const blackOnWhite = '\u001b[38;5;16;48;5;231m';
const plain = '\u001b[0m';

/** A size in characters of a terminal. */
export interface CharacterArea {
  readonly columns: number;
  readonly rows: number;
}

/** @param size modules on a side of the code, without its quiet zone */
export function areaOf(size: number): CharacterArea {
  const side = size + 2 * quietZone;
  return { columns: side, rows: Math.ceil(side / 2) };
}

/**
 * Draws a code for a terminal with its quiet zone, two modules a character, black on white whatever the theme.
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
