import type { AuditRow } from '../../../src/contract/admin/audit.ts';
import type { Page } from '../../../src/contract/admin/page.ts';
import { contractLimits } from '../../../src/contract/limits.ts';
import { readAuditPart } from '../../store/audit.ts';
import type { AuditTable, Store } from '../../store/tables.ts';
import { numberIn, type PageRequest, readCursor, writeCursor } from './page.ts';

/**
 * Lists the audit trail, oldest row first.
 *
 * @throws Refusal `service-request-invalid` for a cursor of another list
 */
export async function listAudit(store: Store, page: PageRequest): Promise<Page<AuditRow>> {
  const limit = contractLimits.pageRows;
  const after = numberIn(readCursor(page, 1)?.[0]) ?? 0;
  const rows = await readAuditPart(store, after, limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { rows: shown.map(auditRow), next: last === undefined ? null : writeCursor([String(last.sequence)]) };
}

/** A row with the fields of its entry, and the entry as it was hashed. */
export function auditRow({ sequence, entry, previous_hash, hash }: AuditTable): AuditRow {
  // Only `appendAudit` writes entries.
  const { at, event, actor, facts } = JSON.parse(entry) as Pick<AuditRow, 'at' | 'event' | 'actor' | 'facts'>;
  return { sequence, at, event, actor, facts, entry, previousHash: previous_hash, hash };
}
