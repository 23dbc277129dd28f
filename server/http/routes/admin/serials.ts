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
import { findSerialById } from '../../../store/serials.ts';
import type { AppEnvironment } from '../../callContext.ts';
import type { OperationHandlers } from '../../mountOperations.ts';
import { type AdminParts, actorOf, productSold, productsSearched, visibleId } from './adminParts.ts';
import { csvResponse } from './csvResponse.ts';
import { changeByTable, importTable } from './importTable.ts';

type SerialOperationId = Extract<keyof typeof adminOperations, `${string}Serial${string}` | 'listSeats'>;

/** Serial numbers: search, show, change, block, unblock, mint, import, export. */
export function serialHandlers(parts: AdminParts): OperationHandlers<SerialOperationId> {
  const { store, products, writer, now } = parts;
  const saleOf = (c: Context<AppEnvironment>, product: string | undefined): SaleParts => {
    const { catalog, keystore } = productSold(c, products, product);
    return { writer, now, catalog, pepper: keystore.pepper, actor: actorOf(c) };
  };
  const idOf = (c: Context<AppEnvironment>): Promise<string> =>
    visibleId(c, async (id) => (await findSerialById(store, id))?.product, 'serial-unknown');
  return {
    exportSerials: (c) => csvResponse(exportSerials(store, productsSearched(c, c.req.query('product'))), serialColumns),
    searchSerials: async (c, { cursor, limit, product, ...query }) => {
      const wanted = { ...query, ...productsSearched(c, product) };
      return c.json(await listSerials(store, wanted, { cursor, limit }, toInstant(now())));
    },
    mintSerials: async (c, { product, ...order }) =>
      c.json({ serials: await mintSerials(saleOf(c, product), order) }, 201),
    importSerials: (c) => importTable(c, saleOf(c, c.req.query('product'))),
    changeSerials: (c) => changeByTable(c, saleOf(c, c.req.query('product'))),
    async changeSerial(c, change) {
      const id = await idOf(c);
      // An unknown one is refused by the change.
      const product = (await findSerialById(store, id))?.product ?? [...products.keys()][0];
      await changeSerial(saleOf(c, product), id, change);
      return c.json(await recordOf(id));
    },
    showSerial: async (c) => c.json(await recordOf(await idOf(c))),
    async listSeats(c) {
      const { taken } = await showSerial(store, await idOf(c), { cursor: c.req.query('cursor') });
      return c.json(taken);
    },
    async blockSerial(c) {
      const id = await idOf(c);
      await blockSerial({ writer, now, actor: actorOf(c) }, id);
      return c.json(await recordOf(id));
    },
    async unblockSerial(c) {
      const id = await idOf(c);
      await unblockSerial({ writer, now, actor: actorOf(c) }, id);
      return c.json(await recordOf(id));
    },
  };

  /** Without the seats in use, which have a list of their own. */
  async function recordOf(id: string): Promise<SerialRecord> {
    const { taken: _, ...record } = await showSerial(store, id);
    return record;
  }
}
