import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLimit, isOver } from '../../../../server/http/guard/limit.ts';

const policy = { name: 'tries', quota: 2, windowSeconds: 60 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('is reached after a number of calls, until the window of the first one ends', async () => {
  const limit = createLimit(policy);
  expect(await limit.look('a')).toEqual({ policy, left: 2, secondsLeft: null });
  expect(await limit.count('a')).toEqual({ policy, left: 1, secondsLeft: 60 });
  vi.advanceTimersByTime(59_000);
  expect(isOver(await limit.count('a'))).toBe(true);
  expect(await limit.look('a')).toEqual({ policy, left: 0, secondsLeft: 1 });
  vi.advanceTimersByTime(1000);
  expect(await limit.look('a')).toEqual({ policy, left: 2, secondsLeft: null });
});

test('counts each key separately, and checking does not count', async () => {
  const limit = createLimit(policy);
  await limit.count('a');
  await limit.count('a');
  for (let time = 0; time < 5; time += 1) await limit.look('b');
  expect([isOver(await limit.look('a')), isOver(await limit.look('b'))]).toEqual([true, false]);
});

test('ends on time even if the cleanup timer is late', async () => {
  const limit = createLimit(policy);
  await limit.count('a');
  vi.setSystemTime(Date.now() + 60_000);
  expect((await limit.look('a')).left).toBe(2);
});

test('that is switched off counts nothing and is never reached', async () => {
  const limit = createLimit({ ...policy, quota: 0 });
  expect(isOver(await limit.count('a'))).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

test('stores no more keys than its maximum and drops the oldest', async () => {
  const limit = createLimit(policy, 3);
  for (const key of ['a', 'a', 'b', 'c']) await limit.count(key);
  expect((await limit.look('a')).left).toBe(0);
  for (let key = 0; key < 100; key += 1) await limit.count(`flood-${key}`);
  expect((await limit.look('a')).left).toBe(2);
  expect((await limit.look('flood-99')).left).toBe(1);
  // One timer for each stored key.
  expect(vi.getTimerCount()).toBe(3);
});
