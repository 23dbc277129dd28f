import { auditColumns } from '../../../../src/contract/csvColumns.ts';
import type { adminOperations } from '../../../../src/contract/operations/admin.ts';
import { exportAuditRows } from '../../../licensing/administration/exportAudit.ts';
import { listAudit } from '../../../licensing/administration/listAudit.ts';
import type { OperationHandlers } from '../../mountOperations.ts';
import { type AdminParts, actorOf } from './adminParts.ts';
import { csvResponse } from './csvResponse.ts';

type AuditOperationId = Extract<keyof typeof adminOperations, `${string}Audit`>;

/** The audit trail: list, export. */
export function auditHandlers({ store, writer, now }: AdminParts): OperationHandlers<AuditOperationId> {
  return {
    listAudit: async (c) => c.json(await listAudit(store, { cursor: c.req.query('cursor') })),
    exportAudit: (c) => csvResponse(exportAuditRows(store, { writer, now, actor: actorOf(c) }), auditColumns),
  };
}
