import type { LicenseRequest } from '../documents/request.ts';
import type { TakenSeat } from './matchSeat.ts';
import type { LicenseTypeRule, SoldTerm } from './terms.ts';

export interface ProductRules {
  readonly id: string;
  /** How many of a license's bindings a machine must show, 1 to 5. */
  readonly requiredBindings: number;
  readonly licenseTypes: readonly LicenseTypeRule[];
}

/** A serial number as the vendor's store knows it. */
export interface KnownSerial extends SoldTerm {
  readonly product: string;
  /** Id of the license type that it has now. */
  readonly licenseType: string;
  /** Ids of the types that it had before: an order for one of them gets the present one. */
  readonly formerTypes: readonly string[];
  readonly seats: number;
  readonly blocked: boolean;
  /** `*****-*****-*****-` and the last group; null for a serial number of another system, which a license does not show. */
  readonly masked: string | null;
  /** Holder of its licenses when the order names none. */
  readonly holder: string;
  /** Granted in addition to those of the license type. */
  readonly features: readonly string[];
}

export interface IssueOrder {
  readonly request: LicenseRequest;
  /** Id of the requested license type. */
  readonly licenseType: string;
  /** `none` when no serial number was sent, `unknown` when the store does not know it. */
  readonly serial: KnownSerial | 'none' | 'unknown';
  readonly holder: string;
  /** Seats of the serial number that are taken; ignored for a type without one. */
  readonly seatsTaken: number;
  /**
   * Seats of the same serial number (for a type without one: of the same type) that the installation holds or that share
   * at least one binding with the request; most similar first.
   */
  readonly seats: readonly TakenSeat[];
  /** Instant at which a trial of this type began on the machine, on whatever seat; null: it has had none, or it is no trial. */
  readonly trialSince: string | null;
  /** The person has confirmed that the machine changed and what happens to its seat. */
  readonly confirmChange: boolean;
}

/** What the decision gets from outside: rules, randomness, key and time. */
export interface IssueContext {
  readonly product: ProductRules;
  /** 128 random bits, 22 base64url characters. */
  readonly licenseId: string;
  /** Id of the key that will sign. */
  readonly keyId: string;
  readonly now: Date;
}
