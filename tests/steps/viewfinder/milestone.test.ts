import { expect, it } from 'vitest';
import { milestoneOf } from '../../../src/steps/viewfinder/milestone.ts';

it('is announced three times, however many parts there are', () => {
  for (const needed of [2, 3, 7, 28, 1192]) {
    const said = Array.from({ length: needed }, (_, received) => milestoneOf({ received, needed }));
    expect([...said]).toEqual([...said].sort((a, b) => a - b));
    const changes = said.filter((milestone, at) => at > 0 && milestone !== said[at - 1]);
    expect(changes.length).toBeLessThanOrEqual(3);
  }
});

it.each([
  [24, 0],
  [25, 25],
  [49, 25],
  [50, 50],
  [75, 75],
  [99, 75],
] as const)('at %i of 100 parts it is %i percent', (received, milestone) => {
  expect(milestoneOf({ received, needed: 100 })).toBe(milestone);
});

it('is null when nothing is known', () => {
  expect(milestoneOf(null)).toBe(0);
  expect(milestoneOf({ received: 0, needed: 0 })).toBe(0);
});
