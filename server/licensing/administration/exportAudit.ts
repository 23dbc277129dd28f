import type { AuditRow } from '../../../src/contract/admin/audit.ts';
import { type AuditHead, findAuditHead, readAudit } from '../../store/audit.ts';
import type { AuditTable, Store } from '../../store/tables.ts';
import { auditRow } from './listAudit.ts';
import { type ChangeParts, occasionOf } from './parts.ts';

export type ExportedAudit =
  | { readonly row: AuditTable }
  /** The last row's number and hash. Keep it where people with access to the store cannot change it. */
  | { readonly head: AuditHead };

/**
 * Reads the audit trail in order, then its head. The trail records the export first.
 *
 * @param parts who exports it
 */
export async function* exportAudit(store: Store, parts: ChangeParts): AsyncGenerator<ExportedAudit> {
  await parts.writer.write(async ({ transaction, record }) => {
    const { sequence } = await findAuditHead(transaction);
    record({ ...occasionOf(parts), event: 'audit-exported', facts: { through: sequence } });
  });
  // Later rows belong to the next export.
  const last = await findAuditHead(store);
  for await (const row of readAudit(store)) {
    if (row.sequence > last.sequence) break;
    yield { row };
  }
  yield { head: last };
}

/** The same rows for a table. The head is the last row. */
export async function* exportAuditRows(store: Store, parts: ChangeParts): AsyncGenerator<AuditRow> {
  for await (const exported of exportAudit(store, parts)) if ('row' in exported) yield auditRow(exported.row);
}
