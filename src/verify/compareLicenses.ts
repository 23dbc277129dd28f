import type { Entitlement, LicenseFields } from '../documents/license.ts';
import { byRank } from './betterLicense.ts';

/** The facts of a license by which a person decides. */
export type LicenseSummary = Pick<
  LicenseFields,
  'licenseId' | 'licenseType' | 'holder' | 'features' | 'stopDate' | 'issuedAt'
>;

/** In which respect a license is worse than the installed one. */
export type WorseIn = 'type' | 'features' | 'end';

/** A license that is offered beside the one that is installed, for a person or a script to decide. */
export interface LicenseComparison {
  readonly installed: LicenseSummary;
  readonly offered: LicenseSummary;
  /**
   * In which respects the offered one is worse. Types have no order: another type counts as worse, unless it brings all
   * features of the installed one and more.
   */
  readonly worse: readonly WorseIn[];
  /** Features and entitlements (`NAMESPACE TAG`) that would be lost. */
  readonly lost: readonly string[];
}

/**
 * What to do with an offered license where another one is installed, both valid on this machine:
 *
 * - `install`: nothing gets worse, or it is the same license
 * - `ask`: it is newer, but worse: a person decides
 * - `keep`: the installed one is better by the rule of `betterLicense.ts`; the offered one is not used
 */
export type Replacement = 'install' | 'ask' | 'keep';

/** @param offered @param installed both valid on this machine, now, without grace */
export function decideReplacement(
  offered: LicenseFields,
  installed: LicenseFields,
): { readonly replacement: Replacement; readonly comparison: LicenseComparison } {
  const comparison = compareLicenses(offered, installed);
  if (offered.licenseId === installed.licenseId) return { replacement: 'install', comparison };
  const order = byRank({ license: offered, hasEnded: false }, { license: installed, hasEnded: false });
  if (order > 0) return { replacement: 'keep', comparison };
  return { replacement: comparison.worse.length > 0 ? 'ask' : 'install', comparison };
}

/** Compares what two licenses grant, whichever is newer. */
export function compareLicenses(offered: LicenseFields, installed: LicenseFields): LicenseComparison {
  const lost = lostRights(offered, installed);
  const isUpgrade = lost.length === 0 && lostRights(installed, offered).length > 0;
  const isWorse: Record<WorseIn, boolean> = {
    type: offered.licenseType !== installed.licenseType && !isUpgrade,
    features: lost.length > 0,
    end: endsEarlier(offered.stopDate, installed.stopDate),
  };
  return {
    installed: summaryOf(installed),
    offered: summaryOf(offered),
    worse: (['type', 'features', 'end'] as const).filter((respect) => isWorse[respect]),
    lost,
  };
}

/** A feature that only repeats the type's id, as where a catalog lists none, is no right of its own. */
function lostRights(offered: LicenseFields, installed: LicenseFields): readonly string[] {
  const features = installed.features.filter(
    (feature) => feature !== installed.licenseType && !offered.features.includes(feature),
  );
  const entitlements = installed.entitlements.filter(
    (one) => !offered.entitlements.some((other) => covers(other, one)),
  );
  return [...features, ...entitlements.map(({ namespace, tag }) => `${namespace} ${tag}`)];
}

function covers(offered: Entitlement, installed: Entitlement): boolean {
  const isSame =
    offered.namespace === installed.namespace && offered.tag === installed.tag && offered.type === installed.type;
  return isSame && !endsEarlier(offered.validTo, installed.validTo);
}

/** Instants have one spelling, so that text order is time order; undefined: no end. */
function endsEarlier(offered: string | undefined, installed: string | undefined): boolean {
  return offered !== undefined && (installed === undefined || offered < installed);
}

function summaryOf({ licenseId, licenseType, holder, features, stopDate, issuedAt }: LicenseFields): LicenseSummary {
  return { licenseId, licenseType, holder, features, issuedAt, ...(stopDate !== undefined && { stopDate }) };
}
