import { Refusal } from '../refusal.ts';
import { bytesToText } from './alphabet.ts';
import { type Code, codeFor, codeOfFrame, digitRoomIn } from './code.ts';
import { symbolCountOf, symbolNumbers, symbolOf } from './fountain/symbols.ts';
import { filledRoom, longestSymbol, mostSymbols, shortestSymbol, streamIdOf, writeFilledFrame } from './frame.ts';
import { packParcel } from './packParcel.ts';
import type { Parcel } from './parcel.ts';

/** Symbols per code. A sender that starts with one of them fills codes of {@link versionAt}. */
export const densities = [1, 2, 3, 5, 7, 12] as const;

/** The QR version that so many symbols fill. */
const versionAt = new Map<number, number>([
  [1, 10],
  [2, 15],
  [3, 20],
  [5, 25],
  [7, 30],
  [12, 40],
]);
/** Ordinary phones read it from ordinary screens. */
export const defaultDensity = 5;

/** Makes the codes of one parcel. */
export interface Sender {
  /** The parcel in a single code; null when it takes several. */
  readonly whole: Code | null;
  /** Bytes of a symbol, the same in all codes. */
  readonly symbolLength: number;
  /** K: this many independent symbols restore the parcel. */
  readonly symbolCount: number;
  /** @param density symbols per code @returns number of codes that hold the parcel once */
  pageCount(density: number): number;
  /**
   * Makes one code of the endless sequence. The density may change at any time; receivers lose nothing.
   *
   * @param first number of the first symbol, from 0; after 16,777,215 it restarts
   * @param density symbols in this code, from 1
   * @throws Refusal `parcel-too-large`: more symbols, or a longer address, than a code holds. Of a sender that starts with 1 to 3
   *   symbols, at least 7 fit beside an address of up to 600 characters; of others, those that they start with
   */
  code(first: number, density: number): Code;
  /** @returns a sender of the same parcel whose symbols fill the codes of another density; receivers collect them apart */
  startingAt(density: number): Sender;
}

/**
 * Creates the codes of a parcel.
 *
 * @param content a parcel, or its container from `packParcel`
 * @param pageUrl address of the page that each code opens on a phone
 * @param density symbols per code that it starts with, one of {@link densities}: its symbols fill codes of that density
 * @throws Refusal `parcel-too-large`: above 256 KiB
 */
export function createSender(content: Parcel | Uint8Array, pageUrl: string, density: number = defaultDensity): Sender {
  const container = content instanceof Uint8Array ? content : packParcel(content);
  return senderOf(container, { pageUrl, density, whole: wholeCode(container, pageUrl) });
}

interface CodeChoices {
  readonly pageUrl: string;
  readonly density: number;
  readonly whole: Code | null;
}

function senderOf(container: Uint8Array, choices: CodeChoices): Sender {
  const { pageUrl, whole } = choices;
  const streamId = streamIdOf(container);
  const symbolLength = symbolLengthFor(container.length, choices);
  const symbolCount = symbolCountOf(container.length, symbolLength);
  return {
    whole,
    symbolLength,
    symbolCount,
    pageCount: (density) => Math.ceil(symbolCount / density),
    code(first, density) {
      const firstSymbol = first % (symbolNumbers - density);
      const payload = new Uint8Array(density * symbolLength);
      for (let at = 0; at < density; at++) {
        payload.set(symbolOf(container, streamId, firstSymbol + at, symbolLength), at * symbolLength);
      }
      const frame = { streamId, totalLength: container.length, firstSymbol, payload, symbolLength };
      return codeOfFrame(bytesToText(writeFilledFrame(frame)), pageUrl);
    },
    startingAt: (density) => senderOf(container, { ...choices, density }),
  };
}

/**
 * @returns bytes of a symbol, of which so many fill a code beside the address. Few codes share a short transfer evenly; a very
 *   long one takes larger codes
 */
function symbolLengthFor(totalLength: number, { pageUrl, density }: CodeChoices): number {
  const room = filledRoom(digitRoomIn(pageUrl, versionAt.get(density) ?? 40));
  const least = Math.max(shortestSymbol, Math.ceil(totalLength / mostSymbols));
  const most = Math.min(longestSymbol, Math.max(least, Math.floor(room / density)));
  const codes = Math.ceil(totalLength / (most * density));
  return Math.max(least, Math.ceil(totalLength / (codes * density)));
}

function wholeCode(container: Uint8Array, pageUrl: string): Code | null {
  try {
    return codeFor(container, pageUrl);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'parcel-too-large') return null;
    throw error;
  }
}
