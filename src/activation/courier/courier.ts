import type { HealedDocument } from '../../documents/heal/damage.ts';
import { readHealed } from '../../documents/heal/exactDocuments.ts';
import { toInstant } from '../../documents/instant.ts';
import type { UnverifiedLicense } from '../../documents/license.ts';
import { machineId } from '../../documents/machineId.ts';
import { readRequest } from '../../documents/request.ts';
import { Refusal } from '../../refusal.ts';
import type { NamedMachine } from '../../transfer/documentName.ts';
import type { MachineNames } from '../../transfer/names.ts';
import type { Engine } from '../engine.ts';
import type { TakenDocument } from '../intake/arrivals.ts';
import { slowAfter } from '../outbox/slowService.ts';
import { type CarriedRequest, needsAnswer } from '../records.ts';
import { screenOf } from '../screens.ts';
import { takeActivationReceipt } from './deliveries.ts';
import { takeLicense } from './fetched.ts';
import { createFollower, requestIdsOf } from './follow.ts';
import { createLicenseReader } from './licenseReader.ts';
import { createOrders, reopened } from './orders.ts';
import { createRenewals, type Renewals } from './renewals.ts';
import { nameOf } from './requestState.ts';

export type CourierActions = ReturnType<typeof courierActions>;

/** Actions on a device with internet, for the requests that it carries. */
export function courierActions(engine: Engine) {
  const licenses = createLicenseReader(engine.vendor);
  const { follow, open } = createFollower(engine);
  const orders = createOrders(engine, licenses, follow);
  const { show, guarded, keepCarriedRequest } = engine;
  const find = (requestId: string) => findRequest(engine, requestId);
  const renewals = createRenewals(engine, licenses);

  return {
    sendWaiting: orders.sendPending,
    follow,
    order: (requestId: string) => order(engine, orders.send, follow, requestId),
    takeRequest: (document: HealedDocument, names: MachineNames) => takeRequest(engine, renewals, document, names),
    takeActivationReceipt: (document: HealedDocument) => takeActivationReceipt(engine, licenses, document),
    previousLicense: ([only, another]: readonly string[]) =>
      only === undefined || another !== undefined ? null : renewals.previousLicense(only),
    renewalOf: renewals.renewalOf,
    terms: renewals.terms,
    takeLicense: (product: string, answer: Uint8Array) => takeLicense(engine, licenses, product, answer),

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
 * Takes a machine's request in. A known request continues at its stage.
 *
 * @param names what people call the machines; a name that this device knows stays
 * @throws Refusal every code of `readHealed` and `readRequest`; `product-other`
 */
async function takeRequest(
  engine: Engine,
  renewals: Renewals,
  document: HealedDocument,
  names: MachineNames,
): Promise<TakenDocument> {
  const { ports, vendor, keepCarriedRequest } = engine;
  const { file, content } = readHealed(document, readRequest);
  const { requestId, product, installationKey } = content;
  vendor.served(product);
  const machine = machineId(installationKey);
  const name = nameOf(machine, engine.state.value.carriedRequests) || (names.get(machine) ?? '');
  const fresh: CarriedRequest = {
    requestId,
    product,
    machine,
    name,
    request: file,
    receivedAt: toInstant(ports.now()),
    draft: renewals.draftFor(content),
    stage: 'open',
    license: null,
    refusal: null,
    deliveredAt: null,
    returnedAt: null,
  };
  let isNew = true;
  await keepCarriedRequest(requestId, (current) => {
    isNew = current === null;
    return current ? { ...current, name: current.name || name } : fresh;
  });
  return { type: 'request', id: requestId, isNew, screen: screenOf(findRequest(engine, requestId) ?? fresh) };
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
