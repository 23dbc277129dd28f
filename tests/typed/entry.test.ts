import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layouts } from '../../src/documents/keyboard/layouts.ts';
import { writeCode } from '../../src/typed/code.ts';
import {
  countGroups,
  type EntryStep,
  endGroup,
  pasteGroups,
  scanGroups,
  typeGroup,
  viewEntry,
} from '../../src/typed/entry.ts';
import type { CodeKind } from '../../src/typed/group.ts';
import { repairGroups } from '../../src/typed/repair.ts';
import { typedOn } from '../documents/keyboard/typedOn.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { drawFrom, mistype } from './typist.ts';

const runs = { numRuns: propertyRuns(40) };

/** A confirmation code of this many groups with any content. */
function codeOf(count: number, seed: number): string[] {
  const draw = drawFrom(seed);
  const bits = `${count.toString(2).padStart(6, '0')}001`;
  const head = [Number.parseInt(bits.slice(0, 5), 2), Number.parseInt(`${bits.slice(5)}1`, 2), 3, 4, 5];
  return writeCode('confirmation', [...head, ...Array.from({ length: (count - 1) * 5 }, () => draw(32))]);
}

const codes = fc
  .tuple(fc.integer({ min: 3, max: 40 }), fc.nat())
  .map(([count, seed]) => ({ code: codeOf(count, seed), seed }));

/** Types characters one after another, each into the box that has the focus then. */
function typeAll(kind: CodeKind, text: string, begun: EntryStep = { groups: [], focus: 0 }): EntryStep {
  return [...text].reduce((step, character) => {
    const place = step.focus ?? 0;
    return typeGroup(kind, step.groups, place, (step.groups[place] ?? '') + character);
  }, begun);
}

describe('a code that is typed', () => {
  test.each([
    ['without separators', ''],
    ['with spaces', ' '],
    ['with hyphens', '-'],
  ])('goes from group to group by itself, %s', (_, separator) => {
    fc.assert(
      fc.property(codes, ({ code }) => {
        const typed = code.join(separator).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
        const { groups, focus } = typeAll('confirmation', typed);
        expect([groups, focus]).toEqual([code, null]);
        expect(viewEntry('confirmation', groups)).toMatchObject({ isComplete: true, count: code.length });
      }),
      runs,
    );
  });

  test('may come from a keyboard with full-width characters', () => {
    const code = codeOf(3, 1);
    const wide = code.join('').replaceAll(/./g, (one) => String.fromCodePoint(one.charCodeAt(0) + 0xfee0));
    expect(typeAll('confirmation', wide).groups).toEqual(code);
  });

  test('stays at a group that is wrong, and goes on when a separator ends it', () => {
    const code = codeOf(5, 2);
    const wrong = `${code[1]?.slice(0, 5)}${code[1]?.endsWith('7') ? '8' : '7'}`;
    const stuck = typeAll('confirmation', `${code[0]}${wrong}`);
    expect(stuck).toEqual({ groups: [code[0], wrong], focus: 1 });
    expect(typeGroup('confirmation', stuck.groups, 1, `${wrong} `)).toEqual({ ...stuck, focus: 2 });
  });

  test('tells how many groups it has as soon as the first one is right', () => {
    const code = codeOf(26, 3);
    const count = (groups: string[]) => viewEntry('confirmation', groups);
    expect(count([])).toMatchObject({ count: null, boxes: { length: 1 } });
    expect(count(['ABC'])).toMatchObject({ count: null, boxes: { length: 2 } });
    expect(count(code.slice(0, 1))).toMatchObject({ count: 26, boxes: { length: 26 }, right: 1, isComplete: false });
    expect(viewEntry('installation', [])).toMatchObject({ count: 7, boxes: { length: 7 } });
  });

  test('by somebody who does not look loses hardly ever a group behind a wrong one', () => {
    const draw = drawFrom(11);
    const codesTyped = Array.from({ length: 300 }, (_, seed) => {
      const code = codeOf(7 + draw(20), seed);
      const [at, position] = [draw(code.length - 1), draw(6)];
      const group = code[at] as string;
      const other = group[position] === '7' ? '8' : '7';
      return code.with(at, group.slice(0, position) + other + group.slice(position + 1));
    });
    const lost = codesTyped.filter((typed) => `${typeAll('confirmation', typed.join('')).groups}` !== `${typed}`);
    // The end of the wrong group is found by those behind it, of which one in 32 is right by chance a character further.
    expect(lost.length).toBeLessThan(300 / 32);
  });

  test('goes on at what is not right yet, once a group in the middle is corrected', () => {
    const code = codeOf(6, 4);
    const groups = code.with(2, 'ABC').with(4, '');
    expect(typeGroup('confirmation', groups, 2, code[2] as string).focus).toBe(4);
    expect(typeGroup('confirmation', code.with(1, ''), 1, code[1] as string).focus).toBe(null);
  });

  test('keeps a character too many in the box of its group, where the next one is taken', () => {
    const code = codeOf(4, 5);
    expect(typeGroup('confirmation', code, 1, `${code[1]}7`)).toEqual({
      groups: code.with(1, `${code[1]}7`),
      focus: 1,
    });
  });
});

