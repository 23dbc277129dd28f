import { expect, test } from 'vitest';
import type { Operation } from '../../src/contract/operations/operation.ts';
import { operations } from '../../src/contract/operations/operations.ts';
import { refusals } from '../../src/contract/refusals.ts';
import { refusalCodes, toolRefusalCodes } from '../../src/refusal.ts';

test('every code has an area, and an HTTP status or null', () => {
  // @ts-expect-error the table does not compile without all codes
  const incomplete: typeof refusals = { 'file-empty': refusals['file-empty'] };
  expect(Object.keys(incomplete)).toHaveLength(1);
  // @ts-expect-error it does not compile with a code without an HTTP status
  const withoutStatus: typeof refusals = { ...refusals, 'file-empty': { area: 'file' } };
  expect(withoutStatus).toBeDefined();
  expect(Object.keys(refusals).sort()).toEqual([...refusalCodes, ...toolRefusalCodes].sort());
});

test('calls are described with codes that have an HTTP status', () => {
  for (const [id, { refusals: codes = [] }] of Object.entries<Operation>(operations)) {
    for (const code of codes) expect([id, code, refusals[code].httpStatus]).not.toContain(null);
  }
});

test('every address has one call', () => {
  const paths = Object.values(operations).map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
});
