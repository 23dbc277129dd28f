import type { Catalog } from '../../../src/contract/catalog.ts';
import { FEATURE_SEPARATOR } from '../../../src/contract/csvColumns.ts';
import { expiryFormats } from '../../../src/contract/expiry.ts';
import { contractLimits } from '../../../src/contract/limits.ts';
import { isInstant } from '../../../src/documents/instant.ts';
import { isText, limits, rules } from '../../../src/documents/rules.ts';
import { Refusal, type RefusalDetails } from '../../../src/refusal.ts';

/** The terms on which serial numbers are sold. */
export interface SerialTerms {
  /** Id of a license type of the catalog that needs a serial number. */
  readonly licenseType: string;
  /** 1 to {@link saleLimits}`.seats`. */
  readonly seats: number;
  /** Days from issue until a license expires, 1 to {@link saleLimits}`.termDays`; absent: as the license type says. */
  readonly termDays?: number | undefined;
  /** In addition to those of the license type. */
  readonly features?: readonly string[] | undefined;
  /** Instant from which there are no new licenses, and at which issued licenses expire. */
  readonly expiresAt?: string | undefined;
  /** The holder that licenses name when an order names none. */
  readonly holder?: string | undefined;
  /** For the vendor's staff, such as an order number. */
  readonly note?: string | undefined;
}

export const saleLimits = {
  count: contractLimits.mintCount,
  seats: contractLimits.seats,
  termDays: contractLimits.termDays,
  noteBytes: contractLimits.noteBytes,
} as const;

/** The field that is not acceptable. */
export type TermsField = keyof SerialTerms | 'count';

/**
 * Checks terms against the catalog and the limits of the license format.
 *
 * @param now the end must be later than this instant; null where past ends are accepted
 * @returns the first field that is not acceptable; null when all are
 */
export function faultOfTerms(terms: SerialTerms, catalog: Catalog, now: string | null): TermsField | null {
  const type = catalog.licenseTypes.find(({ id }) => id === terms.licenseType);
  if (type?.serialNumber !== 'required') return 'licenseType';
  const { seats, termDays, features = [], expiresAt, holder = '', note = '' } = terms;
  if (!isCount(seats, saleLimits.seats)) return 'seats';
  if (termDays !== undefined && !isCount(termDays, saleLimits.termDays)) return 'termDays';
  if (!areFeatures(features, type.features)) return 'features';
  if (expiresAt !== undefined && !(isInstant(expiresAt) && expiresAt > (now ?? ''))) return 'expiresAt';
  if (rules.holder(holder) !== true) return 'holder';
  return isText(note, saleLimits.noteBytes) ? null : 'note';
}

function areFeatures(features: readonly string[], ofType: readonly string[]): boolean {
  const words = features.every((feature) => rules.word(feature) === true && !feature.includes(FEATURE_SEPARATOR));
  return words && new Set([...ofType, ...features]).size <= limits.features;
}

export function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

export function termsInvalid(field: TermsField): Refusal {
  return new Refusal('serial-terms-invalid', termsDetails(field));
}

/** @returns the field, and the accepted formats where they are not obvious */
export function termsDetails(field: TermsField): RefusalDetails {
  return field === 'expiresAt' ? { field, expected: expiryFormats } : { field };
}
