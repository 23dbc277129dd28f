import { toInstant } from '../documents/instant.ts';
import type { LicenseFields } from '../documents/license.ts';
import type { LicenseRequest } from '../documents/request.ts';
import type { RefusalCode, RefusalDetails } from '../refusal.ts';
import { type Placement, placeMachine, type TakenSeat } from './sameMachine.ts';
import { type LicenseTypeRule, licenseDates } from './terms.ts';

export interface ProductRules {
  readonly id: string;
  /** How many of a license's bindings a machine must show, 1 to 5. */
  readonly requiredBindings: number;
  readonly licenseTypes: readonly LicenseTypeRule[];
}

/** A serial number as the vendor's store knows it. */
export interface SerialGrant {
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

export interface IssueOrder {
  readonly request: LicenseRequest;
  /** Id of the license type that was asked for. */
  readonly licenseType: string;
  /** `none` when no serial number was sent, `unknown` when the store does not know it. */
  readonly serial: SerialGrant | 'none' | 'unknown';
  readonly holder: string;
  /** Seats of the serial number that are taken; of no account for a type without one. */
  readonly seatsTaken: number;
  /**
   * Seats of the same serial number (for a type without one: of the same type) that the installation sits on, or that
   * share at least one binding with the request; the most alike first.
   */
  readonly seats: readonly TakenSeat[];
  /** The person knows that the machine has changed, and what becomes of its seat. */
  readonly confirmChange: boolean;
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

export type IssueDecision = (
  | {
      readonly outcome: 'issued';
      readonly fields: LicenseFields;
      /** Null: takes a seat. Otherwise the seat that it goes on using. */
      readonly replaces: TakenSeat | null;
      /** That seat's machine is past the tolerance: whether it may move once more is still to be asked. */
      readonly moves: boolean;
    }
  | IssueRefused
) & {
  /** A seat whose machine changed, and now the hardware from before asks again: two machines with one identity. */
  readonly twin: TakenSeat | null;
};

export interface IssueRefused {
  readonly outcome: 'refused';
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
}

/**
 * Decides whether a request gets a license, and which. It reads no clock, draws no random numbers and stores nothing, so
 * that it can be asked inside a transaction, and at a desk, with the same answer.
 *
 * @returns refusals: `product-other`, `license-type-unknown`, `serial-required`, `serial-refused` (unknown, blocked and of
 *   another product alike), `license-type-not-covered`, `serial-expired`, `seats-exhausted` with `seats` and, for a
 *   machine too much changed, `changed`; `machine-changed` with `changed`, `seat` (`moves` or `another`) and `seatsLeft`,
 *   unless that is confirmed
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
  if (refusal) return { ...refusal, twin: null };
  const serial = needsSerial && typeof order.serial !== 'string' ? order.serial : null;
  const placement = placeMachine(request.bindings, order.seats, product.requiredBindings);
  const { seat: replaces, twin } = placement;
  const objection = serial && checkSeat(order, serial, placement);
  if (objection) return { ...objection, twin };
  const fields = fieldsOf(order, context, type, serial, replaces);
  return { outcome: 'issued', fields, replaces, moves: placement.kind === 'moves', twin };
}

/** Where seats are limited, nobody shall lose one without knowing. */
function checkSeat(order: IssueOrder, serial: SerialGrant, { kind, seat, changed }: Placement): IssueRefused | null {
  const { seats } = serial;
  const isChanged = changed.length > 0;
  if (!seat && order.seatsTaken >= seats) return refused('seats-exhausted', { seats, ...(isChanged && { changed }) });
  if (!isChanged || order.confirmChange) return null;
  if (kind === 'moves') return refused('machine-changed', { changed, seat: 'moves' });
  return refused('machine-changed', { changed, seat: 'another', seatsLeft: seats - order.seatsTaken });
}

/** Whoever guesses serial numbers learns nothing from the answer: unknown, blocked and foreign are one. */
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
  serial: SerialGrant | null,
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

function refused(code: RefusalCode, details: RefusalDetails = {}): IssueRefused & { readonly twin: null } {
  return { outcome: 'refused', code, details, twin: null };
}
