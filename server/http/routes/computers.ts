import type { Context } from 'hono';
import * as mediaTypes from '../../../src/contract/mediaTypes.ts';
import type { AppParts } from '../appParts.ts';
import type { AppEnvironment } from '../callContext.ts';
import type { CallGuard } from '../guard/guard.ts';
import type { OperationHandlers } from '../mountOperations.ts';
import { fileResponse } from './answers.ts';

/** The computers of a serial number, for the customer who has it. Wrong serial numbers count as wrong orders do. */
export function computerHandlers(
  { computers }: AppParts,
  { orders }: CallGuard,
): OperationHandlers<'listComputers' | 'fetchLicense' | 'releaseComputer'> {
  async function watched<Result>(
    c: Context<AppEnvironment>,
    serialNumber: string,
    decide: () => Promise<Result>,
  ): Promise<Result> {
    const caller = c.get('caller');
    try {
      return await orders.watch(caller, serialNumber, decide);
    } finally {
      c.set('limitStatuses', [...c.get('limitStatuses'), orders.limitStatus(caller)]);
    }
  }
  return {
    listComputers: async (c, call) => c.json(await watched(c, call.serialNumber, () => computers.list(call))),
    async fetchLicense(c, call) {
      const file = await watched(c, call.serialNumber, () => computers.license(call));
      return fileResponse(file, mediaTypes.license, 200);
    },
    releaseComputer: async (c, call) => c.json(await watched(c, call.serialNumber, () => computers.release(call))),
  };
}
