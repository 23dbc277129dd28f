import { checkCode, writeCode } from '../../src/typed/code.ts';
import type { CodeKind } from '../../src/typed/group.ts';

const GROUP_BITS = 25;
const LENGTH_BITS = 6;

/** The bits of a number, or of each of several. */
export function bits(width: number, ...values: readonly number[]): string {
  return values.map((value) => value.toString(2).padStart(width, '0')).join('');
}

/**
 * Says the same in another way, with right groups, as many as it takes.
 *
 * @param at place of the first bit that is replaced
 * @param removed how many bits are replaced
 * @param length of the code in bits, without those that fill its last group
 */
export function respelled(
  kind: CodeKind,
  groups: readonly string[],
  { length, at, removed, inserted }: { length: number; at: number; removed: number; inserted: string },
): string[] {
  const before = bits(5, ...checkCode(kind, groups).data).slice(0, length);
  const after = before.slice(0, at) + inserted + before.slice(at + removed);
  const count = Math.ceil(after.length / GROUP_BITS);
  const whole = (bits(LENGTH_BITS, count) + after.slice(LENGTH_BITS)).padEnd(count * GROUP_BITS, '0');
  return writeCode(
    kind,
    (whole.match(/.{5}/g) ?? []).map((symbol) => Number.parseInt(symbol, 2)),
  );
}
