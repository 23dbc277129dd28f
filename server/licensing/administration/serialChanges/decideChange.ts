import type { ChangeableField, SerialChange } from '../../../../src/contract/admin/serialChange.ts';
import { changeableFields } from '../../../../src/contract/admin/serialChange.ts';
import type { Catalog, GrantedLicenseType } from '../../../../src/contract/catalog.ts';
import { FEATURE_SEPARATOR } from '../../../../src/contract/csvColumns.ts';
import { contractLimits } from '../../../../src/contract/limits.ts';
import { isInstant, millisecondsOf, toInstant } from '../../../../src/documents/instant.ts';
import { isText } from '../../../../src/documents/rules.ts';
import type { IssueRefused } from '../../../../src/issue/decideIssue.ts';
import { isTermOfSerial, serialEnd, termEnd } from '../../../../src/issue/terms.ts';
import { foldText } from '../../../store/foldText.ts';
import type { SerialTable } from '../../../store/tables.ts';
import { serialRecord } from '../../issueContext.ts';
import { areFeatures, isCount, isHolder, isNote, type TermsField, termsDetails } from '../serialTerms.ts';

/** What became of a field; null for none, and for texts that the audit trail does not keep. */
export interface ChangedField {
  readonly field: ChangeableField;
  readonly before: string | null;
  readonly after: string | null;
}

export interface DecidedChange {
  readonly outcome: 'decided';
  /** The whole row as it becomes. */
  readonly row: SerialTable;
  /** Empty where nothing changes. */
  readonly changes: readonly ChangedField[];
}

