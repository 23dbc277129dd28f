import { spelled } from '../../src/typed/spelling.ts';
import { tableOf } from '../table.ts';

/** @param code groups of a typed code @returns one line for each: its number, itself, and how it is read aloud */
export function codeTable(code: readonly string[]): string {
  return tableOf(code.map((group, place) => [`${place + 1}`, `${group}  ${spelled(group)}`]));
}
