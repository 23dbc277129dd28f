import { crockfordAlphabet } from '../../src/documents/symbols/crockford.ts';

/** @returns a whole number below the limit */
export type Draw = (limit: number) => number;

/** A linear congruential generator (Knuth's MMIX), so that each run makes the same mistakes. */
export function drawFrom(seed: number): Draw {
  let state = BigInt(seed);
  return (limit) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 33n) % limit;
  };
}

type Mistake = (groups: readonly string[], draw: Draw) => string[];

const inGroup =
  (change: (group: string, draw: Draw) => string): Mistake =>
  (groups, draw) => {
    const at = draw(groups.length);
    return groups.map((group, place) => (place === at ? change(group, draw) : group));
  };

const lookAlikes: Readonly<Record<string, string>> = {
  8: 'B',
  B: '8',
  5: 'S',
  S: '5',
  2: 'Z',
  Z: '2',
  6: 'G',
  G: '6',
  M: 'N',
  N: 'M',
};

/** What people do wrong when they type a code. */
export const mistakes: Readonly<Record<string, Mistake>> = {
  'wrong letter': inGroup((group, draw) => {
    const at = draw(group.length);
    return group.slice(0, at) + crockfordAlphabet.charAt(draw(32)) + group.slice(at + 1);
  }),
  'swapped neighbors': inGroup((group, draw) => {
    const at = draw(Math.max(1, group.length - 1));
    return group.slice(0, at) + group.charAt(at + 1) + group.charAt(at) + group.slice(at + 2);
  }),
  'group left out': (groups, draw) => groups.toSpliced(draw(groups.length), 1),
  'group twice': (groups, draw) => {
    const at = draw(groups.length);
    return groups.toSpliced(at, 0, groups[at] ?? '');
  },
  'groups swapped': (groups, draw) => {
    const at = draw(Math.max(1, groups.length - 1));
    return groups.toSpliced(at, 2, ...groups.slice(at, at + 2).reverse());
  },
  'look-alike': inGroup((group) => group.replace(/[8B5S2Z6GMN]/, (character) => lookAlikes[character] ?? character)),
  'letter left out': inGroup((group, draw) => {
    const at = draw(group.length);
    return group.slice(0, at) + group.slice(at + 1);
  }),
  'letter twice': inGroup((group, draw) => {
    const at = draw(group.length);
    return group.slice(0, at + 1) + group.slice(at);
  }),
};

/** @returns the code with one to four mistakes */
export function mistype(code: readonly string[], draw: Draw): string[] {
  return mistypeOften(code, 1 + draw(4), draw).typed;
}

/** @returns the code with so many mistakes, one after another, and what they were */
export function mistypeOften(
  code: readonly string[],
  count: number,
  draw: Draw,
): { readonly typed: string[]; readonly kinds: readonly string[] } {
  const names = Object.keys(mistakes);
  const kinds = Array.from({ length: count }, () => names[draw(names.length)] ?? '');
  return { typed: kinds.reduce((typed, kind) => mistakes[kind]?.(typed, draw) ?? typed, [...code]), kinds };
}

/** @returns the place, from 0, of the first group that differs from the code; -1 when none does, but groups may be missing */
export function firstWrong(code: readonly string[], typed: readonly string[]): number {
  return code.findIndex((group, place) => typed[place] !== group);
}