export interface ChangeContext {
  readonly catalog: Catalog;
  readonly now: Date;
  /** Seats of the serial number that are in use; matters only where the seats change. */
  readonly seatsTaken: number;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Decides what a change makes of a serial number. A blocked one stays blocked.
 *
 * @returns refusals: `serial-terms-invalid` with `field`, `seats-in-use` with `taken`
 */
export function decideChange(
  serial: SerialTable,
  change: SerialChange,
  context: ChangeContext,
): DecidedChange | IssueRefused {
  const { catalog, seatsTaken, now } = context;
  const field = faultOfChange(serial, change, catalog);
  if (field !== null) return refused('serial-terms-invalid', termsDetails(field, catalog));
  if (change.seats !== undefined && change.seats < seatsTaken) return refused('seats-in-use', { taken: seatsTaken });
  const changed = withTerm({ ...serial, ...rowOf(serial, change) }, change, catalog);
  const extended = change.extendDays === undefined ? {} : extend(changed, change.extendDays, catalog, now);
  if (extended === null) return refused('serial-terms-invalid', { field: 'extendDays' });
  const row = { ...changed, ...extended };
  return { outcome: 'decided', row, changes: changesBetween(serial, row) };
}

function faultOfChange(serial: SerialTable, change: SerialChange, catalog: Catalog): TermsField | null {
  const { licenseType, seats, termDays, expiresAt, extendDays, features, holder, note, reason = '' } = change;
  const type = typeOf(serial, licenseType, catalog);
  if (licenseType !== undefined && type?.serialNumber !== 'required') return 'licenseType';
  if (seats !== undefined && !isCount(seats, contractLimits.seats)) return 'seats';
  if (typeof termDays === 'number' && !isCount(termDays, contractLimits.termDays)) return 'termDays';
  if (typeof expiresAt === 'string' && !isInstant(expiresAt)) return 'expiresAt';
  const isOther = expiresAt !== undefined || termDays !== undefined;
  if (extendDays !== undefined && (isOther || !isCount(extendDays, contractLimits.termDays))) return 'extendDays';
  const granted = features ?? serialRecord(serial).features;
  const isGrantChanged = features !== undefined || licenseType !== undefined;
  if (isGrantChanged && !areFeatures(granted, type?.features ?? [])) return 'features';
  if (holder !== undefined && !isHolder(holder)) return 'holder';
  if (note !== undefined && !isNote(note)) return 'note';
  return isText(reason, contractLimits.reasonBytes) ? null : 'reason';
}

function typeOf(serial: SerialTable, changed: string | undefined, catalog: Catalog): GrantedLicenseType | undefined {
  return catalog.licenseTypes.find(({ id }) => id === (changed ?? serial.license_type));
}

function rowOf(serial: SerialTable, change: SerialChange): Partial<SerialTable> {
  const { licenseType, seats, termDays, expiresAt, features, holder, note } = change;
  return {
    ...(licenseType !== undefined && { license_type: licenseType, former_types: formerTypes(serial, licenseType) }),
    ...(seats !== undefined && { seats }),
    ...(termDays !== undefined && { term_days: termDays }),
    ...(expiresAt !== undefined && { expires_at: expiresAt }),
    ...(features !== undefined && { features: JSON.stringify([...new Set(features)]) }),
    ...(holder !== undefined && { holder, holder_folded: foldText(holder) }),
    ...(note !== undefined && { note }),
  };
}

function formerTypes(serial: SerialTable, licenseType: string): string {
  const had = new Set([...serialRecord(serial).formerTypes, serial.license_type]);
  had.delete(licenseType);
  return JSON.stringify([...had]);
}

/** Sets the end of a serial number whose days have begun to count. Other days count from there. */
function withTerm(serial: SerialTable, { termDays, expiresAt }: SerialChange, catalog: Catalog): SerialTable {
  const type = typeOf(serial, undefined, catalog);
  if (type === undefined || !isTermOfSerial(type)) return serial;
  const isCountedAnew = expiresAt === null || (expiresAt === undefined && termDays !== undefined);
  const row = isCountedAnew ? { ...serial, expires_at: null } : serial;
  return { ...row, expires_at: serialEnd(type, serialRecord(row)) ?? null };
}

/**
 * Extends from the end, or from now if it has passed. Where the days have not begun to count, there will be more of them.
 *
 * @returns null when the serial number has no end
 */
function extend(serial: SerialTable, days: number, catalog: Catalog, now: Date): Partial<SerialTable> | null {
  const { expires_at: end } = serial;
  if (end !== null) {
    const isOver = millisecondsOf(end) <= now.getTime();
    const later = isOver ? termEnd(toInstant(now), days) : toInstant(new Date(millisecondsOf(end) + days * DAY));
    return isInstant(later) ? { expires_at: later } : null;
  }
  const type = typeOf(serial, undefined, catalog);
  const term = serial.term_days ?? type?.validForDays;
  if (type === undefined || !isTermOfSerial(type) || term === undefined) return null;
  return isCount(term + days, contractLimits.termDays) ? { term_days: term + days } : null;
}

function changesBetween(before: SerialTable, after: SerialTable): ChangedField[] {
  return changeableFields.flatMap((field) => {
    const [then, now] = [fieldOf(before, field), fieldOf(after, field)];
    if (then === now) return [];
    // Holders may be persons, and notes anything: the trail cannot forget them.
    if (field === 'holder' || field === 'note') return { field, before: null, after: null };
    return { field, before: then, after: now };
  });
}

function fieldOf(serial: SerialTable, field: ChangeableField): string | null {
  const { features } = serialRecord(serial);
  const values: Readonly<Record<ChangeableField, string | number | null>> = {
    licenseType: serial.license_type,
    seats: serial.seats,
    termDays: serial.term_days,
    expiresAt: serial.expires_at,
    features: features.length > 0 ? features.join(FEATURE_SEPARATOR) : null,
    holder: serial.holder,
    note: serial.note,
  };
  const value = values[field];
  return value === null ? null : String(value);
}

function refused(code: IssueRefused['code'], details: IssueRefused['details']): IssueRefused {
  return { outcome: 'refused', code, details };
}
