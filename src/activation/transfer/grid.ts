import { type Modules, quietZone } from '../../transfer/code.ts';

/**
 * Puts codes of the same size side by side, in a square from left to right and from top to bottom. Neighbors share a quiet zone.
 *
 * @param codes 1, 4 or another square number
 */
export function gridOf(codes: readonly Modules[]): Modules {
  const across = Math.sqrt(codes.length);
  const step = (codes[0]?.size ?? 0) + quietZone;
  return {
    size: gridSize(codes[0]?.size ?? 0, codes.length),
    isDark(row, column) {
      const code = codes[Math.floor(row / step) * across + Math.floor(column / step)];
      const [down, right] = [row % step, column % step];
      return code !== undefined && down < code.size && right < code.size && code.isDark(down, right);
    },
  };
}

/**
 * @param size modules on each side of one code
 * @param count of codes, a square number
 * @returns modules on each side of all of them
 */
export function gridSize(size: number, count: number): number {
  return Math.sqrt(count) * (size + quietZone) - quietZone;
}
