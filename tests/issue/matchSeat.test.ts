import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Binding, bindingComponents } from '../../src/documents/bindings.ts';
import { matchSeat, type TakenSeat } from '../../src/issue/matchSeat.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { bindingsOf } from '../vectorMaker/golden.ts';

const [mine, others] = [bindingsOf('first'), bindingsOf('second')];
const sharing = (count: number) => [...mine.slice(0, count), ...others.slice(count)];

function seatWith(hardware: readonly Binding[], change: Partial<TakenSeat> = {}): TakenSeat {
  return {
    seatId: 'seat',
    isOwn: false,
    hardware,
    earlierHardware: [],
    initialActivationDate: '2025-01-02T03:04:05Z',
    ...change,
  };
}

const place = (shown: readonly Binding[], ...seats: TakenSeat[]) => matchSeat(shown, seats, 3);

describe('a machine', () => {
  it.each([
    [5, 'same', 'same'],
    [3, 'same', 'same'],
    [2, 'moves', 'another'],
    [1, 'moves', 'unknown'],
    [0, 'moves', 'unknown'],
  ])('that shows %i of five bindings again is %s with its installation key, %s without', (count, own, foreign) => {
    expect(place(sharing(count), seatWith(mine, { isOwn: true })).kind).toBe(own);
    expect(place(sharing(count), seatWith(mine)).kind).toBe(foreign);
  });

  it('gets the changed and the missing components', () => {
    const own = seatWith(mine, { isOwn: true });
    expect(place(sharing(2), own).changed).toEqual(['board', 'disk', 'network']);
    expect(place(mine.slice(0, 2), own).changed).toEqual(['board', 'disk', 'network']);
    expect(place([], own).changed).toEqual(['os', 'system', 'board', 'disk', 'network']);
    // What was never shown before has not changed.
    expect(place(sharing(2), seatWith(mine.slice(0, 4))).changed).toEqual(['board', 'disk']);
  });

  it('without earlier hardware has not changed', () => {
    expect(place(mine, seatWith([], { isOwn: true }))).toMatchObject({ kind: 'same', changed: [] });
    expect(place([], seatWith([], { isOwn: true }))).toMatchObject({ kind: 'same', changed: [] });
    expect(place([], seatWith([])).kind).toBe('unknown');
  });

  it('with a single known component does not give its seat to other hardware', () => {
    const weak = seatWith(mine.slice(0, 1));
    expect(place(sharing(1), weak).kind).toBe('unknown');
    expect(place(mine.slice(0, 1), weak).kind).toBe('same');
  });

  it('is matched by its installation key first, then by the current hardware of a seat', () => {
    const [own, like] = [seatWith(others, { isOwn: true, seatId: 'own' }), seatWith(mine, { seatId: 'like' })];
    expect(place(mine, own, like)).toMatchObject({ kind: 'moves', seat: own });
    const left = seatWith(others, { seatId: 'left', earlierHardware: [mine] });
    expect(place(mine, left, like)).toMatchObject({ kind: 'same', seat: like, duplicate: null });
    expect(place(mine, left)).toMatchObject({ kind: 'another', seat: null, duplicate: left });
  });
});

