import { createLimit, type Limit } from './limit.ts';
import { createOrderGuard, type OrderGuard } from './orderGuard.ts';
import type { GuardSettings } from './settings.ts';

/** The limits of one service. Each replica has its own: what they share is the store, and that is not asked for this. */
export interface Guard {
  readonly calls: Limit;
  readonly orders: OrderGuard;
  /** Calls with a token that was not accepted. */
  readonly failedTokens: Limit;
  /** To be told whenever a limit turns somebody away. */
  readonly limited: (policy: string) => void;
}

export function createGuard(settings: GuardSettings, limited: (policy: string) => void): Guard {
  return {
    calls: createLimit(settings.calls),
    orders: createOrderGuard(createLimit(settings.failedOrders), createLimit(settings.failedSerial), limited),
    failedTokens: createLimit(settings.failedTokens),
    limited,
  };
}
