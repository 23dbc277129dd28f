import { requestIdsOf } from '../courier/follow.ts';
import type { State } from '../state.ts';

/** @returns id of the product that the screen is about; null where it is about none or several */
export function productInFront({ screen, role, product, carriedRequests, receipts }: State): string | null {
  if (screen.at === 'product') return null;
  if ('product' in screen) return screen.product ?? null;
  const [requestId] = requestIdsOf(screen);
  if (requestId !== undefined) return carriedRequests.find((one) => one.requestId === requestId)?.product ?? null;
  if (screen.at === 'receipt') return receipts.find(({ id }) => id === screen.id)?.product ?? null;
  return role === 'machine' ? product : null;
}
