import type { LicenseFields } from '../documents/license.ts';

/** What decides between licenses that all verify on one machine. */
export interface RankedLicense {
  readonly license: Pick<LicenseFields, 'licenseId' | 'issuedAt' | 'stopDate'>;
  /** Whether it has ended; it is then accepted only because the product grants grace. */
  readonly hasEnded: boolean;
}

/**
 * Compares two licenses by the rule of docs/format.md: one that has not ended is better than one that has; then the one
 * issued last; then the one that ends later, or never; then the one whose id comes first in text order.
 *
 * @returns negative when `one` is better, positive when `other` is, 0 for the same license
 */
export function byRank(one: RankedLicense, other: RankedLicense): number {
  return (
    Number(one.hasEnded) - Number(other.hasEnded) ||
    inTextOrder(other.license.issuedAt, one.license.issuedAt) ||
    inTextOrder(endOf(other), endOf(one)) ||
    inTextOrder(one.license.licenseId, other.license.licenseId)
  );
}

/** @returns the better of several licenses, whatever their order */
export function bestLicense<Ranked extends RankedLicense>([first, ...others]: readonly [Ranked, ...Ranked[]]): Ranked {
  return others.reduce((best, other) => (byRank(other, best) < 0 ? other : best), first);
}

/** Comes after every instant in text order. */
const never = '~';

const endOf = ({ license }: RankedLicense) => license.stopDate ?? never;

/** Instants have one spelling, so that text order is time order. */
function inTextOrder(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
