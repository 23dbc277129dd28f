import { expect, test, vi } from 'vitest';
import { createLimit, isOver } from '../../../../server/http/guard/limit.ts';

const policy = { name: 'tries', quota: 2, windowSeconds: 60 };

/** A limit, and the clock that it reads. */
function limitWithClock(mostKeys?: number) {
  const clock = { now: 5000 };
  return { clock, limit: createLimit(policy, mostKeys, () => clock.now) };
}

test('is reached after a number of calls, until the window of the first one ends', () => {
  const { limit, clock } = limitWithClock();
  expect(limit.look('a')).toEqual({ policy, left: 2, secondsLeft: null });
  expect(limit.count('a')).toEqual({ policy, left: 1, secondsLeft: 60 });
  clock.now += 59_000;
  expect(isOver(limit.count('a'))).toBe(true);
  expect(limit.look('a')).toEqual({ policy, left: 0, secondsLeft: 1 });
  clock.now += 999.5;
  expect(limit.look('a')).toEqual({ policy, left: 0, secondsLeft: 1 });
  clock.now += 0.5;
  expect(limit.look('a')).toEqual({ policy, left: 2, secondsLeft: null });
  expect(limit.count('a')).toEqual({ policy, left: 1, secondsLeft: 60 });
});

test('counts each key separately, and checking does not count', () => {
  const { limit } = limitWithClock();
  limit.count('a');
  limit.count('a');
  for (let time = 0; time < 5; time += 1) limit.look('b');
  expect([isOver(limit.look('a')), isOver(limit.look('b'))]).toEqual([true, false]);
});

test.each([
  ['back', '1990-01-01'],
  ['ahead', '2090-01-01'],
])('does not follow a wall clock that is set %s', (_, date) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const limit = createLimit(policy);
    limit.count('a');
    vi.setSystemTime(new Date(date));
    const { left, secondsLeft } = limit.count('a');
    expect([left, secondsLeft === 60 || secondsLeft === 59]).toEqual([0, true]);
  } finally {
    vi.useRealTimers();
  }
});

test('that is switched off counts nothing and is never reached', () => {
  const limit = createLimit({ ...policy, quota: 0 });
  expect(limit.count('a')).toEqual(limit.look('b'));
  expect(isOver(limit.count('a'))).toBe(false);
});

test('stores no more keys than its maximum and drops the oldest', () => {
  const { limit } = limitWithClock(3);
  for (const key of ['a', 'a', 'b', 'c']) limit.count(key);
  expect(limit.look('a').left).toBe(0);
  for (let key = 0; key < 100; key += 1) limit.count(`flood-${key}`);
  expect(limit.look('a').left).toBe(2);
  expect([97, 98, 99].map((key) => limit.look(`flood-${key}`).left)).toEqual([1, 1, 1]);
});

test('a key whose window starts again is the newest', () => {
  const { limit, clock } = limitWithClock(2);
  limit.count('a');
  clock.now += 30_000;
  limit.count('b');
  clock.now += 30_000;
  limit.count('a');
  limit.count('c');
  expect(['a', 'b', 'c'].map((key) => limit.look(key).left)).toEqual([1, 2, 1]);
});
