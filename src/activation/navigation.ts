import type { Errand } from './ports.ts';
import type { Role, Screen, State } from './state.ts';

/** Whether an order waits for the person to say what shall become of the seat. */
export function needsAnswer({ stage, refusal }: Errand): boolean {
  return stage === 'open' && refusal?.code === 'machine-changed';
}

/** @returns where one request that this device carries stands */
export function screenOf(errand: Errand): Screen {
  const { requestId, stage } = errand;
  if (stage === 'licensed') return { at: 'license', requestId };
  if (stage === 'waiting') return { at: 'waiting', requestId };
  const order = { for: 'errands', requestIds: [requestId] } as const;
  return needsAnswer(errand) ? { at: 'changed', order } : { at: 'license-type', order };
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
  const { machine, license, errands, receipts, cargo } = state;
  const errandScreen = (requestId: string): Screen | null => {
    const errand = errands.find((one) => one.requestId === requestId);
    return errand ? screenOf(errand) : null;
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
      return errands.some((errand) => errand.license) ? screen : { at: 'collect' };
    case 'sending':
    case 'arrived':
      return cargo[screen.at] ? screen : { at: 'carry' };
    case 'waiting':
    case 'license':
      return errandScreen(screen.requestId);
    case 'changed':
      if (screen.order.for === 'this-machine') return machine.refusal ? screen : null;
      return errandScreen(screen.order.requestIds[0] ?? '');
    case 'license-type':
    case 'serial-number':
      return screen.order.for === 'this-machine' ? screen : presentOfOrder(screen, screen.order.requestIds, errands);
    default:
      return screen;
  }
}

function presentOfOrder(screen: Screen, requestIds: readonly string[], errands: readonly Errand[]): Screen | null {
  const ordered = errands.filter((errand) => requestIds.includes(errand.requestId));
  if (ordered.length === requestIds.length && ordered.every((errand) => errand.stage === 'open')) return screen;
  const [only, another] = ordered;
  if (another || requestIds.length > 1) return { at: 'collect' };
  return only ? screenOf(only) : null;
}
