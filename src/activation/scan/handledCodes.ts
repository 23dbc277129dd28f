import { transferOf } from '../../transfer/receiver.ts';

/** Milliseconds for which a code may be out of sight and still is the same look at it. */
const away = 3000;

/** Codes that were dealt with: one that stays in the camera's view is not taken in, counted or announced again. */
export interface HandledCodes {
  /** @returns whether the code, or another one of its transfer, was dealt with and has stayed in view since */
  includes(text: string): boolean;
  /** Notes that a code was dealt with. */
  add(text: string): void;
}

/** @param now milliseconds */
export function createHandledCodes(now: () => number): HandledCodes {
  const seen = new Map<string, number>();
  // The codes of one transfer change while they are shown.
  const keyOf = (text: string) => transferOf(text) ?? text;

  return {
    includes(text) {
      const key = keyOf(text);
      const before = seen.get(key);
      if (before === undefined) return false;
      seen.delete(key);
      if (now() - before >= away) return false;
      seen.set(key, now());
      return true;
    },
    add(text) {
      for (const [key, at] of seen) if (now() - at >= away) seen.delete(key);
      seen.set(keyOf(text), now());
    },
  };
}
