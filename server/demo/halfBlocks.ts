import { create } from 'qrcode';

/** White around the code, in modules (ISO/IEC 18004 section 6.3.8 asks for four). */
const QUIET = 4;

/**
 * Draws a QR code with two modules to a character, so that it comes out square.
 *
 * @param text what the code says
 * @param colored whether to force black on white; without, dark modules are drawn in the text's own color
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
