import type { SerialChange } from '../../../../src/contract/admin/serialChange.ts';
import type { Catalog } from '../../../../src/contract/catalog.ts';
import { Refusal } from '../../../../src/refusal.ts';
import type { AuditEvent } from '../../../store/audit.ts';
import { allLocks, lockNames } from '../../../store/locks.ts';
import { seatsTakenOf } from '../../../store/seats.ts';
import { findSerials, findSerialsById, locksOfSerials, saveSerials } from '../../../store/serials.ts';
import type { SerialTable, StoreTransaction } from '../../../store/tables.ts';
import type { WriteContext } from '../../../store/writer.ts';
import type { ImportFault } from '../importSerials.ts';
import { type ChangeParts, occasionOf } from '../parts.ts';
import { type ChangedField, decideChange } from './decideChange.ts';

/** What changing terms needs. */
export interface TermChangeParts extends ChangeParts {
  readonly catalog: Catalog;
}

/** One line of a table of changes. */
export interface LineChange {
  /** From 1. */
  readonly line: number;
  /** By id, by digest of the whole number, or by both, which must agree. */
  readonly serial: { readonly id: string; readonly digest?: string } | { readonly digest: string };
  readonly change: SerialChange;
}

/** What a line changed. */
export interface AppliedChange {
  readonly line: number;
  readonly serialId: string;
  readonly masked: string;
  readonly changes: readonly ChangedField[];
}

export type ChangesOutcome =
  /** `applied` has the lines that changed something; `same` is the number of others. */
  | { readonly outcome: 'changed'; readonly applied: readonly AppliedChange[]; readonly same: number }
  /** Nothing was changed. */
  | { readonly outcome: 'refused'; readonly faults: readonly ImportFault[] };

/**
 * Changes the terms of a serial number. Machines get the new ones with their next request, on the seats that they have.
 *
 * @throws Refusal `serial-unknown`; `serial-terms-invalid` with `field`; `seats-in-use` with `taken`
 */
export async function changeSerial(
  parts: TermChangeParts,
  serialId: string,
  change: SerialChange,
): Promise<readonly ChangedField[]> {
  const answer = await changeSerials(parts, [{ line: 1, serial: { id: serialId }, change }]);
  if (answer.outcome === 'changed') return answer.applied[0]?.changes ?? [];
  const [fault] = answer.faults;
  throw new Refusal(fault?.code ?? 'serial-unknown', fault?.details ?? {});
}

/**
 * Changes the terms of serial numbers in the order of the lines, all or none.
 *
 * @param isRehearsal whether to find out what would change, and to change nothing
 * @returns faults by line, with the codes of {@link changeSerial}
 */
export async function changeSerials(
  parts: TermChangeParts,
  lines: readonly LineChange[],
  isRehearsal = false,
): Promise<ChangesOutcome> {
  const { store } = parts.writer;
  const ids = lines.flatMap(({ serial }) => ('id' in serial ? serial.id : []));
  const digests = lines.flatMap(({ serial }) => ('id' in serial ? [] : lockNames.serial(serial.digest)));
  const locks = allLocks([await locksOfSerials(store, ids), digests]);
  return parts.writer.write((context) => changeAll(parts, context, lines, isRehearsal), locks);
}

async function changeAll(
  parts: TermChangeParts,
  context: WriteContext,
  lines: readonly LineChange[],
  isRehearsal: boolean,
): Promise<ChangesOutcome> {
  const known = await readSerials(context.transaction, lines);
  const seatsTaken = await seatsTakenOf(context.transaction, idsToCount(lines, known));
  const faults: ImportFault[] = [];
  const applied: AppliedChange[] = [];
  const changed = new Map<string, SerialTable>();
  for (const { line, serial, change } of lines) {
    const found = known.get(keyOf(serial));
    // A table of one product changes nothing of another.
    if (found?.product !== parts.catalog.product.id) {
      faults.push({ line, code: 'serial-unknown', details: {} });
      continue;
    }
    if ('digest' in serial && serial.digest !== found.digest) {
      faults.push({ line, code: 'serial-terms-invalid', details: { field: 'serialId' } });
      continue;
    }
    const { id, masked } = found;
    const facts = { catalog: parts.catalog, now: parts.now(), seatsTaken: seatsTaken.get(id) ?? 0 };
    const decided = decideChange(changed.get(id) ?? found, change, facts);
    if (decided.outcome === 'refused') faults.push({ line, code: decided.code, details: decided.details });
    else if (decided.changes.length > 0) {
      changed.set(id, decided.row);
      applied.push({ line, serialId: id, masked, changes: decided.changes });
    }
  }
  if (faults.length > 0) return { outcome: 'refused', faults };
  if (!isRehearsal) {
    await saveSerials(context.transaction, [...changed.values()]);
    const reasons = new Map(lines.map(({ line, change }) => [line, change.reason ?? '']));
    for (const one of applied) context.record(eventOf(parts, one, reasons.get(one.line) ?? ''));
  }
  return { outcome: 'changed', applied, same: lines.length - applied.length };
}

type LineSerial = LineChange['serial'];

const keyOf = (serial: LineSerial) => ('id' in serial ? `id ${serial.id}` : `digest ${serial.digest}`);

async function readSerials(transaction: StoreTransaction, lines: readonly LineChange[]) {
  const named = lines.map(({ serial }) => serial);
  const ids = named.flatMap((serial) => ('id' in serial ? serial.id : []));
  const digests = named.flatMap((serial) => ('id' in serial ? [] : serial.digest));
  const [byId, byDigest] = [await findSerialsById(transaction, ids), await findSerials(transaction, digests)];
  return new Map([
    ...[...byId].map(([id, row]) => [keyOf({ id }), row] as const),
    ...[...byDigest].map(([digest, row]) => [keyOf({ digest }), row] as const),
  ]);
}

function idsToCount(lines: readonly LineChange[], known: ReadonlyMap<string, SerialTable>): string[] {
  return lines.flatMap(({ serial, change }) =>
    change.seats === undefined ? [] : (known.get(keyOf(serial))?.id ?? []),
  );
}

function eventOf(parts: TermChangeParts, { serialId, changes }: AppliedChange, reason: string): AuditEvent {
  const facts: Record<string, string> = { serial: serialId, product: parts.catalog.product.id };
  if (reason !== '') facts.reason = reason;
  for (const { field, before, after } of changes) {
    if (before !== null) facts[`${field}Before`] = before;
    if (after !== null) facts[field] = after;
    if (before === null && after === null) facts[field] = 'changed';
  }
  return { ...occasionOf(parts), event: 'serial-changed', facts };
}
