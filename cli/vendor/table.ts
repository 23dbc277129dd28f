import { shown } from '../files.ts';

/**
 * Columns one under the other, two spaces apart.
 *
 * @param rows the first one names the columns; what people wrote is made harmless for the terminal
 * @returns lines, each with its end
 */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(shown));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))).join('  ');
  return cells.map((row) => `${line(row).trimEnd()}\n`).join('');
}

/** Names with values, one a line. */
export function factsOf(facts: Readonly<Record<string, string | number | null | undefined>>): string {
  const given = Object.entries(facts).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return tableOf(given.map(([name, value]) => [name, String(value)]));
}

/** East Asian characters are two columns wide, and marks that combine with others none. */
function widthOf(text: string): number {
  const characters = [...text].filter((character) => !/\p{M}/u.test(character));
  const wide = characters.filter((character) =>
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
      character,
    ),
  );
  return characters.length + wide.length;
}
