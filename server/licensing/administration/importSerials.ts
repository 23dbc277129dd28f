import type { SerialTerms } from '../../../src/contract/csvColumns.ts';
import { readSerialNumber } from '../../../src/documents/serial/foreignSerialNumber.ts';
import { isTermOfSerial } from '../../../src/issue/terms.ts';
import type { RefusalCode, RefusalDetails } from '../../../src/refusal.ts';
import { lockNames } from '../../store/locks.ts';
import { addSerials, findSerials, type NewSerial } from '../../store/serials.ts';
import type { SerialTable } from '../../store/tables.ts';
import type { Catalog } from '../catalog.ts';
import { acceptedBy } from '../typedSerial.ts';
import { newSerial, withEndOfTerm } from './mintSerials.ts';
import { occasionOf, type SaleParts } from './parts.ts';
import { faultOfTerms, termsDetails } from './serialTerms.ts';

/** A serial number that was sold elsewhere, in clear. */
export interface ImportedSerial extends SerialTerms {
  readonly serialNumber: string;
  /** Its line in the file, from 1. */
  readonly line: number;
}

export interface ImportFault {
  readonly line: number;
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
}

export type ImportOutcome =
  | {
      readonly outcome: 'imported';
      readonly added: number;
      /** Serial numbers that were there before, with the same terms. */
      readonly known: number;
    }
  /** Nothing was added. */
  | { readonly outcome: 'refused'; readonly faults: readonly ImportFault[] };

/**
 * Adds existing serial numbers, all or none. Those that the store has with the same terms stay as they are, so a file can
 * be imported again.
 *
 * @returns faults by line: `serial-malformed` with `status`, `serial-terms-invalid` with `field`, and
 *   `serial-known-otherwise` with `field` where the store or an earlier line has the serial number with other terms
 */
export async function importSerials(parts: SaleParts, lines: readonly ImportedSerial[]): Promise<ImportOutcome> {
  const read = lines.map((line) => readLine(parts, line));
  const faults = read.flatMap((each) => ('code' in each ? each : []));
  if (faults.length > 0) return { outcome: 'refused', faults };
  const wanted = read.flatMap((each) => ('code' in each ? [] : each));
  const locks = wanted.map(({ serial }) => lockNames.serial(serial.digest));
  return parts.writer.write(async (context) => {
    const known = new Map<string, SerialTable | NewSerial>(
      await findSerials(
        context.transaction,
        wanted.map(({ serial }) => serial.digest),
      ),
    );
    const added: NewSerial[] = [];
    const clashes: ImportFault[] = [];
    for (const { line, serial } of wanted) {
      const before = known.get(serial.digest);
      const field = before === undefined ? null : differenceOf(parts.catalog, serial, before);
      if (field !== null) clashes.push({ line, code: 'serial-known-otherwise', details: { field } });
      if (before !== undefined) continue;
      known.set(serial.digest, serial);
      added.push(serial);
    }
    if (clashes.length > 0) return { outcome: 'refused', faults: clashes };
    const ending = added.map((serial) => withEndOfTerm(parts, serial));
    await addSerials(context, ending, occasionOf(parts));
    return { outcome: 'imported', added: added.length, known: wanted.length - added.length };
  }, locks);
}

type ReadLine = { readonly line: number; readonly serial: NewSerial };

function readLine(parts: SaleParts, { line, serialNumber, ...terms }: ImportedSerial): ReadLine | ImportFault {
  const { catalog } = parts;
  const field = faultOfTerms(terms, catalog, null);
  // What is a serial number depends on the license type.
  const invalid: ImportFault | null =
    field === null ? null : { line, code: 'serial-terms-invalid', details: termsDetails(field, catalog) };
  if (invalid && field === 'licenseType') return invalid;
  const read = readSerialNumber(serialNumber, acceptedBy(catalog, terms.licenseType));
  if (read.status !== 'valid') return { line, code: 'serial-malformed', details: { status: read.status } };
  return invalid ?? { line, serial: newSerial(parts, read, terms) };
}

/** @returns the first term that differs, holder and note aside, and dates that the line leaves to the sale; null when none does */
function differenceOf({ licenseTypes }: Catalog, serial: NewSerial, before: SerialTable | NewSerial): string | null {
  const type = licenseTypes.find(({ id }) => id === serial.licenseType);
  const endsByDays = serial.expiresAt === undefined && type !== undefined && isTermOfSerial(type);
  const [now, then] = [termsOf(serial), termsOf(before)];
  const isLeft = (name: string) =>
    (name === 'expiresAt' && endsByDays) || (name === 'soldAt' && serial.soldAt === undefined);
  return Object.keys(now).find((name) => !isLeft(name) && now[name] !== then[name]) ?? null;
}

function termsOf(serial: SerialTable | NewSerial): Readonly<Record<string, unknown>> {
  const isRow = 'license_type' in serial;
  return {
    product: serial.product,
    licenseType: isRow ? serial.license_type : serial.licenseType,
    seats: serial.seats,
    termDays: (isRow ? serial.term_days : serial.termDays) ?? null,
    features: isRow ? serial.features : JSON.stringify(serial.features ?? []),
    expiresAt: (isRow ? serial.expires_at : serial.expiresAt) ?? null,
    soldAt: isRow ? serial.sold_at : serial.soldAt,
  };
}
