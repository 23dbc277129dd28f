import { Refusal } from '../../refusal.ts';

/** Reads bits, the lowest of each byte first (RFC 1951 section 3.1.1). */
export interface BitReader {
  /**
   * @param count 0 to 16
   * @returns the number in these bits
   * @throws Refusal `parcel-damaged` at the end of the bytes
   */
  bits(count: number): number;
  /** Drops the rest of a byte that was begun. */
  skipToByte(): void;
}

export function bitReader(bytes: Uint8Array): BitReader {
  let at = 0;
  /** Read, but not taken: `waiting` bits. */
  let buffer = 0;
  let waiting = 0;
  return {
    bits(count) {
      while (waiting < count) {
        const byte = bytes[at++];
        if (byte === undefined) throw new Refusal('parcel-damaged');
        buffer |= byte << waiting;
        waiting += 8;
      }
      const number = buffer & ((1 << count) - 1);
      buffer >>>= count;
      waiting -= count;
      return number;
    },
    skipToByte() {
      // At most seven bits wait.
      buffer = 0;
      waiting = 0;
    },
  };
}
