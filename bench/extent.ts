/** How much is measured. */
export interface Extent {
  readonly quick: boolean;
  /** Fraction of the trials of a complete run, 0 to 1. */
  readonly part: number;
}

export const complete: Extent = { quick: false, part: 1 };
export const quick: Extent = { quick: true, part: 0.1 };
