import { Refusal } from '../refusal.ts';
import { bytesToText } from './alphabet.ts';
import { type Code, codeFor, codeOfFrame } from './code.ts';
import { symbolCountOf, symbolLength, symbolNumbers, symbolOf } from './fountain/symbols.ts';
import { streamIdOf, writeFrame } from './frame.ts';
import { packParcel } from './packParcel.ts';
import type { Parcel } from './parcel.ts';

/** Symbols per code: about versions 10, 15, 20, 25, 30 and 40, depending on the address of the page. */
export const densities = [1, 2, 3, 5, 7, 12] as const;

/** Makes the codes of one parcel. */
export interface Sender {
  /** The parcel in a single code; null when it takes several. */
  readonly whole: Code | null;
  /** K: this many independent symbols restore the parcel. */
  readonly symbolCount: number;
  /** @param density symbols per code @returns number of codes that hold the parcel once */
  pageCount(density: number): number;
  /**
   * Makes one code of the endless sequence. The density may change at any time; receivers lose nothing.
   *
   * @param first number of the first symbol, from 0; after 16,777,215 it restarts
   * @param density symbols in this code, 1 to 12
   */
  code(first: number, density: number): Code;
}

/**
 * Creates the codes of a parcel.
 *
 * @param content a parcel, or its container from `packParcel`
 * @param pageUrl address of the page that each code opens on a phone
 * @throws Refusal `parcel-too-large`: above 256 KiB, or an address that leaves no room in a code
 */
export function createSender(content: Parcel | Uint8Array, pageUrl: string): Sender {
  const container = content instanceof Uint8Array ? content : packParcel(content);
  const streamId = streamIdOf(container);
  const symbolCount = symbolCountOf(container.length);
  return {
    whole: wholeCode(container, pageUrl),
    symbolCount,
    pageCount: (density) => Math.ceil(symbolCount / density),
    code(first, density) {
      const firstSymbol = first % (symbolNumbers - density);
      const payload = new Uint8Array(density * symbolLength);
      for (let at = 0; at < density; at++) {
        payload.set(symbolOf(container, streamId, firstSymbol + at), at * symbolLength);
      }
      const frame = writeFrame({ streamId, totalLength: container.length, firstSymbol, payload });
      return codeOfFrame(bytesToText(frame), pageUrl);
    },
  };
}

function wholeCode(container: Uint8Array, pageUrl: string): Code | null {
  try {
    return codeFor(container, pageUrl);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'parcel-too-large') return null;
    throw error;
  }
}
