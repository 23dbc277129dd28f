import { type GroupCheck, groupLength } from './group.ts';

/**
 * What undoes that a group was left out (`insert` an empty one), typed twice or invented (`remove`), or that two groups were
 * swapped. `place`: of the group to insert or remove, or of the first of the two.
 */
export interface GroupRepair {
  readonly does: 'insert' | 'remove' | 'swap';
  readonly place: number;
}

/**
 * @param groups as typed
 * @param checks of the same groups
 * @returns what puts this group in its place; null where nothing does, or what puts the one before it in its place does
 */
export function repairOf(groups: readonly string[], checks: readonly GroupCheck[], place: number): GroupRepair | null {
  const fits = (at: number) => {
    const check = checks[at];
    return check?.status === 'wrong' ? check.fits : null;
  };
  if (fits(place) === 'later' && fits(place - 1) !== 'later') {
    return { does: fits(place + 1) === 'earlier' ? 'swap' : 'insert', place };
  }
  if (fits(place) !== 'earlier' || fits(place - 1) === 'earlier') return null;
  // The first of two that were swapped offers it.
  if (fits(place - 1) === 'later') return null;
  if (isSame(groups[place], groups[place - 1])) return { does: 'remove', place };
  return checks[place - 1]?.status === 'right' ? null : { does: 'remove', place: place - 1 };
}

/** @returns the groups after it */
export function repairGroups(groups: readonly string[], { does, place }: GroupRepair): readonly string[] {
  const [before, at, behind] = [groups.slice(0, place), groups.slice(place, place + 1), groups.slice(place + 1)];
  if (does === 'insert') return [...before, '', ...at, ...behind];
  if (does === 'remove') return [...before, ...behind];
  return [...before, ...behind.slice(0, 1), ...at, ...behind.slice(1)];
}

/** Canonical where it is right, as typed where it is not. */
function isSame(one = '', other = ''): boolean {
  const plain = (text: string) => text.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return one.length === groupLength && plain(one) === plain(other);
}
