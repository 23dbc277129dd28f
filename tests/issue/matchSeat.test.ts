import { describe, expect, it } from 'vitest';
import type { Binding } from '../../src/documents/bindings.ts';
import { matchSeat, type TakenSeat } from '../../src/issue/matchSeat.ts';
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
    expect(place(sharing(2), seatWith(mine.slice(0, 4))).changed).toEqual(['board', 'disk', 'network']);
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
