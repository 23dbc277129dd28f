import { toInstant } from '../documents/instant.ts';
import { type LicenseFields, versionLine } from '../documents/license.ts';
import type { IssueContext, IssueOrder, KnownSerial } from './issueOrder.ts';
import type { TakenSeat } from './matchSeat.ts';
import { type LicenseTypeRule, licenseDates } from './terms.ts';

/** What a license grants, and to which seat. */
export interface Grant {
  readonly type: LicenseTypeRule;
  /** Null when the license type needs none. */
  readonly serial: KnownSerial | null;
  /** The seat that the machine keeps using; null when it takes a new one. */
  readonly replaces: TakenSeat | null;
}

/** @returns the fields of the license that answers an order */
export function licenseFields(
  { request, holder, trialSince }: IssueOrder,
  { product, licenseId, keyId, now }: IssueContext,
  { type, serial, replaces }: Grant,
): LicenseFields {
  const issuedAt = toInstant(now);
  const began = type.trial === true ? trialSince : null;
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
    ...licenseDates(type, { now, serial, trialSince }),
    initialActivationDate: began ?? replaces?.initialActivationDate ?? issuedAt,
    issuedAt,
    licenseVersion: versionLine(request.productVersion),
    clientProvidedVersion: request.productVersion,
  };
}
