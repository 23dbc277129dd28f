import type { CsvCell } from './csvColumns.ts';

/** What separates cells in some spreadsheet, whatever separates them in the file. */
const separators = new Set([',', ';', '\t', '\r', '\n']);
/** What begins a formula, also in full width. */
const formulaSigns = new Set(['=', '+', '-', '@', '＝', '＋', '－', '＠']);

/**
 * Keeps spreadsheets from calculating text: customers choose the name of the holder. Puts an apostrophe in front of each
 * sign that begins a formula, at the beginning of the text and behind everything that separates cells, because a
 * spreadsheet may split lines at another separator, with or without regard to quotes. Takes linear time.
 *
 * @returns a text from which {@link unprotectCell} makes the same one again
 */
export function protectCell(text: string): string {
  let copy = '';
  let isBeginning = true;
  for (const character of text) {
    if (isBeginning && formulaSigns.has(character)) copy += "'";
    copy += character;
    isBeginning = staysBeginning(isBeginning, character);
  }
  return copy;
}

/** Removes the apostrophes of {@link protectCell}. */
export function unprotectCell(text: string): string {
  let copy = '';
  let isBeginning = true;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const protects = isBeginning && character === "'" && formulaSigns.has(text.charAt(index + 1));
    if (!protects) copy += character;
    isBeginning = staysBeginning(isBeginning, character);
  }
  return copy;
}

/** @returns whether the next character is the first that counts in a cell */
function staysBeginning(isBeginning: boolean, character: string): boolean {
  return separators.has(character) || (isBeginning && /[\s"']/.test(character));
}

/** @returns the cells as a line of CSV (RFC 4180), with its line break */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map((cell) => quoteCell(typeof cell === 'string' ? protectCell(cell) : String(cell ?? ''))).join(',')}\r\n`;
}

/** White space around a cell counts only in quotes. */
function quoteCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
