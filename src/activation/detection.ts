/** A point in the camera's picture: 0 to 1 of its width and height. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The four corners of a code, in order around it. */
export type Outline = readonly [Point, Point, Point, Point];

/** What one picture of the camera showed. */
export interface Detection {
  /** Text of each code that was read. */
  readonly texts: readonly string[];
  /** Where codes were read, or one was seen that was not. */
  readonly outlines: readonly Outline[];
}
