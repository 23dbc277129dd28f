import { expect, test } from 'vitest';
import { termOf } from '../../src/verify/term.ts';

const stopDate = '2027-01-01T00:00:00Z';
const updateDate = '2026-11-15T00:00:00Z';

test.each([
  ['runs for good without end and renewal date', {}, '2126-01-01T00:00:00Z', { term: 'running' }],
  ['runs until its renewal date', { stopDate, updateDate }, '2026-11-14T23:59:59Z', { term: 'running' }],
  [
    'ends soon from its renewal date on',
    { stopDate, updateDate },
    '2026-11-15T00:00:00Z',
    { term: 'ending', stopDate, daysLeft: 47 },
  ],
  ['ends soon 30 days before', { stopDate }, '2026-12-02T00:00:00Z', { term: 'ending', stopDate, daysLeft: 30 }],
  ['does not end soon before that', { stopDate }, '2026-12-01T23:59:59Z', { term: 'running' }],
  ['is in its last day', { stopDate }, '2026-12-31T23:59:59Z', { term: 'ending', stopDate, daysLeft: 1 }],
  ['has ended', { stopDate, updateDate }, stopDate, { term: 'ended', stopDate }],
  ['has a renewal due, but no end', { updateDate }, updateDate, { term: 'renewal-due' }],
  ['has no renewal due yet, and no end', { updateDate }, '2026-11-14T23:59:59Z', { term: 'running' }],
])('%s', (_, dates, now, term) => {
  expect(termOf(dates, new Date(now))).toEqual(term);
});

test('warns earlier where asked to', () => {
  expect(termOf({ stopDate }, new Date('2026-11-20T00:00:00Z'), 60)).toMatchObject({ term: 'ending', daysLeft: 42 });
});