describe('a machine that shows more or less than before', () => {
  const [os, system, board, , network] = mine as [Binding, Binding, Binding, Binding, Binding];
  const user = [os, network];
  const others2 = others as [Binding, Binding, Binding, Binding, Binding];

  it.each([
    ['a virtual machine', [os, system, network]],
    ['a virtual machine with a board number', [os, system, board, network]],
    ['all of its components', mine],
  ])('keeps its seat when %s shows more to root', (_, root) => {
    for (const isOwn of [true, false]) {
      expect(place(root, seatWith(user, { isOwn }))).toMatchObject({ kind: 'same', duplicate: null });
    }
  });

  it('keeps its seat when it shows less to its user, unless too little is left in common', () => {
    for (const isOwn of [true, false]) {
      expect(place(user, seatWith([os, system, network], { isOwn })).kind).toBe('same');
      expect(place(user, seatWith([os, system, board, network], { isOwn })).kind).toBe('same');
      expect(place(user, seatWith(mine, { isOwn })).kind).toBe(isOwn ? 'moves' : 'another');
      expect(place([os], seatWith(user, { isOwn })).kind).toBe(isOwn ? 'moves' : 'unknown');
    }
  });

  it('is another one if anything that both show differs beyond the tolerance', () => {
    const foreign = seatWith([os, system, network]);
    expect(place([os, others2[1], network], foreign).kind).toBe('another');
    expect(place([os, others2[4]], foreign).kind).toBe('unknown');
    expect(place([os, others2[4], board], seatWith(user)).kind).toBe('unknown');
  });

  /** For each component: whether the seat has it, and what the request shows. */
  const pairs = fc.record({
    required: fc.integer({ min: 2, max: 5 }),
    components: fc.array(fc.record({ known: fc.boolean(), shown: fc.constantFrom('same', 'other', 'nothing') }), {
      minLength: 5,
      maxLength: 5,
    }),
  });
  const given = (components: readonly { known: boolean; shown: string }[]) => ({
    before: mine.filter((_, index) => components[index]?.known),
    shown: components.flatMap(({ shown }, index) => {
      const from = shown === 'same' ? mine[index] : shown === 'other' ? others[index] : undefined;
      return from ? [from] : [];
    }),
  });

  it('never gets a seat by one component of several, and never loses one by a component that it did not show before', () => {
    fc.assert(
      fc.property(pairs, ({ required, components }) => {
        const { before, shown } = given(components);
        const equal = components.filter((one) => one.known && one.shown === 'same').length;
        const { kind } = matchSeat(shown, [seatWith(before)], required);
        if (kind === 'same' && Math.max(before.length, shown.length) > 1) expect(equal).toBeGreaterThan(1);
        if (kind !== 'same' || equal < 2) return;
        const more = components.map((one) => (one.known ? one : { ...one, shown: 'same' }));
        expect(matchSeat(given(more).shown, [seatWith(before)], required).kind).toBe('same');
      }),
      { numRuns: propertyRuns(200) },
    );
  });

  it('has changed only what it shows differently, if there is any', () => {
    fc.assert(
      fc.property(pairs, fc.boolean(), ({ required, components }, isOwn) => {
        const { before, shown } = given(components);
        const { kind, changed } = matchSeat(shown, [seatWith(before, { isOwn })], required);
        const differing = bindingComponents.filter(
          (_, index) => components[index]?.known && components[index]?.shown === 'other',
        );
        const asks = kind === 'moves' || kind === 'another';
        expect(changed.length > 0).toBe(asks);
        if (asks && differing.length > 0) expect(changed).toEqual(differing);
      }),
      { numRuns: propertyRuns(200) },
    );
  });
});

describe('two machines with one identity', () => {
  const [os, , , , network] = mine as [Binding, Binding, Binding, Binding, Binding];
  const copy = [os, ...others.slice(1, 4), network];

  it('are noticed when a copy shows hardware that contradicts what its original once showed', () => {
    const seat = seatWith([os, network], { earlierHardware: [mine] });
    for (const isOwn of [true, false]) {
      const taken = { ...seat, isOwn };
      expect(place(copy, taken)).toMatchObject({ kind: 'same', duplicate: taken });
      expect(place(mine, taken)).toMatchObject({ kind: 'same', duplicate: null });
      expect(place([os, network], taken)).toMatchObject({ kind: 'same', duplicate: null });
    }
  });

  it('are noticed when a single component is all that another installation shares', () => {
    const weak = seatWith([os]);
    expect(place([os], weak)).toMatchObject({ kind: 'same', duplicate: weak });
    expect(place([os], { ...weak, isOwn: true })).toMatchObject({ kind: 'same', duplicate: null });
  });

  it('are not suspected in a machine whose seat moved along with its parts', () => {
    const moved = seatWith(copy, { earlierHardware: [mine] });
    expect(place(copy, moved)).toMatchObject({ kind: 'same', duplicate: null });
  });
});
