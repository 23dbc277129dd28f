import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundChange, releaseBounds, type SeatChange } from '../../src/issue/seatChanges.ts';

const now = new Date('2026-11-23T10:00:00Z');
const bounds = { perYear: 2, coolDownDays: 7 };
const DAY = 24 * 60 * 60 * 1000;

function ago(days: number, kind: SeatChange['kind'] = 'returned'): SeatChange {
  return { kind, at: `${new Date(now.getTime() - days * DAY).toISOString().slice(0, 19)}Z` };
}

const refused = (code: string, details: object) => ({ outcome: 'refused', code, details });

describe('a return', () => {
  it.each<[readonly SeatChange[], object | null]>([
    [[], null],
    [[ago(8)], null],
    [[ago(7)], null],
    [[ago(6)], refused('return-too-soon', { coolDownDays: 7, nextAt: '2026-11-24T10:00:00Z' })],
    [[ago(1, 'moved')], null],
    [[ago(100), ago(200)], refused('return-too-often', { perYear: 2, nextAt: '2027-05-07T10:00:00Z' })],
    [[ago(100), ago(200, 'moved')], refused('return-too-often', { perYear: 2, nextAt: '2027-05-07T10:00:00Z' })],
    [[ago(364), ago(2)], refused('return-too-often', { perYear: 2, nextAt: '2026-11-28T10:00:00Z' })],
    [[ago(365), ago(100)], null],
  ])('after %j is decided as %j', (earlier, outcome) => {
    expect(boundChange('returned', earlier, bounds, now)).toEqual(outcome);
  });

  it('is never possible when the vendor allows none, and no date is promised', () => {
    const none = { perYear: 0, coolDownDays: 7 };
    expect(boundChange('returned', [], none, now)).toEqual(refused('return-too-often', { perYear: 0 }));
  });

  it('that is refused becomes possible at the reported time and not a second before', () => {
    const change = fc.record({
      kind: fc.constantFrom('returned', 'moved'),
      days: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const earlier = changes.map(({ kind, days }) => ago(days, kind as SeatChange['kind']));
        const { nextAt } = boundChange('returned', earlier, bounds, now)?.details ?? {};
        if (typeof nextAt !== 'string') return;
        const then = Date.parse(nextAt);
        expect(boundChange('returned', earlier, bounds, new Date(then))).toBeNull();
        expect(boundChange('returned', earlier, bounds, new Date(then - 1000))).not.toBeNull();
      }),
    );
  });
});

describe('a move', () => {
  it('has no cool-down and counts together with returns', () => {
    expect(boundChange('moved', [ago(0)], bounds, now)).toBeNull();
    expect(boundChange('moved', [ago(0), ago(1, 'moved')], bounds, now)).toMatchObject({ code: 'move-too-often' });
  });
});

describe('a removal by a customer', () => {
  it.each<[number, number, number]>([
    [1, 2, 2],
    [10, 2, 2],
    [11, 2, 4],
    [1000, 2, 200],
    [1000, 0, 0],
  ])('of %i seats at %i a year is possible %i times', (seats, perYear, times) => {
    const bounds = releaseBounds(seats, perYear);
    const earlier = Array.from({ length: times }, () => ago(1, 'released'));
    expect(boundChange('released', earlier, bounds, now)).toMatchObject({ code: 'release-too-often' });
    expect(boundChange('released', earlier.slice(1), bounds, now)).toEqual(
      times === 0 ? refused('release-too-often', { perYear: 0 }) : null,
    );
  });

  it('waits for no cool-down', () => {
    expect(boundChange('released', [ago(0, 'released')], releaseBounds(1, 2), now)).toBeNull();
  });

  it('counts for later returns and moves of the machine', () => {
    const earlier = [ago(3, 'released'), ago(2, 'released')];
    expect(boundChange('moved', earlier, bounds, now)).toMatchObject({ code: 'move-too-often' });
    expect(boundChange('returned', earlier, bounds, now)).toMatchObject({ code: 'return-too-often' });
  });
});
