import type { Context } from 'hono';
import type { SerialRecord } from '../../../../src/contract/admin/serials.ts';
import { serialColumns } from '../../../../src/contract/csvColumns.ts';
import type { adminOperations } from '../../../../src/contract/operations/admin.ts';
import { toInstant } from '../../../../src/documents/instant.ts';
import { exportSerials } from '../../../licensing/administration/exportRows.ts';
import { listSerials } from '../../../licensing/administration/listSerials.ts';
import { mintSerials } from '../../../licensing/administration/mintSerials.ts';
import type { SaleParts } from '../../../licensing/administration/parts.ts';
import { blockSerial, unblockSerial } from '../../../licensing/administration/serialChanges/blockSerial.ts';
import { changeSerial } from '../../../licensing/administration/serialChanges/changeSerials.ts';
import { showSerial } from '../../../licensing/administration/showSerial.ts';
import type { AppEnvironment } from '../../callContext.ts';
import type { OperationHandlers } from '../../mountOperations.ts';
import { type AdminParts, actorOf, idOf } from './adminParts.ts';
import { csvResponse } from './csvResponse.ts';
import { changeByTable, importTable } from './importTable.ts';

type SerialOperationId = Extract<keyof typeof adminOperations, `${string}Serial${string}` | 'listSeats'>;

/** Serial numbers: search, show, change, block, unblock, mint, import, export. */
export function serialHandlers(parts: AdminParts): OperationHandlers<SerialOperationId> {
  const { store, catalog, keystore, writer, now } = parts;
  const saleOf = (c: Context<AppEnvironment>): SaleParts => ({
    writer,
    now,
    catalog,
    pepper: keystore.pepper,
    actor: actorOf(c),
  });
  return {
    exportSerials: () => csvResponse(exportSerials(store), serialColumns),
    searchSerials: async (c, { cursor, limit, ...query }) =>
      c.json(await listSerials(store, query, { cursor, limit }, toInstant(now()))),
    mintSerials: async (c, order) => c.json({ serials: await mintSerials(saleOf(c), order) }, 201),
    importSerials: (c) => importTable(c, saleOf(c)),
    changeSerials: (c) => changeByTable(c, saleOf(c)),
    async changeSerial(c, change) {
      await changeSerial(saleOf(c), idOf(c), change);
      return c.json(await recordOf(c));
    },
    showSerial: async (c) => c.json(await recordOf(c)),
    async listSeats(c) {
      const { taken } = await showSerial(store, idOf(c), { cursor: c.req.query('cursor') });
      return c.json(taken);
    },
    async blockSerial(c) {
      await blockSerial({ writer, now, actor: actorOf(c) }, idOf(c));
      return c.json(await recordOf(c));
    },
    async unblockSerial(c) {
      await unblockSerial({ writer, now, actor: actorOf(c) }, idOf(c));
      return c.json(await recordOf(c));
    },
  };

  /** Without the seats in use, which have a list of their own. */
  async function recordOf(c: Context<AppEnvironment>): Promise<SerialRecord> {
    const { taken: _, ...record } = await showSerial(store, idOf(c));
    return record;
  }
}
