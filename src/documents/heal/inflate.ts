/**
 * Inflates raw deflate (RFC 1951). fflate would inflate a block without output for free, so that a crafted archive takes
 * seconds; this reader counts its steps.
 */

const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST_CODE = 15;
/** What reading one block's header costs, in bytes of output. */
const BLOCK_COST = 320;

/** A Huffman code: how many codes have each length, and the symbols in the order of their codes. */
interface HuffmanCode {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

/**
 * @param deflated untrusted; what follows the last block is ignored
 * @param most bytes of output and, scaled, of work
 * @returns what was inflated before the end, the limit or the first fault
 */
export function inflate(deflated: Uint8Array, most: number): Uint8Array {
  const inflater = new Inflater(deflated, most);
  try {
    inflater.run();
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
  }
  return inflater.output;
}

/** The input ended, the limit was reached, or the input is not deflate. */
class Ended extends Error {}

class Inflater {
  readonly #input: Uint8Array;
  readonly #most: number;
  #work = 0;
  #at = 0;
  #bits = 0;
  #bitCount = 0;
  #buffer = new Uint8Array(4096);
  #length = 0;

  constructor(input: Uint8Array, most: number) {
    this.#input = input;
    this.#most = most;
  }

  get output(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  run(): void {
    for (let isLast = false; !isLast; ) {
      this.#work += BLOCK_COST;
      if (this.#work > 2 * this.#most + 64 * BLOCK_COST) throw new Ended();
      isLast = this.#take(1) === 1;
      const type = this.#take(2);
      if (type === 0) this.#copyStored();
      else if (type === 1) this.#readBlock(fixedLiterals, fixedDistances);
      else if (type === 2) this.#readBlock(...this.#readCodes());
      else throw new Ended();
    }
  }

  #take(count: number): number {
    while (this.#bitCount < count) {
      const byte = this.#input[this.#at++];
      if (byte === undefined) throw new Ended();
      this.#bits |= byte << this.#bitCount;
      this.#bitCount += 8;
    }
    const bits = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#bitCount -= count;
    return bits;
  }

  #write(byte: number): void {
    if (this.#length >= this.#most) throw new Ended();
    if (this.#length === this.#buffer.length) {
      const larger = new Uint8Array(2 * this.#buffer.length);
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    this.#buffer[this.#length++] = byte;
    this.#work++;
  }

  #copyStored(): void {
    this.#bits = 0;
    this.#bitCount = 0;
    const length = this.#take(8) | (this.#take(8) << 8);
    this.#take(16);
    for (let copied = 0; copied < length; copied++) this.#write(this.#take(8));
  }

  #readCodes(): [HuffmanCode, HuffmanCode] {
    const literals = this.#take(5) + 257;
    const distances = this.#take(5) + 1;
    const lengths = new Uint8Array(19);
    const given = this.#take(4) + 4;
    for (const symbol of codeLengthOrder.slice(0, given)) lengths[symbol] = this.#take(3);
    const code = codeOf(lengths);
    const all = new Uint8Array(literals + distances);
    for (let at = 0; at < all.length; ) {
      const symbol = this.#symbol(code);
      const before = at > 0 ? (all[at - 1] ?? 0) : 0;
      if (symbol < 16) all[at++] = symbol;
      else if (symbol === 16) at = repeat(all, at, before, 3 + this.#take(2));
      else at = repeat(all, at, 0, symbol === 17 ? 3 + this.#take(3) : 11 + this.#take(7));
    }
    return [codeOf(all.subarray(0, literals)), codeOf(all.subarray(literals))];
  }

  #readBlock(literals: HuffmanCode, distances: HuffmanCode): void {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol < 256) this.#write(symbol);
      else if (symbol === 256) return;
      else this.#copy(symbol - 257, distances);
    }
  }

  #copy(symbol: number, distances: HuffmanCode): void {
    const length = (lengthBase[symbol] ?? 0) + this.#take(lengthExtra[symbol] ?? 0);
    const distanceSymbol = this.#symbol(distances);
    const base = distanceBase[distanceSymbol];
    if (base === undefined || length === 0) throw new Ended();
    const distance = base + this.#take(Math.max(0, (distanceSymbol >> 1) - 1));
    if (distance > this.#length) throw new Ended();
    for (let copied = 0; copied < length; copied++) this.#write(this.#buffer[this.#length - distance] ?? 0);
  }

  /** Reads a code bit by bit: codes of one length are consecutive. */
  #symbol({ counts, symbols }: HuffmanCode): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= LONGEST_CODE; length++) {
      code |= this.#take(1);
      const count = counts[length] ?? 0;
      if (code - first < count) return symbols[index + code - first] ?? 0;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Ended();
  }
}

function repeat(lengths: Uint8Array, at: number, value: number, times: number): number {
  lengths.fill(value, at, at + times);
  return at + times;
}

function codeOf(lengths: Uint8Array): HuffmanCode {
  const counts = new Uint16Array(LONGEST_CODE + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const next = new Uint16Array(LONGEST_CODE + 2);
  for (let length = 1; length <= LONGEST_CODE; length++) next[length + 1] = (next[length] ?? 0) + (counts[length] ?? 0);
  const symbols = new Uint16Array(lengths.length);
  for (const [symbol, length] of lengths.entries()) {
    if (length > 0) {
      symbols[next[length] ?? 0] = symbol;
      next[length] = (next[length] ?? 0) + 1;
    }
  }
  return { counts, symbols };
}

const fixedLiterals = codeOf(
  Uint8Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8)),
);
const fixedDistances = codeOf(new Uint8Array(30).fill(5));
