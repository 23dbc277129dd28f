import type { ScanView } from '../../activation/scan.ts';

/**
 * How much has come in, in the steps that are worth saying aloud.
 *
 * @returns 0, 25, 50 or 75 percent; what is complete is said by the screen that follows
 */
export function milestoneOf(parts: ScanView['parts']): 0 | 25 | 50 | 75 {
  const share = parts && parts.needed > 0 ? parts.received / parts.needed : 0;
  if (share >= 0.75) return 75;
  if (share >= 0.5) return 50;
  return share >= 0.25 ? 25 : 0;
}
