import type { Catalog } from '../../../src/contract/catalog.ts';
import { FEATURE_SEPARATOR, type SerialTerms } from '../../../src/contract/csvColumns.ts';
import { expiryFormats, saleFormats } from '../../../src/contract/expiry.ts';
import { contractLimits } from '../../../src/contract/limits.ts';
import { isInstant } from '../../../src/documents/instant.ts';
import { isText, limits, rules } from '../../../src/documents/rules.ts';
import type { RefusalDetails } from '../../../src/refusal.ts';

/** The field that is not acceptable. */
export type TermsField = keyof SerialTerms | 'count' | 'extendDays' | 'reason';

/**
 * Checks terms against the catalog and the limits of the license format.
 *
 * @param now the end must be later than this instant; null where past ends are accepted
 * @returns the first field that is not acceptable; null when all are
 */
export function faultOfTerms(terms: SerialTerms, catalog: Catalog, now: string | null): TermsField | null {
  const type = catalog.licenseTypes.find(({ id }) => id === terms.licenseType);
  if (type?.serialNumber !== 'required') return 'licenseType';
  const { seats, termDays, features = [], expiresAt, soldAt, holder = '', note = '' } = terms;
  if (!isCount(seats, contractLimits.seats)) return 'seats';
  if (termDays !== undefined && !isCount(termDays, contractLimits.termDays)) return 'termDays';
  if (!areFeatures(features, type.features)) return 'features';
  if (expiresAt !== undefined && !(isInstant(expiresAt) && expiresAt > (now ?? ''))) return 'expiresAt';
  if (soldAt !== undefined && !isInstant(soldAt)) return 'soldAt';
  if (!isHolder(holder)) return 'holder';
  return isNote(note) ? null : 'note';
}

export function isHolder(text: string): boolean {
  return rules.holder(text) === true;
}

export function isNote(text: string): boolean {
  return isText(text, contractLimits.noteBytes);
}

/** @param ofType features of the license type, which count too */
export function areFeatures(features: readonly string[], ofType: readonly string[]): boolean {
  const words = features.every(
    (feature) => rules.word(feature) === true && !feature.includes(FEATURE_SEPARATOR) && feature.trim() === feature,
  );
  return words && new Set([...ofType, ...features]).size <= limits.features;
}

export function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

/** @returns the field, and what it accepts where that is not obvious. Never a cell of a table: it may be a serial number */
export function termsDetails(field: TermsField, { licenseTypes }: Catalog): RefusalDetails {
  const sold = licenseTypes.filter(({ serialNumber }) => serialNumber === 'required').map(({ id }) => id);
  if (field === 'licenseType') return { field, expected: sold };
  if (field === 'soldAt') return { field, expected: saleFormats };
  return field === 'expiresAt' ? { field, expected: expiryFormats } : { field };
}
