/** Longer text is no mistyped word, and comparing it takes time. */
const longestTyped = 100;

/**
 * Finds the word that was probably meant.
 *
 * @returns the nearest candidate that differs in at most a third of its letters, one at least; else the only candidate that
 *   begins with what was typed; null when there is none
 */
export function suggest(typed: string, candidates: readonly string[]): string | null {
  if (typed.length > longestTyped) return null;
  const near = candidates
    .map((candidate) => ({ candidate, distance: distance(typed.toLowerCase(), candidate.toLowerCase()) }))
    .filter((one) => one.distance <= Math.max(1, Math.floor(Math.max(typed.length, one.candidate.length) / 3)))
    .sort((one, other) => one.distance - other.distance);
  const [begun, another] = candidates.filter((candidate) => typed.length > 1 && candidate.startsWith(typed));
  return near[0]?.candidate ?? (another === undefined ? (begun ?? null) : null);
}

/**
 * Finds the command that was probably meant: a mistyped one, one whose group is missing (`mint`) or is another (`keys mint`),
 * or one with other separators (`serials-mint`).
 *
 * @param names of all commands
 * @param typed what is no command: a word, or a group and a word
 * @param next the word behind it
 * @returns the command's name, or its group; null when none is near, or several are
 */
export function nearestCommand(names: readonly string[], typed: string, next: string | undefined): string | null {
  const split = names.map((name) => name.split(' '));
  const [first = '', second = next] = typed.split(/[-_:/. ]/);
  const group = suggest(first, [...new Set(split.map(([word = '']) => word))]);
  const inGroup = split.filter(([word]) => word === group).flatMap(([, word]) => word ?? []);
  const command = second === undefined ? null : suggest(second, inGroup);
  if (group !== null && command !== null) return `${group} ${command}`;
  const [only, another] = names.filter((name) => name.split(' ')[1] === typed.split(' ').at(-1)?.toLowerCase());
  const elsewhere = another === undefined ? (only ?? null) : null;
  return typed.includes(' ') ? elsewhere : (group ?? elsewhere);
}

/** @returns how many letters must be changed, put in, left out or swapped with the next (optimal string alignment) */
function distance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const [letter, against] = [one[row - 1], other[column - 1]];
      const replaced = at(last, column - 1) + (letter === against ? 0 : 1);
      const isSwap = row > 1 && column > 1 && letter === other[column - 2] && one[row - 2] === against;
      const swapped = isSwap ? at(beforeLast, column - 2) + 1 : replaced;
      current.push(Math.min(replaced, swapped, at(last, column) + 1, at(current, column - 1) + 1));
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}
