import type { Context } from 'hono';
import type { CodeOrder } from '../../../src/contract/calls/codes.ts';
import type { AppParts } from '../appParts.ts';
import type { AppEnvironment } from '../callContext.ts';
import type { CallGuard } from '../guard/guard.ts';
import type { OperationHandlers } from '../mountOperations.ts';
import { codeOf } from './answers.ts';

/** Orders and returns by typed codes. Wrong serial numbers count as those of other orders do. */
export function codeHandlers(
  { codeActivations, codeReturns, metrics }: AppParts,
  { orders }: CallGuard,
): OperationHandlers<'activateByCode' | 'returnByCode'> {
  const naming = (c: Context<AppEnvironment>) => (product: string) => c.set('product', product);

  async function watched(c: Context<AppEnvironment>, order: CodeOrder) {
    const caller = c.get('caller');
    try {
      return await orders.watch(caller, order.serialNumber, () => codeActivations.activate(order, naming(c)));
    } finally {
      c.set('limitStatuses', [...c.get('limitStatuses'), orders.limitStatus(caller)]);
    }
  }

  return {
    async activateByCode(c, order) {
      try {
        const { outcome, code } = await watched(c, order);
        metrics.ordered(outcome, c.get('product'));
        return c.json(code, outcome === 'issued' ? 201 : 200);
      } catch (error) {
        metrics.ordered(codeOf(error), c.get('product'));
        throw error;
      }
    },
    async returnByCode(c, call) {
      try {
        const answer = await codeReturns.take(call, naming(c));
        metrics.returned(answer.outcome, c.get('product'));
        return c.json(answer);
      } catch (error) {
        metrics.returned(codeOf(error), c.get('product'));
        throw error;
      }
    },
  };
}
