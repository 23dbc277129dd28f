/** For pages: the license that the wizard's page of the same origin activated. */
export { type PageLicense, type PageLicenseOptions, readPageLicense } from './browser/readPageLicense.ts';
export type { AcceptedLicense, LicenseResult, RefusedLicense } from './licenseResult.ts';
export type { LicenseProfile } from './profile.ts';
