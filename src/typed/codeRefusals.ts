import { Refusal } from '../refusal.ts';
import { checkCode } from './code.ts';
import type { CodeKind } from './group.ts';

const kinds = ['installation', 'confirmation', 'return'] as const satisfies readonly CodeKind[];

/**
 * @param first the first group, as typed
 * @throws Refusal `code-of-another-kind` with `kind`, the one that it begins, and `expected`
 */
export function checkKind(expected: CodeKind, first: string): void {
  const kind = kinds.find((one) => checkCode(one, [first]).data.length > 0);
  if (kind !== undefined && kind !== expected) throw new Refusal('code-of-another-kind', { kind, expected });
}

/**
 * @param expected how many groups the code has
 * @returns why a code cannot be read yet: groups that are wrong, or that are missing
 */
export function incompleteCode(kind: CodeKind, groups: readonly string[], expected: number): Refusal {
  const checks = checkCode(kind, groups).groups;
  const wrong = [...checks.keys()].filter((at) => checks[at]?.status !== 'right').map((at) => `${at + 1}`);
  if (wrong.length > 0) return new Refusal('code-mistyped', { groups: wrong });
  return new Refusal('code-incomplete', { missing: expected - groups.length });
}

/** @returns that each group is right and the whole is not */
export const mistypedAsAWhole = (): Refusal => new Refusal('code-mistyped', { groups: [] });
