import { CodeReader, CodeWriter } from './bits.ts';
import { checkCode, writeCode } from './code.ts';
import { type CodeKind, groupData } from './group.ts';

const FORM = 1;
const FORM_BITS = 3;
const LENGTH_BITS = 6;
const CHECK_BITS = 8;
/** Groups of the longest code. */
export const mostGroups = 2 ** LENGTH_BITS - 1;
const GROUP_BITS = groupData * 5;

/** The codes whose first group tells how long they are. */
export type LongCodeKind = Exclude<CodeKind, 'installation'>;

/** What the first group tells, so that a wrong code is noticed before the rest is typed. */
export interface LongCodeHeading {
  /** How many groups the code has. */
  readonly groups: number;
  /** Whether this version reads the rest. */
  readonly isSupported: boolean;
  /** Two bytes that tell whom the code is for. */
  readonly checks: readonly [number, number];
}

/**
 * @param checks two bytes
 * @param rest what the groups behind the first one hold
 * @returns groups of six characters
 * @throws RangeError when it does not fit in {@link mostGroups} groups
 */
export function writeLongCode(kind: LongCodeKind, checks: LongCodeHeading['checks'], rest: CodeWriter): string[] {
  const groups = 1 + Math.ceil(rest.length / GROUP_BITS);
  if (groups > mostGroups) throw new RangeError(`${groups} groups`);
  const heading = new CodeWriter().put(groups, LENGTH_BITS).put(FORM, FORM_BITS);
  for (const check of checks) heading.put(check, CHECK_BITS);
  return writeCode(kind, [...heading.toSymbols(groupData), ...rest.toSymbols((groups - 1) * groupData)]);
}

/** @param first the first group, as typed @returns null while it is not right */
export function readLongHeading(kind: LongCodeKind, first: string): LongCodeHeading | null {
  const { data } = checkCode(kind, [first]);
  if (data.length < groupData) return null;
  const reader = new CodeReader(data);
  const groups = reader.take(LENGTH_BITS);
  const isSupported = reader.take(FORM_BITS) === FORM;
  return { groups, isSupported, checks: [reader.take(CHECK_BITS), reader.take(CHECK_BITS)] };
}

/**
 * @param groups as typed
 * @param take reads what the groups behind the first one hold; a RangeError means that no writer writes this
 * @returns `incomplete` while groups are missing or wrong, which `checkCode` tells; `unsupported` when a newer version wrote it;
 *   `mistyped` when the groups are right and no code is written like this
 */
export function readLongCode<Content>(
  kind: LongCodeKind,
  groups: readonly string[],
  take: (reader: CodeReader, heading: LongCodeHeading) => Content,
): Content | 'incomplete' | 'unsupported' | 'mistyped' {
  const { data } = checkCode(kind, groups);
  const heading = readLongHeading(kind, groups[0] ?? '');
  if (!heading || data.length < heading.groups * groupData) return 'incomplete';
  if (!heading.isSupported) return 'unsupported';
  const reader = new CodeReader(data.slice(groupData));
  try {
    const content = take(reader, heading);
    const left = (heading.groups - 1) * GROUP_BITS - reader.position;
    const isFilled = left < GROUP_BITS && (left === 0 || reader.take(left) === 0);
    return isFilled && groups.length === heading.groups ? content : 'mistyped';
  } catch (error) {
    if (error instanceof RangeError) return 'mistyped';
    throw error;
  }
}
