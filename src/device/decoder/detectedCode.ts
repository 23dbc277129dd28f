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

/** @returns outlines of the codes that were read, else of one that was only detected */
export function outlinesOf(detectedCodes: readonly DetectedCode[]): readonly Outline[] {
  const read = detectedCodes.filter(({ text }) => text !== null);
  return (read.length > 0 ? read : detectedCodes.slice(0, 1)).map(({ outline }) => outline);
}
