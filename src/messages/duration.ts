/** A rounded length of time. */
export interface Duration {
  readonly count: number;
  readonly unit: 'second' | 'minute';
}

/** Seconds. Steps keep an estimate from changing all the time. */
const steps = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45] as const;

/**
 * @param seconds 0 or more
 * @returns the length rounded to a step, at least a second
 */
export function roughly(seconds: number): Duration {
  const step = steps.find((candidate) => seconds <= candidate);
  return step ? { count: step, unit: 'second' } : { count: Math.max(1, Math.round(seconds / 60)), unit: 'minute' };
}
