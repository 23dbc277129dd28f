import { eastAsianWidth } from 'get-east-asian-width';
import { shown } from './files.ts';

/** Spaces between two columns. */
const gap = '  ';

/**
 * Lays out columns.
 *
 * @param rows the first one names the columns; control characters are replaced, since they could rewrite the terminal
 * @returns lines, each with its end
 */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(shown));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  const line = (row: readonly string[]) => row.map((cell, column) => padded(cell, widths[column] ?? 0)).join(gap);
  return cells.map((row) => `${line(row).trimEnd()}\n`).join('');
}

/** Lays out names with their values, one a line; leaves out what has no value. */
export function factsOf(facts: Readonly<Record<string, string | number | null | undefined>>): string {
  const given = Object.entries(facts).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return tableOf(given.map(([name, value]) => [name, String(value)]));
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - widthOf(cell)));
}

let graphemes: Intl.Segmenter | undefined;

/** @returns columns on a terminal: East Asian characters and emoji take two, combining marks none */
function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  // Creating it takes longer than most commands.
  graphemes ??= new Intl.Segmenter();
  return [...graphemes.segment(text)].reduce((width, { segment }) => width + widthOfGrapheme(segment), 0);
}

function widthOfGrapheme(grapheme: string): number {
  if (/^\p{M}/u.test(grapheme)) return 0;
  return /\p{Emoji_Presentation}|\uFE0F/u.test(grapheme) ? 2 : eastAsianWidth(grapheme.codePointAt(0) ?? 0);
}