describe('a code that is pasted', () => {
  test('goes to its places from any box, whole or in part', () => {
    fc.assert(
      fc.property(codes, fc.nat(), fc.nat(), fc.nat(), ({ code }, at, from, length) => {
        const start = from % code.length;
        const part = code.slice(start, start + 4 + (length % code.length));
        // Groups that are 31 places apart have the same mark.
        fc.pre(part.length >= 4 && code.length <= 31);
        const { groups } = pasteGroups('confirmation', [], at % code.length, part.join(' '));
        expect(groups.slice(start, start + part.length)).toEqual(part);
      }),
      runs,
    );
  });

  test('is read from the keys of a scanner that types for another keyboard', () => {
    const code = codeOf(26, 6);
    for (const computer of layouts.slice(1)) {
      const keys = typedOn({ scanner: layouts[0], computer }, code.join('-')) ?? '';
      expect(scanGroups('confirmation', keys)).toEqual({ groups: code, focus: null });
    }
    expect(scanGroups('confirmation', code.join(''))).toBeNull();
    expect(scanGroups('confirmation', code.slice(1).join(''))).toBeNull();
  });

  test('is read if it was typed for another keyboard', () => {
    const code = codeOf(26, 6);
    for (const computer of layouts.slice(1)) {
      const text = typedOn({ scanner: layouts[0], computer }, code.join('-')) ?? '';
      expect(pasteGroups('confirmation', [], 0, text)).toEqual({ groups: code, focus: null });
    }
  });

  test('is found when it is put into a box in one piece', () => {
    const code = codeOf(7, 6);
    for (const separator of ['', ' ', '-', '\n', ' / ']) {
      expect(typeGroup('confirmation', [], 0, code.join(separator)), separator).toEqual({ groups: code, focus: null });
    }
  });

  test('with a mistake leads to the first group that is not right', () => {
    const code = codeOf(7, 7);
    const typed = code.with(3, 'ABC');
    expect(pasteGroups('confirmation', [], 0, typed.join(' '))).toEqual({ groups: typed, focus: 3 });
  });

  test('leaves what else was typed as it is', () => {
    const code = codeOf(7, 8);
    const begun = ['', '', '', '', '', 'ABC', 'DEF'];
    const { groups } = pasteGroups('confirmation', begun, 1, code.slice(0, 4).join(' '));
    expect(groups).toEqual([...code.slice(0, 4), '', 'ABC', 'DEF']);
  });
});

