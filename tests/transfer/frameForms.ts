import { bytesToText, textToBytes } from '../../src/transfer/alphabet.ts';
import { codeOfFrame } from '../../src/transfer/code.ts';
import { symbolCountOf, symbolOf } from '../../src/transfer/fountain/symbols.ts';
import { type ReadFrame, readFrame, streamIdOf, writeFilledFrame, writeFrame } from '../../src/transfer/frame.ts';
import { frameTextIn } from '../../src/transfer/link.ts';
import { packParcel } from '../../src/transfer/packParcel.ts';
import type { Parcel } from '../../src/transfer/parcel.ts';
import { createSender, type Sender } from '../../src/transfer/sender.ts';

const symbolLength = 220;

/** Shows several codes of the first form, as senders did before there was a second. */
export function senderOfFirstForm(content: Parcel | Uint8Array, pageUrl: string): Omit<Sender, 'whole' | 'startingAt'> {
  const container = content instanceof Uint8Array ? content : packParcel(content);
  const streamId = streamIdOf(container);
  const symbolCount = symbolCountOf(container.length, symbolLength);
  return {
    symbolLength,
    symbolCount,
    pageCount: (density) => Math.ceil(symbolCount / density),
    code(firstSymbol, density) {
      const symbols = Array.from({ length: density }, (_, at) =>
        symbolOf(container, streamId, firstSymbol + at, symbolLength),
      );
      const payload = Uint8Array.from(Buffer.concat(symbols));
      const frame = writeFrame({ streamId, totalLength: container.length, firstSymbol, payload });
      return codeOfFrame(bytesToText(frame), pageUrl);
    },
  };
}

/** Senders of both forms, for tests of what holds for both. */
export const senderForms = [
  ['first', senderOfFirstForm],
  ['second', (content: Parcel | Uint8Array, pageUrl: string) => createSender(content, pageUrl)],
] as const;

/** @param text of a code @returns its frame */
export function frameIn(text: string): ReadFrame {
  return readFrame(textToBytes(frameTextIn(text) ?? '') ?? new Uint8Array());
}

/** Writes a frame in the form that its symbols have. @returns text in the transfer alphabet */
export function frameTextOf(frame: ReadFrame): string {
  return bytesToText(frame.symbolLength === symbolLength ? writeFrame(frame) : writeFilledFrame(frame));
}

/** The frame of a code with one changed byte of its symbols and a right checksum. */
export function poisoned(text: string): string {
  const frame = frameIn(text);
  const payload = frame.payload.slice();
  payload[88] = (payload[88] ?? 0) ^ 1;
  return frameTextOf({ ...frame, payload });
}
