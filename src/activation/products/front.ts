import { requestIdsOf } from '../courier/follow.ts';
import type { State } from '../state.ts';

/** @returns id of the product that the screen is about; null where it is about none or several */
export function productInFront(state: State): string | null {
  const { screen, role, product, carriedRequests, receipts, computers, computersDraft } = state;
  if (screen.at === 'product') return null;
  if ('product' in screen) return screen.product ?? null;
  const [requestId] = requestIdsOf(screen);
  if (requestId !== undefined) return carriedRequests.find((one) => one.requestId === requestId)?.product ?? null;
  if (screen.at === 'computers') return computersDraft.product;
  if (screen.at === 'computer-list' || screen.at === 'computer') return computers?.product ?? null;
  if (screen.at === 'receipt') return receipts.find(({ id }) => id === screen.id)?.product ?? null;
  return role === 'machine' ? product : null;
}
