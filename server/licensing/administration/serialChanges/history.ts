import type { AuditRow } from '../../../../src/contract/admin/audit.ts';
import { changeableFields, type SerialHistoryEntry } from '../../../../src/contract/admin/serialChange.ts';
import { readSerialAudit } from '../../../store/audit.ts';
import type { Store } from '../../../store/tables.ts';
import { auditRow } from '../listAudit.ts';

const events: Readonly<Record<string, SerialHistoryEntry['event']>> = {
  'serial-added': 'added',
  'serial-changed': 'changed',
  'serial-blocked': 'blocked',
  'serial-unblocked': 'unblocked',
};

/** @returns what the audit trail knows of a serial number, newest first */
export async function serialHistory(store: Store, serialId: string, limit: number): Promise<SerialHistoryEntry[]> {
  const rows = await readSerialAudit(store, serialId, limit);
  return rows.map(auditRow).flatMap((row) => entryOf(row) ?? []);
}

function entryOf({ at, event, actor, facts }: AuditRow): SerialHistoryEntry | null {
  const what = events[event];
  if (what === undefined) return null;
  const text = (name: string) => (facts[name] === undefined ? null : String(facts[name]));
  const changes = changeableFields.flatMap((field) => {
    const [before, after] = [text(`${field}Before`), text(field)];
    if (before === null && after === null) return [];
    return field === 'holder' || field === 'note' ? { field, before: null, after: null } : { field, before, after };
  });
  return { at, event: what, actor, reason: text('reason'), changes: what === 'changed' ? changes : [] };
}
