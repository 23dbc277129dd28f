import { symbolsOf } from '../documents/symbols/crockford.ts';

/** Writes values of any width, the highest bit first. */
export class CodeWriter {
  readonly #bits: number[] = [];

  get length(): number {
    return this.#bits.length;
  }

  /** @param value a whole number from 0 to 2^width - 1 @param width 1 to 48 */
  put(value: number, width: number): this {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** width) throw new RangeError(`${value} in ${width} bits`);
    for (let bit = width - 1; bit >= 0; bit -= 1) this.#bits.push(Math.floor(value / 2 ** bit) % 2);
    return this;
  }

  flag(value: boolean): this {
    return this.put(value ? 1 : 0, 1);
  }

  /** @param skipped bits at the beginning that are left out */
  bytes(bytes: Uint8Array, skipped = 0): this {
    for (const [at, byte] of bytes.entries()) {
      const width = at === 0 ? 8 - skipped : 8;
      this.put(byte % 2 ** width, width);
    }
    return this;
  }

  /** @returns the bits, and zeros to the next whole byte */
  toBytes(): Uint8Array {
    const bytes = new Uint8Array(Math.ceil(this.#bits.length / 8));
    for (const [at, bit] of this.#bits.entries()) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (7 - (at & 7)));
    return bytes;
  }

  /** @returns the bits in values of five, and zeros to make `count` of them */
  toSymbols(count: number): number[] {
    const bytes = new Uint8Array(Math.ceil((count * 5) / 8));
    bytes.set(this.toBytes().subarray(0, bytes.length));
    return symbolsOf(bytes, count);
  }
}

/** Reads what a {@link CodeWriter} wrote. */
export class CodeReader {
  readonly #symbols: readonly number[];
  #at = 0;

  /** @param symbols values from 0 to 31 */
  constructor(symbols: readonly number[]) {
    this.#symbols = symbols;
  }

  /** How many bits were read. */
  get position(): number {
    return this.#at;
  }

  /** @param width 1 to 48 @throws RangeError behind the last bit */
  take(width: number): number {
    let value = 0;
    for (let end = this.#at + width; this.#at < end; this.#at += 1) {
      const symbol = this.#symbols[Math.floor(this.#at / 5)];
      if (symbol === undefined) throw new RangeError('the code ends here');
      value = value * 2 + ((symbol >> (4 - (this.#at % 5))) & 1);
    }
    return value;
  }

  flag(): boolean {
    return this.take(1) === 1;
  }

  /** @param skipped bits at the beginning that the writer left out; they are zero */
  bytes(length: number, skipped = 0): Uint8Array {
    return Uint8Array.from({ length }, (_, at) => this.take(at === 0 ? 8 - skipped : 8));
  }
}
