import type { Showing } from '../showing.ts';

/** Repeats the blocks in order, like an animated picture of codes. */
export function inBlocks(bytes: Uint8Array, blockCount: number): Showing {
  const length = Math.ceil(bytes.length / blockCount);
  return {
    blockCount,
    codeAt: (place) => String(place % blockCount),
    collect() {
      const seen = new Map<string, Uint8Array>();
      return {
        take(code) {
          const at = Number(code) * length;
          seen.set(code, bytes.subarray(at, at + length));
          if (seen.size < blockCount) return null;
          return Buffer.concat(
            [...seen].sort(([one], [other]) => Number(one) - Number(other)).map(([, block]) => block),
          );
        },
      };
    },
  };
}
