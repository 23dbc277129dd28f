import { expect, test } from 'vitest';
import { readTraceparent } from '../../../server/http/traceContext.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';

test.each([
  `00-${traceId}-${parentId}-01`,
  `00-${traceId}-${parentId}-00`,
  ` 00-${traceId}-${parentId}-01 `,
  `01-${traceId}-${parentId}-01`,
  `cc-${traceId}-${parentId}-01-what-the-future-will-be-like`,
])('reads %s', (field) => {
  expect(readTraceparent(field)).toEqual({ traceId, parentId });
});

test.each([
  undefined,
  '',
  `ff-${traceId}-${parentId}-01`,
  `00-${traceId}-${parentId}-01-more`,
  `00-${traceId}-${parentId}-01,00-${traceId}-${parentId}-01`,
  `00-${traceId}-${parentId}-01, 00-${traceId}-${parentId}-01`,
  `00-${traceId.toUpperCase()}-${parentId}-01`,
  `00-${'0'.repeat(32)}-${parentId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `00-${traceId}-${parentId}`,
  `00-${traceId}x-${parentId}-01`,
  `0-${traceId}-${parentId}-01`,
  `cc-${traceId}-${parentId}-01.more`,
])('ignores %s', (field) => {
  expect(readTraceparent(field)).toBeNull();
});
