import { surveyThisMachine } from '../hardware/survey.ts';
import { thisHost } from '../installed/host.ts';
import type { ProductProfile } from '../installed/installedProduct.ts';
import { type InstalledReading, readInstalled } from '../installed/readInstalled.ts';
import { decodeBase64 } from '../src/crypto/base64.ts';
import type { Binding } from '../src/documents/bindings.ts';
import { toInstant } from '../src/documents/instant.ts';
import { daysUntil, lastDayOf } from '../src/documents/lastDay.ts';
import type { Entitlement } from '../src/documents/license.ts';
import { identifyMachine } from '../src/machine/identity.ts';
import type { RefusalCode, RefusalDetails } from '../src/refusal.ts';
import { entitlementOf, hasFeature } from '../src/verify/entitlements.ts';
import type { VerifiedLicense } from '../src/verify/license.ts';
import { messageOf } from './messages.ts';

export type { Binding, BindingComponent } from '../src/documents/bindings.ts';
export type { Entitlement } from '../src/documents/license.ts';
export type { RefusalCode, RefusalDetails } from '../src/refusal.ts';
export type { VerifiedLicense } from '../src/verify/license.ts';

/** The vendor profile, as in `vendor.json`; more fields may be there. */
export interface InstalledProfile extends ProductProfile {
  readonly product: { readonly id: string; readonly name?: string };
}

export interface InstalledOptions {
  /** The vendor profile that is part of your product: as an object, or the text of `vendor.json`. */
  readonly profile: InstalledProfile | string;
  /** File from which the product reads its license; by default the profile's `licenseFile` for this system. */
  readonly licenseFile?: string;
  /** When this version of the product was built. */
  readonly built?: Date;
  /** Days after its end for which the product may run; 0 by default. */
  readonly graceDays?: number;
  /** Days before its end from which a license expires soon; 30 by default. */
  readonly warnDays?: number;
  /** The clock; by default the machine's. */
  readonly now?: Date;
  /** Whether a license file may have been damaged on its way, where people put it there by hand; false by default. */
  readonly heal?: boolean;
  /** Bindings of this machine, if you have identified it before; by default it is identified now, which may take seconds. */
  readonly bindings?: readonly Binding[];
  /** Language of `message`, such as `de`; by default the system's. English where there are no texts. */
  readonly language?: string;
}

interface Found {
  /** Where the license was found, or where it belongs; null if that is unknown. */
  readonly path: string | null;
  /**
   * Whether keyset and time could be stored for the next start. Without that the license is judged as well, but a clock
   * that is set back later goes unnoticed.
   */
  readonly kept: boolean;
  /** What to show to the person, one or two sentences; empty while the license is active and nothing is due. */
  readonly message: string;
  /** @returns whether the license is valid and has the feature */
  has(feature: string): boolean;
  /** @returns the entitlement, if the license is valid and has one that has not ended; else null */
  entitlement(namespace: string, tag: string): Entitlement | null;
}

/** A license that lets the product run, in one of four states. */
export interface AcceptedLicense extends Found {
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
export interface RefusedLicense extends Found {
  readonly state: 'refused';
  readonly license: null;
  /** Stable: the codes of docs/format.md, section Verifying, and `license-missing`, `license-returned`, `stored-unreadable`. */
  readonly code: RefusalCode;
  /** Facts about the refusal. */
  readonly details: RefusalDetails;
  readonly features: readonly [];
  readonly renewalDue: false;
  readonly daysLeft: null;
  readonly lastDay: null;
}

export type InstalledLicense = AcceptedLicense | RefusedLicense;

/**
 * Reads the license that is installed for a product on this machine, and verifies it. It reads what `keyferry machine` and
 * the wizard stored and what was put beside the license file, chooses the best license, and stores the newest keyset and
 * the time by itself in the places that docs/operations.md lists. For Node and the main process of Electron.
 *
 * @returns the state, and the license unless it is refused. The content of files, missing rights and full disks never
 *   make it throw
 * @throws TypeError when the profile is not the vendor's: not JSON, or a root key is not 32 bytes in base64
 */
export function readInstalledLicense(options: InstalledOptions): InstalledLicense {
  const profile = profileIn(options.profile);
  const { built, licenseFile, heal = false, now = new Date(), graceDays = 0, warnDays = 30 } = options;
  const reading = readInstalled({
    profile,
    host: thisHost(),
    now,
    built: built && toInstant(built),
    graceDays,
    warnDays,
    licenseFile,
    heal,
    bindings: () => options.bindings ?? identifyMachine(profile.product.id, surveyThisMachine()).shown,
  });
  return resultOf(reading, profile, now, options.language);
}

function profileIn(given: InstalledOptions['profile']): InstalledProfile {
  const profile: InstalledProfile = typeof given === 'string' ? parsed(given) : given;
  for (const key of profile.rootKeys) {
    if (decodeBase64(key)?.length !== 32)
      throw new TypeError('A root key of the vendor profile is not 32 bytes in base64.');
  }
  return profile;
}

function parsed(json: string): InstalledProfile {
  try {
    return JSON.parse(json);
  } catch {
    throw new TypeError('The vendor profile is not JSON.');
  }
}

function resultOf(
  { state, path, isKept: kept }: InstalledReading,
  { product }: InstalledProfile,
  clock: Date,
  language: string | undefined,
): InstalledLicense {
  const message = messageOf(state, product.name ?? product.id, clock, language);
  if (state.state === 'refused') {
    const { code, details } = state;
    const nothing = { license: null, features: [], renewalDue: false, daysLeft: null, lastDay: null } as const;
    return {
      state: 'refused',
      code,
      details,
      ...nothing,
      path,
      kept,
      message,
      has: () => false,
      entitlement: () => null,
    };
  }
  const { license } = state;
  const now = state.state === 'clock-suspect' ? new Date(state.floor) : clock;
  const { features, stopDate, updateDate } = license;
  return {
    state: state.state,
    license,
    code: null,
    details: {},
    features,
    renewalDue: updateDate !== undefined && toInstant(now) >= updateDate,
    daysLeft: stopDate === undefined ? null : daysUntil(stopDate, now),
    lastDay: stopDate === undefined ? null : lastDayOf(stopDate).day,
    path,
    kept,
    message,
    has: (feature) => hasFeature(license, feature),
    entitlement: (namespace, tag) => entitlementOf(license, namespace, tag, now),
  };
}
