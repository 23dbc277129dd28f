import { millisecondsOf } from '../src/documents/instant.ts';
import { daysUntil, lastDayOf } from '../src/documents/lastDay.ts';
import type { Entitlement } from '../src/documents/license.ts';
import type { RefusalCode, RefusalDetails } from '../src/refusal.ts';
import { entitlementOf, hasFeature } from '../src/verify/entitlements.ts';
import type { VerifiedLicense } from '../src/verify/license.ts';
import type { LicenseState } from '../src/verify/licenseState.ts';
import { messageOf } from './message.ts';

interface LicenseAnswers {
  /** What to show to the person, one or two sentences; empty while the license is active and nothing is due. */
  readonly message: string;
  /** @returns whether the license is valid and has the feature */
  has(feature: string): boolean;
  /** @returns the entitlement, if the license is valid and has one that has not ended; else null */
  entitlement(namespace: string, tag: string): Entitlement | null;
}

/** A license that lets the product run, in one of four states: see `LicenseState`. */
export interface AcceptedLicense extends LicenseAnswers {
  readonly state: 'active' | 'expires-soon' | 'grace' | 'clock-suspect';
  readonly license: VerifiedLicense;
  readonly code: null;
  readonly details: RefusalDetails;
  readonly features: readonly string[];
  /** Whether the vendor asks for a renewal now. */
  readonly renewalDue: boolean;
  /** Days until it ends, rounded up; 0 after its end, null without one. */
  readonly daysLeft: number | null;
  /** The last day on which it is valid, `YYYY-MM-DD` in the time zone of this machine; null without an end. */
  readonly lastDay: string | null;
}

/** No license, or one that is not valid here. */
export interface RefusedLicense extends LicenseAnswers {
  readonly state: 'refused';
  readonly license: null;
  /** Stable: the codes of docs/format.md, section Verifying, and `license-missing`, `stored-unreadable`, `storage-unavailable`. */
  readonly code: RefusalCode;
  /** Facts about the refusal. */
  readonly details: RefusalDetails;
  readonly features: readonly [];
  readonly renewalDue: false;
  readonly daysLeft: null;
  readonly lastDay: null;
}

/** A license as a product asks it: for its state, features and entitlements. */
export type LicenseResult = AcceptedLicense | RefusedLicense;

/**
 * Prepares a state for the product's questions.
 *
 * @param state from `checkLicense`
 * @param clock the machine's; where it is suspect, the latest instant that has certainly passed counts instead
 * @param language of `message` (BCP 47), such as `de`; the system's by default, English where there are no texts
 */
export function licenseResult(state: LicenseState, clock: Date, language?: string): LicenseResult {
  const message = messageOf(state, language);
  if (state.state === 'refused') return { ...nothing, ...state, message };
  const { license } = state;
  const { stopDate, updateDate } = license;
  const now = state.state === 'clock-suspect' ? new Date(millisecondsOf(state.floor)) : clock;
  return {
    ...{ state: state.state, license, code: null, details: {}, features: license.features, message },
    renewalDue: updateDate !== undefined && now.getTime() >= millisecondsOf(updateDate),
    daysLeft: stopDate === undefined ? null : daysUntil(stopDate, now),
    lastDay: stopDate === undefined ? null : lastDayOf(stopDate).day,
    has: (feature) => hasFeature(license, feature),
    entitlement: (namespace, tag) => entitlementOf(license, namespace, tag, now),
  };
}

const nothing = {
  license: null,
  features: [],
  renewalDue: false,
  daysLeft: null,
  lastDay: null,
  has: () => false,
  entitlement: () => null,
} as const;
