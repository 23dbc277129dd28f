import { separators } from '../documents/symbols/crockford.ts';
import { type CodeKind, checkGroup, type GroupCheck, groupData, groupLength, writeGroup } from './group.ts';

/** What people write between groups, besides what may stand between characters. */
export const groupSeparators = /[ ,;:/|]+/;

/**
 * @param symbols values from 0 to 31; zeros fill the last group
 * @returns groups of six characters
 */
export function writeCode(kind: CodeKind, symbols: readonly number[]): string[] {
  return Array.from({ length: Math.ceil(symbols.length / groupData) }, (_, place) => {
    const data = symbols.slice(place * groupData, (place + 1) * groupData);
    return writeGroup(kind, place, [...data, ...Array<number>(groupData - data.length).fill(0)]);
  });
}

/**
 * Finds the groups in a text that was typed, pasted or scanned. Separated parts of up to seven characters are groups as they
 * stand, so that one with a character too few or too many does not move the others.
 */
export function splitCode(text: string): string[] {
  const parts = text
    .replace(separators, ' ')
    .split(groupSeparators)
    .filter((part) => part !== '');
  return parts.flatMap((part) => {
    const characters = [...part];
    if (characters.length <= groupLength + 1) return [part];
    return Array.from({ length: Math.ceil(characters.length / groupLength) }, (_, at) =>
      characters.slice(at * groupLength, (at + 1) * groupLength).join(''),
    );
  });
}

/** What was typed so far. `data`: values from 0 to 31, five for each group, of the groups at the beginning that are right. */
export interface TypedCode {
  readonly groups: readonly GroupCheck[];
  readonly data: readonly number[];
}

/** @param groups from the first place to the last */
export function checkCode(kind: CodeKind, groups: readonly string[]): TypedCode {
  const checks = groups.map((group, place) => checkGroup(kind, place, group));
  const end = checks.findIndex(({ status }) => status !== 'right');
  const right = end < 0 ? checks : checks.slice(0, end);
  return { groups: checks, data: right.flatMap((check) => (check.status === 'right' ? check.data : [])) };
}
