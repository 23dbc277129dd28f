import { Refusal } from '../../refusal.ts';

/** Reads bits, the lowest of each byte first (RFC 1951 section 3.1.1). */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  /** Read, but not taken: `#waiting` bits. */
  #buffer = 0;
  #waiting = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /**
   * @param count 0 to 16
   * @returns the number in these bits
   * @throws Refusal `parcel-damaged` at the end of the bytes
   */
  bits(count: number): number {
    const number = this.peek(count);
    this.skip(count);
    return number;
  }

  /**
   * Looks at bits without taking them. Behind the end of the bytes, they are 0.
   *
   * @param count 0 to 16
   */
  peek(count: number): number {
    while (this.#waiting < count && this.#at < this.#bytes.length) {
      this.#buffer |= (this.#bytes[this.#at++] ?? 0) << this.#waiting;
      this.#waiting += 8;
    }
    return this.#buffer & ((1 << count) - 1);
  }

  /**
   * Takes bits that were looked at.
   *
   * @throws Refusal `parcel-damaged` if they are behind the end of the bytes
   */
  skip(count: number): void {
    if (count > this.#waiting) throw new Refusal('parcel-damaged');
    this.#buffer >>>= count;
    this.#waiting -= count;
  }

  /**
   * Takes whole bytes, and drops the rest of one that was begun.
   *
   * @returns fewer bytes at the end of the input
   */
  wholeBytes(count: number): Uint8Array {
    this.skipToByte();
    const from = this.#at - (this.#waiting >> 3);
    const bytes = this.#bytes.subarray(from, from + count);
    this.#at = from + bytes.length;
    this.#buffer = 0;
    this.#waiting = 0;
    return bytes;
  }

  /** Drops the rest of a byte that was begun. */
  skipToByte(): void {
    this.skip(this.#waiting & 7);
  }
}
