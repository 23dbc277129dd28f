import type { VendorProfile } from '../contract/profile.ts';
import { Refusal } from '../refusal.ts';

/** The profiles of a page: its main product's first, each of another product. */
export type Profiles = readonly [VendorProfile, ...VendorProfile[]];

/** The profiles as they stand in a page, JSON texts. */
export interface ProfileTexts {
  /** In `<script id="vendor">`. */
  readonly main: string;
  /** The array in `<script id="other-products">`; null when there is none: the page has one product. */
  readonly others: string | null;
}

/**
 * Reads the profiles of a packed page without the rules, which are much code: packing has applied them. Whoever changed a
 * profile afterwards is told by `readProfiles` in `profile.ts`, which applies them again once the first screen is drawn.
 *
 * @throws Refusal `profile-invalid` when it is not JSON at all
 */
export function readPackedProfiles({ main, others }: ProfileTexts): Profiles {
  try {
    return [JSON.parse(main), ...(others === null ? [] : JSON.parse(others))];
  } catch {
    throw new Refusal('profile-invalid', { path: '', fault: 'not JSON', kind: 'json' });
  }
}

/** @returns whether a license of the type can be renewed: all but a trial */
export function isRenewable({ licenseTypes }: Pick<VendorProfile, 'licenseTypes'>, licenseType: string): boolean {
  return licenseTypes.find(({ id }) => id === licenseType)?.trial !== true;
}
