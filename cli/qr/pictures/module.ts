import type { Code } from '../../../src/transfer/code.ts';

/** @returns whether a module is dark; outside the code, in its quiet zone, modules are light */
export function isDarkAt(code: Code, row: number, column: number): boolean {
  return row >= 0 && column >= 0 && row < code.size && column < code.size && code.isDark(row, column);
}
