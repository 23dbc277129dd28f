/** For pages: the license that the wizard's page of the same origin activated. */
export {
  type PageLicense,
  type PageLicenseOptions,
  type PinnedProfile,
  readPageLicense,
} from './browser/readPageLicense.ts';
export type { LicenseRights } from './rights.ts';
