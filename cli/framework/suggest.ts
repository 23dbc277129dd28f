/**
 * Finds the word that was probably meant.
 *
 * @returns the nearest candidate that differs in at most a third of its letters, one at least; null when none does
 */
export function suggest(typed: string, candidates: readonly string[]): string | null {
  const near = candidates
    .map((candidate) => ({ candidate, distance: distance(typed, candidate) }))
    .filter((one) => one.distance <= Math.max(1, Math.floor(Math.max(typed.length, one.candidate.length) / 3)))
    .sort((one, other) => one.distance - other.distance);
  return near[0]?.candidate ?? null;
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
