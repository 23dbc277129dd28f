import { isInstant } from '../../../src/documents/instant.ts';
import { isText, limits, rules } from '../../../src/documents/rules.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { Catalog } from '../catalog.ts';

/** What a serial number is sold with. */
export interface SerialTerms {
  /** Id of a license type of the catalog that needs a serial number. */
  readonly licenseType: string;
  /** 1 to {@link saleLimits}`.seats`. */
  readonly seats: number;
  /** Days after which a license ends, counted from its issue; absent leaves it to the license type. */
  readonly termDays?: number | undefined;
  /** Granted beyond those of the license type. */
  readonly features?: readonly string[] | undefined;
  /** Instant from which it yields no more licenses, and at which those that it yielded end. */
  readonly expiresAt?: string | undefined;
  /** Whom its licenses name when the order names nobody. */
  readonly holder?: string | undefined;
  /** For the vendor's own people, such as an order number. */
  readonly note?: string | undefined;
}

export const saleLimits = { count: 10_000, seats: 1_000_000, termDays: 36_525, noteBytes: 500 } as const;

/** What of the terms is not as it must be, by the name of its field. */
export type TermsField = keyof SerialTerms | 'count';

/**
 * Holds what is to be sold against the catalog and the limits of the format: a license could not be written otherwise.
 *
 * @param now instant that has to lie before its end; null where one that has ended is taken as well
 * @returns the first field that is not as it must be, null when all are
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

/** A semicolon parts features from each other in tables, so that none may hold one. */
function areFeatures(features: readonly string[], ofType: readonly string[]): boolean {
  const words = features.every((feature) => rules.word(feature) === true && !feature.includes(';'));
  return words && new Set([...ofType, ...features]).size <= limits.features;
}

export function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

export function termsInvalid(field: TermsField): Refusal {
  return new Refusal('serial-terms-invalid', { field });
}
