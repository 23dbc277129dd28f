import type { ScanView } from '../../activation/scan/scanView.ts';

/**
 * The progress in steps that are worth reading out.
 *
 * @returns 0, 25, 50 or 75 percent; the next screen announces completion
 */
export function milestoneOf(parts: ScanView['parts']): 0 | 25 | 50 | 75 {
  const share = parts && parts.needed > 0 ? parts.received / parts.needed : 0;
  if (share >= 0.75) return 75;
  if (share >= 0.5) return 50;
  return share >= 0.25 ? 25 : 0;
}
