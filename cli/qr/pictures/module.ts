import type { Code } from '../../../src/transfer/code.ts';

/** Whether a module is dark, wherever it is: the quiet zone around the code is light. */
export function isDarkAt(code: Code, row: number, column: number): boolean {
  return row >= 0 && column >= 0 && row < code.size && column < code.size && code.isDark(row, column);
}
