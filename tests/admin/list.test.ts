import { expect, test } from 'vitest';
import { createList } from '../../src/admin/model/list.ts';
import type { Page } from '../../src/contract/admin/page.ts';
import { Refusal } from '../../src/refusal.ts';

/** A list that is answered when the test says so. */
function setUp() {
  const asked: { text: string; cursor: string | null; answer(page: Page<string> | Refusal): Promise<void> }[] = [];
  const timers: (() => void)[] = [];
  const added: (number | null)[] = [];
  const list = createList<string>({
    search: (text, cursor) =>
      new Promise((resolve, reject) => {
        const answer = async (page: Page<string> | Refusal) => {
          if (page instanceof Refusal) reject(page);
          else resolve(page);
          // The list is updated in the following microtasks.
          for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
        };
        asked.push({ text, cursor, answer });
      }),
    later: (_, run) => {
      timers.push(run);
      return () => void timers.splice(timers.indexOf(run), 1);
    },
    arrived: (_, count) => void added.push(count),
  });
  return { list, asked, timers, added };
}

test('searches once, after typing stops', () => {
  const { list, asked, timers } = setUp();
  for (const typed of ['o', 'ot', 'ott ']) list.type(typed);
  expect([asked.length, timers.length]).toEqual([0, 1]);
  timers[0]?.();
  expect(asked.map(({ text }) => text)).toEqual(['ott']);
});

test('shows the result of the latest search, whatever arrives last', async () => {
  const { list, asked } = setUp();
  list.type('first');
  void list.submit();
  list.type('second');
  void list.submit();
  await asked[1]?.answer({ rows: ['two'], next: null });
  await asked[0]?.answer({ rows: ['one'], next: 'more' });
  expect(list.state.value).toMatchObject({ found: 'second', rows: ['two'], next: null, loading: null });
});

test('appends the next page', async () => {
  const { list, asked, added } = setUp();
  void list.submit();
  await asked[0]?.answer({ rows: ['a', 'b'], next: 'place' });
  void list.more();
  expect(asked[1]).toMatchObject({ text: '', cursor: 'place' });
  await asked[1]?.answer({ rows: ['c'], next: null });
  expect(list.state.value).toMatchObject({ rows: ['a', 'b', 'c'], next: null });
  await list.more();
  expect([asked.length, added]).toEqual([2, [null, 1]]);
});

test('keeps its rows when a search fails, and can retry', async () => {
  const { list, asked } = setUp();
  void list.submit();
  await asked[0]?.answer({ rows: ['a'], next: null });
  list.type('b');
  void list.submit();
  await asked[1]?.answer(new Refusal('service-busy', { retryAfter: 1 }));
  expect(list.state.value).toMatchObject({ typed: 'b', found: '', rows: ['a'], refusal: { code: 'service-busy' } });
  void list.submit();
  await asked[2]?.answer({ rows: [], next: null });
  expect(list.state.value).toMatchObject({ found: 'b', rows: [], refusal: null });
});

test('stays empty after it was cleared', async () => {
  const { list, asked } = setUp();
  void list.submit();
  list.clear();
  await asked[0]?.answer({ rows: ['a'], next: null });
  expect(list.state.value.rows).toBeNull();
});
