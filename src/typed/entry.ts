import { separators } from '../documents/symbols/crockford.ts';
import { checkCode, groupSeparators, splitCode } from './code.ts';
import { type CodeKind, checkGroup, type GroupCheck, groupLength, isGroupAt } from './group.ts';
import { installationGroups } from './installationCode.ts';
import { mostGroups, readLongHeading } from './longCode.ts';
import { type GroupRepair, repairOf } from './repair.ts';
import { codeInAnyLayout } from './scannedCode.ts';

/** Where the entry of a code stands after something was typed or pasted. */
export interface EntryStep {
  /** As typed, from the first place on; one that is not typed yet is empty. Right ones are canonical. */
  readonly groups: readonly string[];
  /** The place to go on at; null when all groups are right. */
  readonly focus: number | null;
}

/** One group of an entry. */
export interface EntryBox {
  readonly typed: string;
  readonly check: GroupCheck;
  /** Whether it stands behind the last group of the code. */
  readonly isSurplus: boolean;
  /** What puts this group, and those behind it, in their places. */
  readonly repair: GroupRepair | null;
}

/** An entry as it is shown. */
export interface EntryView {
  /** At least one; while their number is not known, one more than were typed. */
  readonly boxes: readonly EntryBox[];
  /** Groups of the code; null until the first group tells. */
  readonly count: number | null;
  /** Groups that are right. */
  readonly right: number;
  /** Whether all groups are right and nothing follows. */
  readonly isComplete: boolean;
}

/** @returns how many groups a code has; null until its first group tells */
export function countGroups(kind: CodeKind, [first = '']: readonly string[]): number | null {
  return kind === 'installation' ? installationGroups : (readLongHeading(kind, first)?.groups ?? null);
}

/** @param groups as typed */
export function viewEntry(kind: CodeKind, groups: readonly string[]): EntryView {
  const count = countGroups(kind, groups);
  const typed = withoutEnd(groups);
  const shown = padded(typed, Math.max(count ?? typed.length + 1, 1));
  const checks = checkCode(kind, shown).groups;
  const isSurplus = (place: number) => count !== null && place >= count;
  const boxes = shown.map((text, place) => ({
    typed: text,
    check: checks[place] as GroupCheck,
    isSurplus: isSurplus(place),
    repair: repairOf(shown, checks, place),
  }));
  const right = checks.filter(({ status }, place) => status === 'right' && !isSurplus(place)).length;
  return { boxes, count, right, isComplete: right === count && boxes.length === count };
}

/** @returns what was typed, without separators; full-width characters as plain ones */
export function cleanTyped(text: string): string {
  return splitCode(text.normalize('NFKC')).join('');
}

/**
 * Takes in what a box contains after something was typed into it, also by a hand scanner that types a whole code.
 *
 * @param groups as typed so far
 * @param text all that the box contains now
 * @returns as {@link EntryStep}; `focus` stays at the place until the group is right or ended by a separator
 */
export function typeGroup(kind: CodeKind, groups: readonly string[], place: number, text: string): EntryStep {
  const plain = text.normalize('NFKC');
  const parts = splitCode(plain);
  const clean = parts.join('');
  if (parts.length > 1 && isSeparated(plain) && clean.length > groupLength + 1) {
    return pasteGroups(kind, groups, place, plain);
  }
  const next = typeOn(kind, groups, place, clean);
  const isEnded = endsSeparated(plain) && clean.length >= groupLength - 1 && next.focus === place;
  return isEnded ? { ...next, focus: place + 1 } : next;
}

/**
 * Distributes a code, or a part of one, from a text that has several groups. The groups go where they are right, wherever they
 * were pasted; else from this place on. A whole code may have been typed for another keyboard than the computer has.
 *
 * @returns as {@link EntryStep}
 */
export function pasteGroups(kind: CodeKind, groups: readonly string[], place: number, text: string): EntryStep {
  const parts = splitCode(codeInAnyLayout(text).normalize('NFKC'));
  const start = placeOfParts(kind, parts, place);
  const placed = parts.reduce((all, part, at) => withGroup(all, start + at, canonical(kind, start + at, part)), groups);
  return { groups: withoutEnd(placed), focus: nextOpen(kind, placed, start - 1) };
}

/**
 * @param keys all that a hand scanner typed, key by key, before it pressed Enter: boxes clean what they contain, and what gets
 *   lost there may have been a digit on another keyboard
 * @returns the whole code, where it was typed for another keyboard than the computer has; else null
 */
export function scanGroups(kind: CodeKind, keys: string): EntryStep | null {
  if (codeInAnyLayout(keys) === keys) return null;
  const step = pasteGroups(kind, [], 0, keys);
  return viewEntry(kind, step.groups).isComplete ? step : null;
}

