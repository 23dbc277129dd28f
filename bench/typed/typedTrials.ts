import { Refusal } from '../../src/refusal.ts';
import { checkGroup } from '../../src/typed/group.ts';
import { licenseFromCode } from '../../src/typed/licenseFromCode.ts';
import { type Draw, firstWrong, mistypeOften } from '../../tests/typed/typist.ts';
import type { RandomCode } from './randomCodes.ts';

/** Where the mistakes of a code were seen. Counts of codes. */
export interface TypistTally {
  codes: number;
  /** In the group where the first of them is, before the next one is complete; or groups are missing at the end. */
  inGroup: number;
  /** In a later group. */
  later: number;
  /** All groups are right: by their number, by what no writer writes, or by the signature. */
  atEnd: number;
  /** A license was read and its signature holds. */
  accepted: number;
}

export const emptyTally = (): TypistTally => ({ codes: 0, inGroup: 0, later: 0, atEnd: 0, accepted: 0 });

export interface TypedTrial {
  /** What went wrong; the one mistake, or how many there were. */
  readonly row: string;
  readonly seen: Exclude<keyof TypistTally, 'codes'>;
}

/** Types a code with one to four mistakes that leave it another one than it was. */
export function mistypedTrial({ groups, context }: RandomCode, draw: Draw): TypedTrial {
  const count = 1 + draw(4);
  let attempt = mistypeOften(groups, count, draw);
  while (`${attempt.typed}` === `${groups}`) attempt = mistypeOften(groups, count, draw);
  const { typed, kinds } = attempt;
  const row = count === 1 ? (kinds[0] ?? '') : `${count} mistakes`;
  return { row, seen: seenWhere(groups, typed, context) };
}

function seenWhere(
  groups: readonly string[],
  typed: readonly string[],
  context: RandomCode['context'],
): TypedTrial['seen'] {
  const marked = typed.findIndex((group, place) => checkGroup('confirmation', place, group).status !== 'right');
  const differing = firstWrong(groups, typed);
  // More than the code has.
  const wrong = differing < 0 ? groups.length : differing;
  // Only groups that are all right get as far as the signature.
  if (marked >= 0) return marked === wrong ? 'inGroup' : 'later';
  if (wrong >= typed.length) return isAccepted(typed, context) ? 'accepted' : 'inGroup';
  return isAccepted(typed, context) ? 'accepted' : 'atEnd';
}

/** @returns whether the machine gets a license of it whose signature holds */
export function isAccepted(typed: readonly string[], context: RandomCode['context']): boolean {
  try {
    licenseFromCode(typed, context);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
