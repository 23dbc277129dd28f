import type { ScannedKind } from '../../documents/keyboard/retype.ts';
import { Refusal } from '../../refusal.ts';
import { textToBytes } from '../alphabet.ts';
import { readFrame } from '../frame.ts';
import { frameTextIn } from '../link.ts';

/** How frames of both forms begin. */
const anyBeginning = /^\$(?:3X|..[0-9]{100})/;
/** Characters that cannot be known are U+FFFD. */
const anyCharacters = /^[0-9A-Z$*+:\ufffd-]{24,}$/;

/** A link or the text of a frame, whose checksum holds. */
export const scannedFrame: ScannedKind = {
  alphabet: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~:/?#@!$&()*+,;=%',
  read: (text) => intactFrameIn(text) ?? intactFrameIn(fromMark(text)),
  resembles(text) {
    const frame = fromMark(text.replace(/\s/g, ''));
    return anyBeginning.test(frame) && anyCharacters.test(frame);
  },
};

/** Where AltGr types the #, it may be missing; no host has a $. */
function fromMark(text: string): string {
  return text.slice(Math.max(0, text.indexOf('$', text.lastIndexOf('#') + 1)));
}

/** @returns the text of the frame in a text, as `frameTextIn`, if its checksum holds; else null */
export function intactFrameIn(text: string): string | null {
  const frame = frameTextIn(text);
  const bytes = frame === null ? null : textToBytes(frame);
  if (!bytes) return null;
  try {
    readFrame(bytes);
    return frame;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === 'frame-damaged' ? null : frame;
  }
}
