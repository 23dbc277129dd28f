import { createCodeActivations } from '../../../licensing/byCode/codeActivations.ts';
import { createCodeReturns } from '../../../licensing/byCode/codeReturns.ts';
import { byProduct } from '../../../licensing/products.ts';
import { createReturns } from '../../../licensing/returns.ts';
import type { OperationHandlers } from '../../mountOperations.ts';
import { type AdminParts, actorOf, productSold } from './adminParts.ts';

/** Typed codes that the vendor's staff takes on the telephone. */
export function adminCodeHandlers(parts: AdminParts): OperationHandlers<'issueByCode' | 'takeReturnCode'> {
  return {
    async issueByCode(c, order) {
      const products = byProduct([productSold(c, parts.products, order.product)]);
      const { outcome, code } = await createCodeActivations({ ...parts, products, actor: actorOf(c) }).activate(order);
      return c.json(code, outcome === 'issued' ? 201 : 200);
    },
    async takeReturnCode(c, call) {
      const products = byProduct([productSold(c, parts.products, call.product)]);
      const returns = createReturns({ ...parts, products, actor: actorOf(c) });
      return c.json(await createCodeReturns({ ...parts, products, returns }).take(call));
    },
  };
}
