import { millisecondsOf } from '../src/documents/instant.ts';
import { daysUntil } from '../src/documents/lastDay.ts';
import type { Entitlement } from '../src/documents/license.ts';
import { entitlementOf, hasFeature } from '../src/verify/entitlements.ts';
import type { LicenseState } from '../src/verify/licenseState.ts';

/** What a license grants now, asked by name. A refused license grants nothing. */
export interface LicenseRights {
  /** Days until the license ends, rounded up; 0 in grace; null without an end, and when it is refused. */
  readonly daysLeft: number | null;
  /** Names of the features; none when it is refused. */
  readonly features: readonly string[];
  /** @param feature as the vendor's catalog spells it */
  has(feature: string): boolean;
  /** @returns the entitlement with this name that has not ended; null when there is none */
  entitlement(namespace: string, tag: string): Entitlement | null;
}

/**
 * @param state from `checkLicense`
 * @param now the machine's clock; where it is suspect, the latest instant that has certainly passed counts instead
 */
export function rightsOf(state: LicenseState, now: Date): LicenseRights {
  if (state.state === 'refused') return { daysLeft: null, features: [], has: () => false, entitlement: () => null };
  const { license } = state;
  const passed = state.state === 'clock-suspect' ? new Date(millisecondsOf(state.floor)) : now;
  return {
    daysLeft: license.stopDate === undefined ? null : daysUntil(license.stopDate, passed),
    features: license.features,
    has: (feature) => hasFeature(license, feature),
    entitlement: (namespace, tag) => entitlementOf(license, namespace, tag, passed),
  };
}
