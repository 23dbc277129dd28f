import { type Binding, matchBindings } from '../documents/bindings.ts';
import { toInstant } from '../documents/instant.ts';
import type { LicenseFields } from '../documents/license.ts';
import type { LicenseRequest } from '../documents/request.ts';
import type { RefusalCode, RefusalDetails } from '../refusal.ts';
import { type LicenseTypeRule, licenseDates } from './terms.ts';

export interface ProductRules {
  readonly id: string;
  /** How many of a license's bindings a machine must show, 1 to 5. */
  readonly requiredBindings: number;
  readonly licenseTypes: readonly LicenseTypeRule[];
}

/** A serial number as the vendor's store knows it. */
export interface SerialRecord {
  readonly product: string;
  /** Ids of the license types that it is good for. */
  readonly licenseTypes: readonly string[];
  readonly seats: number;
  readonly blocked: boolean;
  /** `*****-*****-*****-` and the last group. */
  readonly masked: string;
  /** Whom its licenses name when the order names nobody. */
  readonly holder: string;
  /** Granted beyond those of the license type. */
  readonly features: readonly string[];
  /** Days after which a license ends, in place of those of the license type. */
  readonly termDays?: number;
  /** Instant from which it yields no more licenses, and at which those that it yields end. */
  readonly expiresAt?: string;
}

/** A license given out before, for a machine that may be this one. */
export interface EarlierActivation {
  readonly licenseId: string;
  /** Raw Ed25519 public key, 32 bytes. */
  readonly installationKey: Uint8Array;
  readonly bindings: readonly Binding[];
  /** Instant. */
  readonly initialActivationDate: string;
}

export interface IssueOrder {
  readonly request: LicenseRequest;
  /** Id of the license type that was asked for. */
  readonly licenseType: string;
  /** `none` when no serial number was sent, `unknown` when the store does not know it. */
  readonly serial: SerialRecord | 'none' | 'unknown';
  readonly holder: string;
  /** Seats of the serial number that are taken; of no account for a type without one. */
  readonly seatsTaken: number;
  /**
   * Activations under the same serial number (for a type without one: of the same type) that hold a seat and share the
   * installation key or at least one binding with the request.
   */
  readonly earlier: readonly EarlierActivation[];
}

/** What the decision may not make up itself. */
export interface IssueContext {
  readonly product: ProductRules;
  /** 128 random bits, 22 base64url characters. */
  readonly licenseId: string;
  /** Id of the key that will sign. */
  readonly keyId: string;
  readonly now: Date;
}

export type IssueDecision =
  | {
      readonly outcome: 'issued';
      readonly fields: LicenseFields;
      /** Null: takes a seat. Otherwise the activation whose seat it goes on using. */
      readonly replaces: EarlierActivation | null;
    }
  | { readonly outcome: 'refused'; readonly code: RefusalCode; readonly details: RefusalDetails };

type Refused = Extract<IssueDecision, { outcome: 'refused' }>;

/**
 * Decides whether a request gets a license, and which. It reads no clock, draws no random numbers and stores nothing, so
 * that it can be asked inside a transaction, and at a desk, with the same answer.
 *
 * @returns refusals: `product-other`, `license-type-unknown`, `serial-required`, `serial-refused` (unknown, blocked and of
 *   another product alike), `license-type-not-covered`, `serial-expired`, `seats-exhausted` with `seats`
 */
export function decideIssue(order: IssueOrder, context: IssueContext): IssueDecision {
  const { request } = order;
  const { product } = context;
  if (request.product !== product.id) {
    return refused('product-other', { expected: product.id, found: request.product });
  }
  const type = product.licenseTypes.find(({ id }) => id === order.licenseType);
  if (!type) return refused('license-type-unknown', { licenseTypes: product.licenseTypes.map(({ id }) => id) });
  const needsSerial = type.serialNumber === 'required';
  const refusal = needsSerial ? checkSerial(order, context) : null;
  if (refusal) return refusal;
  const serial = needsSerial && typeof order.serial !== 'string' ? order.serial : null;
  const replaces = findSameMachine(order, product.requiredBindings);
  if (serial && !replaces && order.seatsTaken >= serial.seats) {
    return refused('seats-exhausted', { seats: serial.seats });
  }
  return { outcome: 'issued', fields: fieldsOf(order, context, type, serial, replaces), replaces };
}

/** Whoever guesses serial numbers learns nothing from the answer: unknown, blocked and foreign are one. */
function checkSerial({ serial, licenseType }: IssueOrder, { product, now }: IssueContext): Refused | null {
  if (serial === 'none') return refused('serial-required');
  if (serial === 'unknown' || serial.blocked || serial.product !== product.id) return refused('serial-refused');
  if (!serial.licenseTypes.includes(licenseType)) {
    return refused('license-type-not-covered', { licenseTypes: serial.licenseTypes });
  }
  if (serial.expiresAt !== undefined && toInstant(now) >= serial.expiresAt) {
    return refused('serial-expired', { stopDate: serial.expiresAt, now: toInstant(now) });
  }
  return null;
}

/** The same installation, or the same hardware within the tolerance that a license allows: it needs no second seat. */
function findSameMachine({ request, earlier }: IssueOrder, required: number): EarlierActivation | null {
  const sameInstallation = earlier.find(({ installationKey }) =>
    installationKey.every((byte, index) => byte === request.installationKey[index]),
  );
  const sameHardware = earlier.find(({ bindings }) => isSameHardware(bindings, request.bindings, required));
  return sameInstallation ?? sameHardware ?? null;
}

/**
 * Looked at from both sides: else one activation that showed a single component, such as the install id of a cloned disk,
 * would lend its seat to every machine that names the same one beside hardware of its own.
 */
function isSameHardware(earlier: readonly Binding[], shown: readonly Binding[], required: number): boolean {
  return matchBindings(earlier, shown, required).sufficient && matchBindings(shown, earlier, required).sufficient;
}

function fieldsOf(
  { request, holder }: IssueOrder,
  { product, licenseId, keyId, now }: IssueContext,
  type: LicenseTypeRule,
  serial: SerialRecord | null,
  replaces: EarlierActivation | null,
): LicenseFields {
  const issuedAt = toInstant(now);
  return {
    licenseId,
    requestId: request.requestId,
    keyId,
    product: product.id,
    licenseType: type.id,
    holder: holder || (serial?.holder ?? ''),
    features: [...new Set([...type.features, ...(serial?.features ?? [])])],
    entitlements: type.entitlements,
    bindings: request.bindings,
    requiredBindings: product.requiredBindings,
    installationKey: request.installationKey,
    ...(serial && { serialMasked: serial.masked }),
    ...licenseDates({ ...type, ...(serial?.termDays && { validForDays: serial.termDays }) }, now, serial?.expiresAt),
    initialActivationDate: replaces?.initialActivationDate ?? issuedAt,
    issuedAt,
    licenseVersion: versionLine(request.productVersion),
    clientProvidedVersion: request.productVersion,
  };
}

/** `5.2.1` belongs to the line `5.x`; a version that does not begin with a number is a line of its own. */
function versionLine(version: string): string {
  const major = /^(\d+)\./.exec(version)?.[1];
  return major === undefined ? version : `${major}.x`;
}

function refused(code: RefusalCode, details: RefusalDetails = {}): Refused {
  return { outcome: 'refused', code, details };
}
