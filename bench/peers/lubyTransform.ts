import { binaryToBlock, blockToBinary, createDecoder, createEncoder } from 'luby-transform';
import type { Chance } from '../../tests/optics/chance.ts';
import { bytesIn } from '../capacity.ts';
import type { Showing } from '../showing.ts';

/** Header fields of 4 bytes before and after the list of mixed blocks. */
const headNumbers = 4;

export function inBlocks(bytes: Uint8Array, blockCount: number, chance: Chance): Showing {
  return showing(bytes, {
    slice: Math.ceil(bytes.length / blockCount),
    most: Number.POSITIVE_INFINITY,
    compress: false,
    chance,
  });
}

/**
 * Like qrs: base64 of the block's binary form, in byte mode. A block lists all blocks that were mixed into it, so the
 * reserved space limits their number; each choice of reserved space is compared.
 *
 * @returns one showing per choice
 */
export function inVersion(bytes: Uint8Array, version: number, compress: boolean, chance: Chance): Showing[] {
  const most = Math.floor(bytesIn(version) / 4) * 3;
  return [4, 8, 16, 32]
    .map((mixed) => most - 4 * (headNumbers + mixed))
    .map((slice) => showing(bytes, { slice: Math.min(slice, bytes.length), most, compress, chance }));
}

interface Choice {
  /** Bytes of a block's data. */
  readonly slice: number;
  /** Bytes of a whole block; a larger block does not fit the code and is drawn again. */
  readonly most: number;
  readonly compress: boolean;
  readonly chance: Chance;
}

function showing(bytes: Uint8Array, { slice, most, compress, chance }: Choice): Showing {
  const encoder = createEncoder(bytes, slice, compress);
  const fountain = encoder.fountain();
  return {
    blockCount: encoder.k,
    codeAt() {
      const block = withChance(chance, () => {
        for (;;) {
          const { value } = fountain.next();
          if (4 * (headNumbers + value.indices.length) + slice <= most) return value;
        }
      });
      return Buffer.from(blockToBinary(block)).toString('base64');
    },
    collect() {
      const decoder = createDecoder();
      return {
        take: (code) =>
          decoder.addBlock(binaryToBlock(Uint8Array.from(Buffer.from(code, 'base64'))))
            ? (decoder.getDecoded() ?? null)
            : null,
      };
    },
  };
}

/** The package uses `Math.random`. */
function withChance<Result>(chance: Chance, run: () => Result): Result {
  const real = Math.random;
  Math.random = chance.unit;
  try {
    return run();
  } finally {
    Math.random = real;
  }
}
