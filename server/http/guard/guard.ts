import { createLimit, type Limit } from './limit.ts';
import { createOrderGuard, type OrderGuard } from './orderGuard.ts';
import type { GuardSettings } from './settings.ts';

/** The limits of one process. Replicas do not share them: counting in the store would cost every call a query. */
export interface CallGuard {
  readonly calls: Limit;
  readonly orders: OrderGuard;
  /** Calls with a token that was refused. */
  readonly failedTokens: Limit;
  /** Called whenever a limit refuses a call. */
  readonly limited: (policy: string) => void;
}

export function createGuard(settings: GuardSettings, limited: (policy: string) => void): CallGuard {
  return {
    calls: createLimit(settings.calls),
    orders: createOrderGuard(createLimit(settings.failedOrders), createLimit(settings.failedSerial), limited),
    failedTokens: createLimit(settings.failedTokens),
    limited,
  };
}
