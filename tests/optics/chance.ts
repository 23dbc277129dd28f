/** Random numbers that a seed repeats exactly, in every engine. */
export interface Chance {
  /** @returns from 0 on, below 1 */
  unit(): number;
  /** @returns from `least` on, below `most` */
  between(least: number, most: number): number;
  /** @returns a whole number from 0 on, below `count` */
  below(count: number): number;
  /** @returns about normally distributed around 0, with a standard deviation of 1 */
  normal(): number;
  /** @returns one of the choices, which must not be empty */
  of<Choice>(choices: readonly Choice[]): Choice;
  /** @returns that many incompressible bytes */
  bytes(length: number): Uint8Array;
}

/** @param seed any whole number; 32 bits of it count */
export function chanceFrom(seed: number): Chance {
  let state = mixed(seed ^ 0x6b657966);
  // Weyl sequence through a mixing function: each draw is independent of how many were taken before.
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
    // Four uniform numbers have a variance of a third together.
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
