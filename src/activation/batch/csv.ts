import { unprotectCell } from '../../contract/csvText.ts';

/** A line of a table, and where it begins, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The one that a spreadsheet puts between cells depends on its language. */
const delimiters = ['\t', ';', ','] as const;

/**
 * Reads a table as spreadsheets write and copy it: separated by tabs, semicolons or commas, cells in quotes or not (RFC
 * 4180). Never refuses: a quote that does not end is read to the end of the text.
 *
 * @param text decoded, with or without a byte order mark
 * @returns the lines that hold something
 */
export function readCsv(text: string): readonly CsvRow[] {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const delimiter = delimiterOf(plain);
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  while (at < plain.length) {
    const cells: string[] = [];
    const begin = line;
    for (;;) {
      const cell = readCell(plain, at, delimiter);
      cells.push(unprotectCell(cell.text.trim()));
      line += cell.text.split('\n').length - 1;
      at = cell.end + 1;
      if (plain[cell.end] !== delimiter) break;
    }
    line += 1;
    if (cells.some((cell) => cell !== '')) rows.push({ line: begin, cells });
  }
  return rows;
}

/** The first that the table's first line has outside of quotes. */
function delimiterOf(text: string): string {
  const [first = ''] = text
    .trimStart()
    .replace(/"[^"]*"/g, '')
    .split('\n', 1);
  return delimiters.find((one) => first.includes(one)) ?? ',';
}

/** @returns a cell, and the position of what ends it */
function readCell(text: string, begin: number, delimiter: string): { readonly text: string; readonly end: number } {
  let at = begin;
  while (text[at] === ' ') at += 1;
  let quoted = '';
  if (text[at] === '"') {
    for (at += 1; at < text.length; at += 1) {
      if (text[at] === '"' && text[at + 1] !== '"') break;
      if (text[at] === '"') at += 1;
      quoted += text[at];
    }
    begin = at + 1;
  }
  let end = begin;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end += 1;
  return { text: quoted + text.slice(begin, end), end };
}
