import { toInstant } from '../documents/instant.ts';
import type { LicenseFields } from '../documents/license.ts';
import type { LicenseRequest } from '../documents/request.ts';
import type { RefusalCode, RefusalDetails } from '../refusal.ts';
import { matchSeat, type SeatMatch, type TakenSeat } from './matchSeat.ts';
import { type LicenseTypeRule, licenseDates } from './terms.ts';

export interface ProductRules {
  readonly id: string;
  /** How many of a license's bindings a machine must show, 1 to 5. */
  readonly requiredBindings: number;
  readonly licenseTypes: readonly LicenseTypeRule[];
}

/** A serial number as the vendor's store knows it. */
export interface KnownSerial {
  readonly product: string;
  /** Ids of the license types that it covers. */
  readonly licenseTypes: readonly string[];
  readonly seats: number;
  readonly blocked: boolean;
  /** `*****-*****-*****-` and the last group; null for a serial number of another system, which a license does not show. */
  readonly masked: string | null;
  /** Holder of its licenses when the order names none. */
  readonly holder: string;
  /** Granted in addition to those of the license type. */
  readonly features: readonly string[];
  /** Days after which a license ends; overrides the license type. */
  readonly termDays?: number;
  /** Instant from which it yields no more licenses, and at which its licenses end. */
  readonly expiresAt?: string;
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

export type IssueDecision = (
  | {
      readonly outcome: 'issued';
      readonly fields: LicenseFields;
      /** The seat that the machine keeps using; null when it takes a new one. */
      readonly replaces: TakenSeat | null;
      /** The hardware differs by more than the tolerance: the caller checks whether the seat may move again. */
      readonly moves: boolean;
    }
  | IssueRefused
) & {
  /** A seat that two machines with one identity seem to use; see {@link SeatMatch}. */
  readonly duplicate: TakenSeat | null;
};

export interface IssueRefused {
  readonly outcome: 'refused';
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
}

/**
 * Decides whether a request gets a license, and which. Reads no clock, draws no random numbers and stores nothing, so
 * that the service, in a transaction, and the command line tool get the same answer.
 *
 * @returns refusals: `product-other`, `license-type-unknown`, `serial-required`, `serial-refused` (unknown, blocked or of
 *   another product), `license-type-not-covered`, `serial-expired`, `seats-exhausted` with `seats` and, for a
 *   machine that changed too much, `changed`; `machine-changed` with `changed`, `seat` (`moves` or `another`) and
 *   `seatsLeft`, unless the order confirms the change
 */
export function decideIssue(order: IssueOrder, context: IssueContext): IssueDecision {
  const { request } = order;
  const { product } = context;
  if (request.product !== product.id) {
    return refused('product-other', { expected: product.id, found: request.product });
  }
  const type = product.licenseTypes.find(({ id }) => id === order.licenseType);
  if (!type)
    return refused('license-type-unknown', {
      found: order.licenseType,
      licenseTypes: product.licenseTypes.map(({ id }) => id),
    });
  const needsSerial = type.serialNumber === 'required';
  const refusal = needsSerial ? checkSerial(order, context) : null;
  if (refusal) return { ...refusal, duplicate: null };
  const serial = needsSerial && typeof order.serial !== 'string' ? order.serial : null;
  const match = matchSeat(request.bindings, order.seats, product.requiredBindings);
  const { seat: replaces, duplicate } = match;
  const objection = serial && checkSeat(order, serial, match);
  if (objection) return { ...objection, duplicate };
  const fields = fieldsOf(order, context, type, serial, replaces);
  return { outcome: 'issued', fields, replaces, moves: match.kind === 'moves', duplicate };
}

/** Where seats are limited, taking or moving one needs the person's confirmation. */
function checkSeat(order: IssueOrder, serial: KnownSerial, { kind, seat, changed }: SeatMatch): IssueRefused | null {
  const { seats } = serial;
  const isChanged = changed.length > 0;
  if (!seat && order.seatsTaken >= seats) return refused('seats-exhausted', { seats, ...(isChanged && { changed }) });
  if (!isChanged || order.confirmChange) return null;
  if (kind === 'moves') return refused('machine-changed', { changed, seat: 'moves' });
  return refused('machine-changed', { changed, seat: 'another', seatsLeft: seats - order.seatsTaken });
}

/** Unknown, blocked and foreign serial numbers get one code, so that guessing reveals nothing. */
function checkSerial({ serial, licenseType }: IssueOrder, { product, now }: IssueContext): IssueRefused | null {
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

function fieldsOf(
  { request, holder }: IssueOrder,
  { product, licenseId, keyId, now }: IssueContext,
  type: LicenseTypeRule,
  serial: KnownSerial | null,
  replaces: TakenSeat | null,
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
    ...(serial?.masked && { serialMasked: serial.masked }),
    ...licenseDates({ ...type, ...(serial?.termDays && { validForDays: serial.termDays }) }, now, serial?.expiresAt),
    initialActivationDate: replaces?.initialActivationDate ?? issuedAt,
    issuedAt,
    licenseVersion: versionLine(request.productVersion),
    clientProvidedVersion: request.productVersion,
  };
}

/** `5.2.1` belongs to the line `5.x`; a version that does not begin with a number is its own line. */
function versionLine(version: string): string {
  const major = /^(\d+)\./.exec(version)?.[1];
  return major === undefined ? version : `${major}.x`;
}

function refused(code: RefusalCode, details: RefusalDetails = {}): IssueRefused & { readonly duplicate: null } {
  return { outcome: 'refused', code, details, duplicate: null };
}
