/** Random numbers that are reproducible from a seed, in every engine. */
export interface Chance {
  /** @returns a number from 0 (inclusive) to 1 (exclusive) */
  unit(): number;
  /** @returns a number from `least` (inclusive) to `most` (exclusive) */
  between(least: number, most: number): number;
  /** @returns an integer from 0 (inclusive) to `count` (exclusive) */
  below(count: number): number;
  /** @returns approximately normally distributed around 0, with a standard deviation of 1 */
  normal(): number;
  /** @returns one of the choices, which must not be empty */
  of<Choice>(choices: readonly Choice[]): Choice;
  /** @returns that many incompressible bytes */
  bytes(length: number): Uint8Array;
}

/** @param seed any integer; 32 bits of it count */
export function chanceFrom(seed: number): Chance {
  let state = mixed(seed ^ 0x6b657966);
  // Weyl sequence through a mixing function: each draw is independent of the number of draws before.
  const word = () => {
    state = (state + 0x9e3779b9) | 0;
    return mixed(state) >>> 0;
  };
  const unit = () => word() / 2 ** 32;
  const below = (count: number) => Math.floor(unit() * count);
  return {
    unit,
    below,
    between: (least, most) => least + unit() * (most - least),
    // The sum of four uniform numbers has a variance of a third.
    normal: () => (unit() + unit() + unit() + unit() - 2) * Math.sqrt(3),
    of: (choices) => choices[below(choices.length)] as (typeof choices)[number],
    bytes: (length) => Uint8Array.from({ length }, () => word() & 0xff),
  };
}

function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
