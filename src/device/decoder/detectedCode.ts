import type { Outline } from '../../activation/detection.ts';

/** One code in a picture. */
export interface DetectedCode {
  /** Null when the code was detected but not read. Never empty. */
  readonly text: string | null;
  /** Its corners, as fractions of the picture's width and height. */
  readonly outline: Outline;
}

/** @returns the text of each code that was read */
export function textsOf(detectedCodes: readonly DetectedCode[]): readonly string[] {
  return detectedCodes.flatMap(({ text }) => (text === null ? [] : [text]));
}

/** @returns outline of a code that was read, else of one that was only detected; null when there is none */
export function outlineOf(detectedCodes: readonly DetectedCode[]): Outline | null {
  return (detectedCodes.find(({ text }) => text !== null) ?? detectedCodes[0])?.outline ?? null;
}
