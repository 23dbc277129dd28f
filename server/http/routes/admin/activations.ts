import type { Context } from 'hono';
import type { ActivationRecord } from '../../../../src/contract/admin/activations.ts';
import { activationColumns } from '../../../../src/contract/csvColumns.ts';
import * as mediaTypes from '../../../../src/contract/mediaTypes.ts';
import type { adminOperations } from '../../../../src/contract/operations/admin.ts';
import { exportActivations } from '../../../licensing/administration/exportRows.ts';
import { reissueLicense } from '../../../licensing/administration/reissue.ts';
import { releaseSeat } from '../../../licensing/administration/releaseSeat.ts';
import { searchActivations } from '../../../licensing/administration/search/searchActivations.ts';
import { showActivation } from '../../../licensing/administration/showActivation.ts';
import { productOfLicense } from '../../../store/licenses.ts';
import type { AppEnvironment } from '../../callContext.ts';
import type { OperationHandlers } from '../../mountOperations.ts';
import { fileResponse } from '../answers.ts';
import { type AdminParts, actorOf, productsSearched, visibleId } from './adminParts.ts';
import { csvResponse } from './csvResponse.ts';

type ActivationOperationId = Extract<
  keyof typeof adminOperations,
  `${string}Activation${string}` | 'releaseSeat' | 'reissueLicense'
>;

/** Activations: search, show, release, reissue, export. */
export function activationHandlers(parts: AdminParts): OperationHandlers<ActivationOperationId> {
  const { store } = parts;
  return {
    exportActivations: (c) =>
      csvResponse(exportActivations(store, productsSearched(c, c.req.query('product'))), activationColumns),
    async searchActivations(c, { cursor, limit, product, ...query }) {
      const wanted = { ...query, ...productsSearched(c, product) };
      const { rows, next } = await searchActivations(store, wanted, { cursor, limit });
      return c.json({ rows, next });
    },
    showActivation: async (c) => c.json(await recordOf(await idOf(c))),
    async releaseSeat(c) {
      const id = await idOf(c);
      await releaseSeat({ ...parts, actor: actorOf(c) }, id);
      return c.json(await recordOf(id));
    },
    async reissueLicense(c, { new: isNew }) {
      const { outcome, file } = await reissueLicense({ ...parts, actor: actorOf(c) }, await idOf(c), isNew);
      return fileResponse(file, mediaTypes.license, outcome === 'reissued' ? 201 : 200);
    },
  };

  /** `activations:write` includes the record of a changed activation. */
  async function recordOf(id: string): Promise<ActivationRecord> {
    const { installationKey: _, ...record } = await showActivation(store, id);
    return record;
  }

  function idOf(c: Context<AppEnvironment>): Promise<string> {
    return visibleId(c, (id) => productOfLicense(store, id), 'activation-unknown');
  }
}
