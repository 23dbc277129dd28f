import type { Outline } from '../../activation/detection.ts';

/** One code in a picture. */
export interface Finding {
  /** Null when the code was seen but could not be read. Never empty. */
  readonly text: string | null;
  /** Its corners, as fractions of the picture's width and height. */
  readonly outline: Outline;
}

/** @returns the text of each code that was read */
export function textsOf(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ text }) => (text === null ? [] : [text]));
}

/** @returns where to say that a code is: one that was read goes before one that was not; null when there is none */
export function outlineOf(findings: readonly Finding[]): Outline | null {
  return (findings.find(({ text }) => text !== null) ?? findings[0])?.outline ?? null;
}
