import type { CarriedRequest } from './ports.ts';
import type { Role, Screen, State } from './state.ts';

/** Whether an order waits for the person to say what shall become of the seat. */
export function needsAnswer({ stage, refusal }: CarriedRequest): boolean {
  return stage === 'open' && refusal?.code === 'machine-changed';
}

/** @returns where one request that this device carries stands */
export function screenOf(carriedRequest: CarriedRequest): Screen {
  const { requestId, stage } = carriedRequest;
  if (stage === 'licensed') return { at: 'license', requestId };
  if (stage === 'waiting') return { at: 'waiting', requestId };
  const order = { for: 'carried-requests', requestIds: [requestId] } as const;
  return needsAnswer(carriedRequest) ? { at: 'changed', order } : { at: 'license-type', order };
}

/** @returns the role in which a screen is seen, null where both see it */
export function roleOf(screen: Screen): Role | null {
  if ('order' in screen) return screen.order.for === 'this-machine' ? 'machine' : 'courier';
  if (['opening', 'role', 'carry', 'sending', 'arrived', 'keyset'].includes(screen.at)) return null;
  return ['collect', 'waiting', 'license', 'licenses', 'receipt'].includes(screen.at) ? 'courier' : 'machine';
}

/**
 * A screen that the browser's history, or a reload, comes back to may have been overtaken: its order was sent, its
 * request was answered or removed.
 *
 * @returns the screen to show now, null when nothing is left of it
 */
export function presentOf(screen: Screen, state: State): Screen | null {
  const { machine, license, carriedRequests, receipts, fileTransfer } = state;
  const carriedRequestScreen = (requestId: string): Screen | null => {
    const carriedRequest = carriedRequests.find((one) => one.requestId === requestId);
    return carriedRequest ? screenOf(carriedRequest) : null;
  };
  switch (screen.at) {
    case 'opening':
    case 'connecting':
    case 'keyset':
      return null;
    case 'request':
      return machine.request ? screen : null;
    case 'receive':
      return machine.request || !license ? screen : null;
    case 'activated':
    case 'give-back':
      return license ? screen : null;
    case 'returned':
      return machine.returns.length > 0 ? screen : null;
    case 'receipt':
      return receipts.some(({ id }) => id === screen.id) ? screen : { at: 'collect' };
    case 'licenses':
      return carriedRequests.some((carriedRequest) => carriedRequest.license) ? screen : { at: 'collect' };
    case 'sending':
    case 'arrived':
      return fileTransfer[screen.at] ? screen : { at: 'carry' };
    case 'waiting':
    case 'license':
      return carriedRequestScreen(screen.requestId);
    case 'changed':
      if (screen.order.for === 'this-machine') return machine.refusal ? screen : null;
      return carriedRequestScreen(screen.order.requestIds[0] ?? '');
    case 'license-type':
    case 'serial-number':
      return screen.order.for === 'this-machine'
        ? screen
        : presentOfOrder(screen, screen.order.requestIds, carriedRequests);
    default:
      return screen;
  }
}

function presentOfOrder(
  screen: Screen,
  requestIds: readonly string[],
  carriedRequests: readonly CarriedRequest[],
): Screen | null {
  const ordered = carriedRequests.filter((carriedRequest) => requestIds.includes(carriedRequest.requestId));
  if (ordered.length === requestIds.length && ordered.every((carriedRequest) => carriedRequest.stage === 'open'))
    return screen;
  const [only, another] = ordered;
  if (another || requestIds.length > 1) return { at: 'collect' };
  return only ? screenOf(only) : null;
}
