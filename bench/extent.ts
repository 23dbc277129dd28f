/** How much is measured. */
export interface Extent {
  readonly quick: boolean;
  /** Fraction of the trials of a complete run, 0 to 1. */
  readonly part: number;
  /** Whether stores of ten million activations are measured, which takes an hour and 60 GB. */
  readonly huge?: boolean;
}

export const complete: Extent = { quick: false, part: 1 };
export const quick: Extent = { quick: true, part: 0.1 };
