/** How much is measured. */
export interface Extent {
  readonly quick: boolean;
  /** Part of the trials that a complete run makes, 0 to 1. */
  readonly part: number;
}

export const complete: Extent = { quick: false, part: 1 };
export const quick: Extent = { quick: true, part: 0.1 };