/**
 * Ends the typing in a box: what is too long for a group goes to the boxes behind it, where these are empty.
 *
 * @returns as {@link EntryStep}; `focus` is the next place that is not right
 */
export function endGroup(kind: CodeKind, groups: readonly string[], place: number): EntryStep {
  const parts = splitCode(groups[place] ?? '');
  const isFree = parts.every((_, at) => at === 0 || (groups[place + at] ?? '') === '');
  if (parts.length > 1 && isFree) return pasteGroups(kind, withGroup(groups, place, ''), place, parts.join(' '));
  return { groups, focus: nextOpen(kind, groups, place) };
}

/**
 * @param after the place before the first one to look at
 * @returns the next place whose group is not right, around the end; null when there is none
 */
export function nextOpen(kind: CodeKind, groups: readonly string[], after: number): number | null {
  const { boxes } = viewEntry(kind, groups);
  const open = [...boxes.keys()].filter((at) => boxes[at]?.check.status !== 'right' || boxes[at]?.isSurplus);
  return open.find((at) => at > after) ?? open[0] ?? null;
}

/** @returns the groups without the empty ones at their end */
export function withoutEnd(groups: readonly string[]): readonly string[] {
  const last = groups.map((group) => group !== '').lastIndexOf(true);
  return groups.slice(0, last + 1);
}

function padded(groups: readonly string[], length: number): readonly string[] {
  return [...groups, ...Array<string>(Math.max(0, length - groups.length)).fill('')];
}

function withGroup(groups: readonly string[], place: number, group: string): readonly string[] {
  return padded(groups, place + 1).map((one, at) => (at === place ? group : one));
}

function canonical(kind: CodeKind, place: number, group: string): string {
  const check = checkGroup(kind, place, group);
  return check.status === 'right' ? check.text : group;
}

function typeOn(kind: CodeKind, groups: readonly string[], place: number, clean: string): EntryStep {
  const head = headLength(kind, groups, place, clean);
  if (head !== null) {
    const begun = withGroup(groups, place, canonical(kind, place, clean.slice(0, head)));
    return typeOn(kind, begun, place + 1, clean.slice(head));
  }
  const typed = withoutEnd(withGroup(groups, place, canonical(kind, place, clean)));
  return { groups: typed, focus: isGroupAt(kind, place, clean) ? nextOpen(kind, typed, place) : place };
}

/**
 * Somebody who does not look at the screen, and a scanner, go on typing behind a group that is wrong. The group ends where the
 * next ones begin to be right.
 *
 * @returns how many of the characters are this group; null when all of them stay in its box
 */
function headLength(kind: CodeKind, groups: readonly string[], place: number, clean: string): number | null {
  const next = groups[place + 1] ?? '';
  const canTake = (rest: string) => next === '' || next === canonical(kind, place + 1, rest);
  if (clean.length <= groupLength) return null;
  if (isGroupAt(kind, place, clean.slice(0, groupLength)) && canTake(clean.slice(groupLength))) return groupLength;
  const needed = Math.min(leastBehind, (countGroups(kind, groups) ?? mostGroups) - place - 1);
  const goesOn = (head: number) =>
    Array.from({ length: needed }, (_, at) => head + at * groupLength).every((from, at) =>
      isGroupAt(kind, place + 1 + at, clean.slice(from, from + groupLength)),
    );
  const heads = [groupLength, groupLength - 1, groupLength + 1];
  return needed > 0 ? (heads.find((head) => goesOn(head) && canTake(clean.slice(head))) ?? null) : null;
}

/** By chance, one group in 32 is right where it does not belong; so several must agree. */
const leastBehind = 2;
const leastPasted = 6;

function placeOfParts(kind: CodeKind, parts: readonly string[], place: number): number {
  if (parts.length < 2) return place;
  const agreeing = Array.from({ length: mostGroups }, (_, start) => countAt(kind, parts, start));
  const most = Math.max(...agreeing);
  const isSure = most === parts.length || most >= Math.max(leastPasted, parts.length / 2);
  return isSure && most > countAt(kind, parts, place) ? agreeing.indexOf(most) : place;
}

/** @returns how many of the groups are right from this place on */
function countAt(kind: CodeKind, parts: readonly string[], start: number): number {
  return parts.filter((part, at) => isGroupAt(kind, start + at, part)).length;
}

function isSeparated(text: string): boolean {
  return groupSeparators.test(text.replace(separators, ' ').trim());
}

function endsSeparated(text: string): boolean {
  return /[ ,;:/|]$/.test(text.replace(separators, ' '));
}
