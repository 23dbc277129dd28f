import { toInstant } from '../../documents/instant.ts';
import type { UnverifiedLicense } from '../../documents/license.ts';
import { Refusal } from '../../refusal.ts';
import type { NamedMachine } from '../../transfer/documentName.ts';
import type { Engine } from '../engine.ts';
import { slowAfter } from '../outbox/slowService.ts';
import { type CarriedRequest, needsAnswer } from '../records.ts';
import { screenOf } from '../screens.ts';
import { createFollower, requestIdsOf } from './follow.ts';
import { createLicenseReader } from './licenseReader.ts';
import { createOrders, reopened } from './orders.ts';

export type CourierActions = ReturnType<typeof courierActions>;

/** Actions on a device with internet, for the requests that it carries. */
export function courierActions(engine: Engine) {
  const licenses = createLicenseReader(engine.vendor);
  const { follow, open } = createFollower(engine);
  const orders = createOrders(engine, licenses, follow);
  const { show, guarded, keepCarriedRequest } = engine;
  const find = (requestId: string) => findRequest(engine, requestId);

  return {
    sendWaiting: orders.sendPending,
    follow,
    order: (requestId: string) => order(engine, orders.send, follow, requestId),
    /** Reads what the service answered. */
    licenses,

    collect(): void {
      show({ at: 'collect' });
    },

    open(requestId: string): void {
      const found = find(requestId);
      if (found) open(found);
    },

    /** @returns which machine a request is about, as people name it */
    computerOf(requestId: string): NamedMachine {
      const { machine = '', name = '' } = find(requestId) ?? {};
      return { machine, name };
    },

    /** @returns what a received license says; null when there is none, or it is not authentic */
    licenseOf(requestId: string): UnverifiedLicense | null {
      const found = find(requestId);
      return found ? licenses.read(found) : null;
    },

    /** Shows received licenses of a product, all or those of some requests, as codes and as one file. */
    showAll(product = engine.vendor.profile.product.id, requestIds?: readonly string[]): void {
      show({ at: 'licenses', product, ...(requestIds && { requestIds }) });
    },

    /** Sends everything that waits now, whatever the pause. */
    retry: (): Promise<void> => guarded(orders.sendPending),

    /** Takes a waiting order back into the form. */
    reconsider: (requestId: string): Promise<void> =>
      guarded(async () => {
        await keepCarriedRequest(requestId, reopened(null));
        const found = find(requestId);
        if (found) show(screenOf(found));
      }),

    remove: (requestId: string): Promise<void> =>
      guarded(async () => {
        await engine.removeRecords([requestId], [], toInstant(engine.ports.now()));
        show({ at: 'collect' }, 'replace');
      }),
  };
}

function findRequest({ state }: Engine, requestId: string): CarriedRequest | undefined {
  return state.value.carriedRequests.find((one) => one.requestId === requestId);
}

/**
 * Sends an order and shows its license. Where the service is slow, the person need not wait at the form: the order is
 * stored, and goes on in the background.
 *
 * @throws Refusal why the service refused
 */
async function order(
  engine: Engine,
  send: ReturnType<typeof createOrders>['send'],
  follow: () => void,
  requestId: string,
): Promise<void> {
  const sending = send(requestId).then((refusal) => ({ refusal }));
  const outcome = await Promise.race([sending, untilSlow(engine)]);
  if (outcome === null) void sending.then(follow);
  // A person who went to another screen meanwhile stays there: the list has the outcome.
  if (requestIdsOf(engine.state.value.screen).join() !== requestId) return;
  const only = findRequest(engine, requestId);
  const refusal = outcome?.refusal;
  if (refusal && !(only && needsAnswer(only))) throw new Refusal(refusal.code, refusal.details);
  if (only) engine.show(screenOf(only));
}

function untilSlow({ ports }: Engine): Promise<null> {
  return new Promise((resolve) => ports.later(slowAfter, () => resolve(null)));
}
