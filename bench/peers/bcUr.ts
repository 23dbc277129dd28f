import { UR, URDecoder, UREncoder } from '@ngraveio/bc-ur';
import { charactersIn } from '../capacity.ts';
import { remembered, type Showing } from '../showing.ts';

/** Number of parts to check for length when searching for the largest fragment size. */
const probed = 40;
/** Highest part number that a user would wait for. */
const latePart = 99_999;

export function inBlocks(bytes: Uint8Array, blockCount: number): Showing {
  const resource = UR.fromBuffer(Buffer.from(bytes));
  const made = showing(resource, Math.ceil(resource.cbor.length / blockCount));
  if (made.blockCount !== blockCount) throw new Error(`bc-ur made ${made.blockCount} blocks of ${blockCount}`);
  return made;
}

/** Finds the largest fragment size at which every part fits the version in alphanumeric mode. */
export function inVersion(bytes: Uint8Array, version: number): Showing {
  const resource = UR.fromBuffer(Buffer.from(bytes));
  const most = charactersIn(version);
  // With two characters per byte plus headers, half as many bytes do not fit.
  for (let fragment = Math.floor(most / 2); fragment > 10; fragment--) {
    const early = new UREncoder(resource, fragment);
    const late = new UREncoder(resource, fragment, latePart);
    const longest = Math.max(late.nextPart().length, early.nextPart().length);
    if (longest > most) continue;
    const parts = Array.from({ length: probed }, () => late.nextPart().length);
    if (Math.max(...parts) <= most) return showing(resource, fragment);
  }
  throw new Error(`no fragment fits version ${version}`);
}

function showing(resource: UR, fragment: number): Showing {
  const partAt = (place: number) => new UREncoder(resource, fragment, place).nextPart().toUpperCase();
  return {
    blockCount: new UREncoder(resource, fragment).fragmentsLength,
    codeAt: remembered(partAt),
    collect() {
      const decoder = new URDecoder();
      return {
        take(code) {
          decoder.receivePart(code);
          return decoder.isSuccess() ? decoder.resultUR().decodeCBOR() : null;
        },
      };
    },
  };
}
