import type { EntryBox, EntryView } from '../../typed/entry.ts';
import { type GroupCheck, groupLength } from '../../typed/group.ts';
import type { CodeWords } from './words.ts';

type WrongGroup = Extract<GroupCheck, { readonly status: 'wrong' }>;

/**
 * @param place from 0
 * @param isLeft whether the typing has gone on: a group with too few characters is no problem before
 * @returns what is wrong with a group, in words; null where nothing is
 */
export function problemOf(view: EntryView, place: number, isLeft: boolean, words: CodeWords['entry']): string | null {
  const box = view.boxes[place];
  if (!box || box.check.status === 'empty') return null;
  if (box.isSurplus && view.count !== null) return words.surplus(view.count);
  if (box.check.status === 'incomplete') return isLeft ? words.missing(box.check.missing) : null;
  return box.check.status === 'wrong' ? textOf(box, box.check, view, place, words) : null;
}

/** @returns whether a group is out of its place because the one before it is, which says so already */
export function isRepeated({ boxes }: EntryView, place: number): boolean {
  const fits = (at: number) => {
    const check = boxes[at]?.check;
    return check?.status === 'wrong' ? check.fits : null;
  };
  return fits(place) !== null && fits(place) === fits(place - 1);
}

function textOf(
  { typed, repair }: EntryBox,
  { fits, suspects, isOtherKeyboard }: WrongGroup,
  { boxes }: EntryView,
  place: number,
  words: CodeWords['entry'],
): string {
  if (repair?.does === 'swap') return words.swapped(place + 1);
  if (fits === 'later') return words.later(place + 1);
  if (fits === 'earlier') return isTwice(boxes, place) ? words.twice(place + 1) : words.earlier(place + 1);
  if (isOtherKeyboard) return words.keyboard;
  const characters = [...typed];
  const foreign = suspects.filter((at) => at < groupLength).map((at) => characters[at] ?? '');
  if (foreign.length > 0) return words.foreign([...new Set(foreign)]);
  return characters.length > groupLength ? words.tooMany(characters.length - groupLength) : words.wrong;
}

function isTwice(boxes: EntryView['boxes'], place: number): boolean {
  const { repair } = boxes[place] ?? {};
  return repair?.does === 'remove' && repair.place === place;
}
