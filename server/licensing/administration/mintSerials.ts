import { randomBytes } from 'node:crypto';
import type { MintedSerial } from '../../../src/contract/admin/mint.ts';
import type { SerialTerms } from '../../../src/contract/csvColumns.ts';
import { contractLimits } from '../../../src/contract/limits.ts';
import { toInstant } from '../../../src/documents/instant.ts';
import { maskSerialNumber, mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import { serialEnd } from '../../../src/issue/terms.ts';
import { Refusal, type RefusalDetails } from '../../../src/refusal.ts';
import { randomId } from '../../randomId.ts';
import { addSerials, type NewSerial } from '../../store/serials.ts';
import { serialDigest } from '../serialDigest.ts';
import { occasionOf, type SaleParts } from './parts.ts';
import { faultOfTerms, isCount, type TermsField, termsDetails } from './serialTerms.ts';

/** Serial numbers that do not work before `keep`. */
export interface PreparedSerials {
  readonly minted: readonly MintedSerial[];
  /** Adds them to the store, all or none. */
  keep(): Promise<void>;
}

/**
 * Creates serial numbers and adds them to the store, all or none.
 *
 * @throws Refusal `serial-terms-invalid` with `field`; for an unknown license type also `found` and `expected`
 */
export async function mintSerials(parts: SaleParts, sale: Sale): Promise<readonly MintedSerial[]> {
  const { minted, keep } = prepareSerials(parts, sale);
  await keep();
  return minted;
}

/** Terms, and how many serial numbers: 1 to {@link contractLimits}`.mintCount`. */
export type Sale = SerialTerms & { readonly count: number };

/**
 * The same in two steps, for callers that must save the serial numbers first.
 *
 * @throws Refusal `serial-terms-invalid` with `field`; for an unknown license type also `found` and `expected`
 */
export function prepareSerials(parts: SaleParts, { count, ...terms }: Sale): PreparedSerials {
  const field = isCount(count, contractLimits.mintCount)
    ? faultOfTerms(terms, parts.catalog, toInstant(parts.now()))
    : 'count';
  if (field !== null) throw new Refusal('serial-terms-invalid', detailsOf(field, parts, terms));
  const made = Array.from({ length: count }, () => mintSerialNumber(randomBytes(12)));
  const serials = made.map((canonical) =>
    withEndOfTerm(parts, newSerial(parts, { canonical, masked: maskSerialNumber(canonical) }, terms)),
  );
  return {
    minted: serials.map(({ id, masked }, index) => ({ serialId: id, serialNumber: made[index] ?? '', masked })),
    // Nobody else knows them yet.
    keep: () => parts.writer.write((context) => addSerials(context, serials, occasionOf(parts)), []),
  };
}

function detailsOf(field: TermsField, { catalog }: SaleParts, { licenseType }: SerialTerms): RefusalDetails {
  const details = termsDetails(field, catalog);
  return field === 'licenseType' ? { ...details, found: licenseType } : details;
}

/** @param serial the form that is hashed, and the one that may be shown */
export function newSerial(
  { catalog, pepper }: SaleParts,
  { canonical, masked }: { readonly canonical: string; readonly masked: string },
  terms: SerialTerms,
): NewSerial {
  const { licenseType, seats, termDays, features, expiresAt, soldAt, holder, note } = terms;
  return {
    id: randomId(),
    digest: serialDigest(pepper, canonical),
    masked,
    product: catalog.product.id,
    licenseType,
    seats,
    ...(termDays !== undefined && { termDays }),
    ...(features !== undefined && { features }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(soldAt !== undefined && { soldAt }),
    ...(holder !== undefined && { holder }),
    ...(note !== undefined && { note }),
  };
}

/** Sets the end of a serial number whose days count from its sale. */
export function withEndOfTerm({ catalog, now }: SaleParts, serial: NewSerial): NewSerial {
  const type = catalog.licenseTypes.find(({ id }) => id === serial.licenseType);
  const { soldAt = toInstant(now()) } = serial;
  const expiresAt = type && serialEnd(type, { ...serial, soldAt });
  return expiresAt === undefined ? serial : { ...serial, expiresAt };
}
