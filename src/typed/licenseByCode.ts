import type { Entitlement } from '../documents/license.ts';

/** A license whose machine is known by its digest and computer ID alone. The machine adds the rest from its own request. */
export interface LicenseByCodeFields {
  /** Id of the signing key, 11 base64url characters. */
  readonly keyId: string;
  readonly product: string;
  readonly licenseType: string;
  readonly features: readonly string[];
  readonly entitlements: readonly Entitlement[];
  /** 1 to 5. */
  readonly requiredBindings: number;
  /** See `machineMark`, 17 bytes. */
  readonly machineMark: Uint8Array;
  /** `*****-*****-*****-` and the last group. */
  readonly serialMasked?: string;
  /** Instants, from 2020 on. */
  readonly startDate: string;
  readonly stopDate?: string;
  readonly updateDate?: string;
  readonly initialActivationDate: string;
  readonly issuedAt: string;
  /** Line of product versions that it covers, such as `5.x`. */
  readonly licenseVersion: string;
}
