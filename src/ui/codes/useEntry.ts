import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
  cleanTyped,
  type EntryStep,
  type EntryView,
  endGroup,
  nextOpen,
  pasteGroups,
  scanGroups,
  typeGroup,
  viewEntry,
} from '../../typed/entry.ts';
import { type CodeKind, groupLength } from '../../typed/group.ts';
import { type GroupRepair, repairGroups } from '../../typed/repair.ts';
import { problemOf } from './problem.ts';
import type { CodeWords } from './words.ts';

export interface EntryProps {
  readonly kind: CodeKind;
  /** As typed, from the first group on: what {@link onChange} gave last, or what was stored of it. */
  readonly groups: readonly string[];
  readonly onChange: (groups: readonly string[]) => void;
  readonly words: CodeWords;
  /** @param first the first group, as typed, six characters @returns why no code of this begins so, in words; else null */
  readonly checkFirst?: (first: string) => string | null;
  /** All groups have become right. Give the focus to what comes next: a scanner then presses Enter. */
  readonly onComplete?: () => void;
}

type Caret = 'start' | 'end' | 'all';

export interface CodeTyping {
  readonly view: EntryView;
  /** One for each box. */
  readonly inputs: { readonly current: (HTMLInputElement | null)[] };
  /** Read out. */
  readonly announcement: string;
  readonly canUndo: boolean;
  valueAt(place: number): string;
  /** @returns what is wrong with a group, in words; null where nothing is */
  problemAt(place: number): string | null;
  /** @param typed how: see `onType` of the box */
  type(place: number, text: string, typed: { readonly isComposing: boolean; readonly keys: string | null }): void;
  /** @returns whether it took the text in */
  paste(place: number, text: string): boolean;
  end(place: number): void;
  enter(place: number): void;
  leave(place: number): void;
  repair(repair: GroupRepair): void;
  clear(): void;
  undo(): void;
  focus(place: number, caret: Caret): void;
}

/** What happens while a code is typed; `CodeEntry` draws it. */
export function useEntry(props: EntryProps): CodeTyping {
  const { kind, groups, onChange, words, checkFirst } = props;
  const { inputs, focus } = useFocus();
  const [focused, setFocused] = useState<number | null>(null);
  const [composed, setComposed] = useState<{ readonly place: number; readonly text: string } | null>(null);
  const [announcement, announce] = useState('');
  const [before, setBefore] = useState<readonly string[] | null>(null);
  /** All keys since something else than typing happened. */
  const keys = useRef('');
  const view = viewEntry(kind, groups);

  function problemIn(of: EntryView, place: number, isLeft: boolean): string | null {
    const first = of.boxes[0]?.typed ?? '';
    const isToCheck = place === 0 && cleanTyped(first).length >= groupLength;
    return (isToCheck && checkFirst?.(first)) || problemOf(of, place, isLeft, words.entry);
  }

  function take(step: EntryStep, place: number, told = ''): void {
    const next = viewEntry(kind, step.groups);
    const problem = problemIn(next, place, false);
    if (step.groups !== groups) onChange(step.groups);
    announce(problem ?? (next.isComplete ? words.entry.complete : told));
    if (next.isComplete && problem === null) props.onComplete?.();
    else if (step.focus !== null && step.focus !== place) focus(step.focus, 'all');
  }

  const changes = changesOf({ ...props, before, setBefore, announce, focus });
  return {
    view,
    inputs,
    announcement,
    focus,
    ...changes,
    canUndo: before !== null,
    valueAt: (place) => (composed?.place === place ? composed.text : (view.boxes[place]?.typed ?? '')),
    problemAt: (place) => problemIn(view, place, place !== focused),
    enter: setFocused,
    type(place, text, { isComposing, keys: added }) {
      keys.current = added === null ? '' : keys.current + added;
      // A browser that composes text must keep it as it is.
      setComposed(isComposing ? { place, text } : null);
      setBefore(null);
      const step = typeGroup(kind, groups, place, text);
      const holds = place === 0 && problemIn(viewEntry(kind, step.groups), 0, false) !== null;
      take(holds ? { ...step, focus: 0 } : step, place);
    },
    paste(place, text) {
      if (cleanTyped(text).length <= groupLength + 1) return false;
      keys.current = '';
      const step = pasteGroups(kind, groups, place, text);
      setBefore(groups.length > 0 ? groups : null);
      const taken = step.groups.filter((group, at) => group !== '' && group !== groups[at]);
      take(step, place, words.entry.filled(taken.length));
      return true;
    },
    end(place) {
      const scanned = scanGroups(kind, keys.current);
      keys.current = '';
      take(scanned ?? endGroup(kind, groups, place), place);
    },
    leave(place) {
      setFocused(null);
      setComposed(null);
      const ended = endGroup(kind, groups, place).groups;
      if (ended !== groups) onChange(ended);
    },
  };
}

interface GroupChangeParts extends EntryProps {
  readonly before: readonly string[] | null;
  readonly setBefore: (groups: readonly string[] | null) => void;
  readonly announce: (text: string) => void;
  readonly focus: CodeTyping['focus'];
}

/** What moves groups; it can be undone until something else is typed. */
function changesOf({ kind, groups, onChange, words, before, setBefore, announce, focus }: GroupChangeParts) {
  const { inserted, removed, swappedNow, undone } = words.entry;

  function change(next: readonly string[], at: number, told: string): void {
    setBefore(groups);
    onChange(next);
    announce(told);
    focus(at, 'all');
  }

  return {
    repair(repair: GroupRepair): void {
      const { does, place } = repair;
      const next = repairGroups(groups, repair);
      if (does === 'insert') change(next, place, inserted(place + 1));
      else change(next, nextOpen(kind, next, place - 1) ?? place, does === 'swap' ? swappedNow : removed);
    },
    clear: () => change([], 0, ''),
    undo(): void {
      if (!before) return;
      onChange(before);
      setBefore(null);
      announce(undone);
      focus(nextOpen(kind, before, -1) ?? 0, 'end');
    },
  };
}

/** Moves the focus once the box is drawn: the first group brings the others. */
function useFocus() {
  const inputs = useRef<(HTMLInputElement | null)[]>([]);
  const [wanted, setWanted] = useState<{ readonly place: number; readonly caret: Caret } | null>(null);
  useLayoutEffect(() => {
    const input = wanted && inputs.current[wanted.place];
    if (!input) return;
    setWanted(null);
    input.focus();
    const { length } = input.value;
    input.setSelectionRange(wanted.caret === 'end' ? length : 0, wanted.caret === 'start' ? 0 : length);
  });
  return { inputs, focus: (place: number, caret: Caret) => setWanted({ place, caret }) };
}
