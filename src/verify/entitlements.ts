import { millisecondsOf } from '../documents/instant.ts';
import type { Entitlement, LicenseFields } from '../documents/license.ts';

/**
 * @param license of a verified license
 * @param feature name of a feature, as the vendor's catalog spells it
 */
export function hasFeature({ features }: Pick<LicenseFields, 'features'>, feature: string): boolean {
  return features.includes(feature);
}

/**
 * Finds an entitlement that has not ended. Of several with the same name, the one that ends last.
 *
 * @param license of a verified license
 * @param namespace as in the license, such as `content`
 * @param tag as in the license, such as `messier-catalog`
 * @param now where the clock is suspect, the instant that has certainly passed
 * @returns null when the license has none, or it has ended: `validTo` is exclusive, like the end of a license
 */
export function entitlementOf(
  { entitlements }: Pick<LicenseFields, 'entitlements'>,
  namespace: string,
  tag: string,
  now: Date,
): Entitlement | null {
  const endOf = ({ validTo }: Entitlement) =>
    validTo === undefined ? Number.POSITIVE_INFINITY : millisecondsOf(validTo);
  const valid = entitlements.filter(
    (one) => one.namespace === namespace && one.tag === tag && now.getTime() < endOf(one),
  );
  return valid.reduce<Entitlement | null>((best, one) => (best && endOf(best) >= endOf(one) ? best : one), null);
}
