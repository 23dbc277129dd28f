/**
 * The field GF(256) with the reduction polynomial x⁸ + x⁴ + x³ + x² + 1 (0x11D), as in Reed-Solomon codes and QR codes
 * (ISO/IEC 18004 section 7.5.2). Addition is exclusive or.
 */
const polynomial = 0x11d;

const logarithms = new Uint8Array(256);
/** Powers of 2, the generator, written twice so that a sum of two logarithms needs no reduction. */
const powers = new Uint8Array(510);
for (let power = 0, value = 1; power < 255; power++) {
  powers[power] = value;
  powers[power + 255] = value;
  logarithms[value] = power;
  value = value & 0x80 ? (value << 1) ^ polynomial : value << 1;
}

/** Products of one factor with every byte, computed when the factor is first used. */
const products: (Uint8Array | undefined)[] = [];

export function multiply(one: number, other: number): number {
  return one === 0 || other === 0 ? 0 : (powers[(logarithms[one] ?? 0) + (logarithms[other] ?? 0)] ?? 0);
}

/** @param value 1 to 255 */
export function inverse(value: number): number {
  return powers[255 - (logarithms[value] ?? 0)] ?? 0;
}

/** Adds `factor` times `source` to `target`, byte by byte from `from` on; both have the same length. */
export function addMultiple(target: Uint8Array, source: Uint8Array, factor: number, from = 0): void {
  if (factor === 0) return;
  const product = productsOf(factor);
  const { length } = target;
  let at = from;
  // Four at a time: a large transfer spends nearly all its time here, and this halves it.
  for (; at + 3 < length; at += 4) {
    target[at] = (target[at] as number) ^ (product[source[at] as number] as number);
    target[at + 1] = (target[at + 1] as number) ^ (product[source[at + 1] as number] as number);
    target[at + 2] = (target[at + 2] as number) ^ (product[source[at + 2] as number] as number);
    target[at + 3] = (target[at + 3] as number) ^ (product[source[at + 3] as number] as number);
  }
  for (; at < length; at++) target[at] = (target[at] as number) ^ (product[source[at] as number] as number);
}

/** Multiplies every byte by `factor`. */
export function scale(target: Uint8Array, factor: number): void {
  if (factor === 1) return;
  const product = productsOf(factor);
  for (let at = 0; at < target.length; at++) target[at] = product[target[at] as number] as number;
}

function productsOf(factor: number): Uint8Array {
  const known = products[factor];
  if (known) return known;
  const made = Uint8Array.from({ length: 256 }, (_, value) => multiply(factor, value));
  products[factor] = made;
  return made;
}
