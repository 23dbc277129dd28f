import { type AuditHead, findAuditHead, readAudit } from '../../store/audit.ts';
import type { AuditTable, Store } from '../../store/tables.ts';
import { type ChangeParts, occasionOf } from './parts.ts';

/** A row of the trail, or its last word. */
export type ExportedAudit =
  | { readonly row: AuditTable }
  /** What the rows before it end with, to be kept where nobody who can write into the store can reach it. */
  | { readonly head: AuditHead };

/**
 * The whole audit trail in its order, and its head. That it was taken out stands in it as well.
 *
 * @param parts who takes it out
 */
export async function* exportAudit(store: Store, parts: ChangeParts): AsyncGenerator<ExportedAudit> {
  await parts.writer.write(async ({ transaction, record }) => {
    const { sequence } = await findAuditHead(transaction);
    record({ ...occasionOf(parts), event: 'audit-exported', facts: { through: sequence } });
  });
  // What others append meanwhile belongs to the next one.
  const last = await findAuditHead(store);
  for await (const row of readAudit(store)) {
    if (row.sequence > last.sequence) break;
    yield { row };
  }
  yield { head: last };
}