describe('a repair', () => {
  test('is offered where a group was left out, and makes room for it', () => {
    fc.assert(
      fc.property(codes, fc.nat(), ({ code }, draw) => {
        const at = 1 + (draw % (code.length - 1));
        fc.pre(at < code.length - 1);
        const typed = code.toSpliced(at, 1);
        const { repair } = viewEntry('confirmation', typed).boxes[at] ?? {};
        expect(repair).toEqual({ does: 'insert', place: at });
        expect(repair && repairGroups(typed, repair)).toEqual(code.with(at, ''));
      }),
      runs,
    );
  });

  test('is offered where a group was typed twice, and removes it', () => {
    fc.assert(
      fc.property(codes, fc.nat(), ({ code }, draw) => {
        const at = draw % code.length;
        const typed = code.toSpliced(at, 0, (code[at] as string).toLowerCase());
        const { repair } = viewEntry('confirmation', typed).boxes[at + 1] ?? {};
        expect(repair).toEqual({ does: 'remove', place: at + 1 });
        expect(repair && repairGroups(typed, repair)).toEqual(code.with(at, (code[at] as string).toLowerCase()));
      }),
      runs,
    );
  });

  test('is offered where two groups were swapped', () => {
    const code = codeOf(6, 9);
    const typed = code.with(2, code[3] as string).with(3, code[2] as string);
    const boxes = viewEntry('confirmation', typed).boxes;
    expect(boxes.map(({ repair }) => repair)).toEqual([null, null, { does: 'swap', place: 2 }, null, null, null]);
    expect(repairGroups(typed, { does: 'swap', place: 2 })).toEqual(code);
  });

  test('is offered once, at the first of the groups that it moves', () => {
    const code = codeOf(9, 10);
    const repairs = viewEntry('confirmation', code.toSpliced(3, 1)).boxes.filter(({ repair }) => repair !== null);
    expect(repairs).toHaveLength(1);
  });

  test('takes out what was typed before a group that follows', () => {
    const code = codeOf(5, 11);
    const typed = code.toSpliced(2, 0, '');
    expect(viewEntry('confirmation', typed).boxes[3]?.repair).toEqual({ does: 'remove', place: 2 });
  });
});

test('whatever is typed, nothing of it is lost and no error is thrown', () => {
  const kinds = fc.constantFrom<CodeKind>('installation', 'confirmation', 'return');
  const actions = fc.array(fc.tuple(fc.nat(12), fc.string({ unit: 'grapheme', maxLength: 20 })), { maxLength: 20 });
  fc.assert(
    fc.property(kinds, actions, (kind, typed) => {
      let step: EntryStep = { groups: [], focus: 0 };
      for (const [place, text] of typed) {
        step = typeGroup(kind, step.groups, place, text);
        viewEntry(kind, step.groups);
        const ended = endGroup(kind, step.groups, place);
        expect(ended.groups.join('')).toBe(step.groups.join(''));
        step = ended;
      }
    }),
    runs,
  );
});

test('a code with mistakes is right as soon as each group that is marked is typed again', () => {
  fc.assert(
    fc.property(codes, ({ code, seed }) => {
      fc.pre(code.length > 15);
      let { groups } = pasteGroups('confirmation', [], 0, mistype(code, drawFrom(seed)).join(' '));
      fc.pre([null, code.length].includes(countGroups('confirmation', groups)));
      for (let turn = 0; turn < 3 * code.length && !viewEntry('confirmation', groups).isComplete; turn += 1) {
        const { boxes } = viewEntry('confirmation', groups);
        const at = boxes.findIndex(({ check, isSurplus }) => check.status !== 'right' || isSurplus);
        const box = boxes[at];
        if (box?.isSurplus) groups = repairGroups(groups, { does: 'remove', place: at });
        else groups = typeGroup('confirmation', groups, at, code[at] ?? '').groups;
      }
      // By chance, two mistakes in one group may make a right one.
      expect(viewEntry('confirmation', groups)).toMatchObject({ isComplete: true, count: code.length });
    }),
    { numRuns: propertyRuns(10) },
  );
});
