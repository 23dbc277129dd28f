import { create } from 'qrcode';

/** Quiet zone, in modules (ISO/IEC 18004 section 6.3.8). */
const QUIET = 4;

/**
 * Draws a QR code for a terminal, two modules above each other per character.
 *
 * @param text content of the code
 * @param colored whether to force black on white; otherwise dark modules have the text color
 * @returns lines
 */
export function drawQrCode(text: string, colored: boolean): string[] {
  const { modules } = create(text, { errorCorrectionLevel: 'L' });
  const isDark = (row: number, column: number): boolean =>
    row >= 0 && row < modules.size && column >= 0 && column < modules.size && modules.get(row, column) === 1;
  const lines: string[] = [];
  for (let row = -QUIET; row < modules.size + QUIET; row += 2) {
    let line = '';
    for (let column = -QUIET; column < modules.size + QUIET; column += 1) {
      line += halfBlock(isDark(row, column), isDark(row + 1, column));
    }
    lines.push(colored ? `\u001b[30;107m${line}\u001b[0m` : line);
  }
  return lines;
}

function halfBlock(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}
