import { readSerialNumber, type SerialReading } from '../documents/serial/foreignSerialNumber.ts';
import { Refusal } from '../refusal.ts';
import type { LicenseType } from '../vendor/profile.ts';
import type { CourierActions } from './courier/courier.ts';
import type { Engine } from './engine.ts';
import type { MachineActions } from './machine/machine.ts';
import type { KeptRefusal } from './records.ts';
import type { Order } from './screens.ts';

export type OrderActions = ReturnType<typeof orderActions>;

/** The form of an order: license type and serial number, for this machine or for carried requests. */
export function orderActions(engine: Engine, machine: MachineActions, courier: CourierActions) {
  const { state, show, guarded, keepDraft, draftOf } = engine;

  const typesOf = (order: Order): readonly LicenseType[] => typesFor(engine, order);

  function typeOf(order: Order): LicenseType | undefined {
    const { licenseType } = draftOf(order);
    return typesOf(order).find((type) => type.id === licenseType);
  }

  function readTyped(order: Order): SerialReading {
    return readSerialNumber(draftOf(order).serialNumber, typeOf(order)?.serialNumbers ?? 'keyferry');
  }

  /** Ignores a second click while the first is in progress. */
  const once = (work: () => Promise<void>): Promise<void> => (state.value.busy ? Promise.resolve() : guarded(work));

  function send(order: Order): Promise<void> {
    return order.for === 'this-machine' ? machine.orderOnline() : courier.order(order.requestIds);
  }

  return {
    /** @returns the license types to choose from */
    typesOf,
    typeOf,
    draftOf,
    readSerialNumber: readTyped,

    chooseType: (order: Order, licenseType: string): Promise<void> =>
      keepDraft(order, { licenseType, confirmChange: false }),

    /** Continues with the serial number where the type requires one, otherwise sends the order. */
    confirmType: (order: Order): Promise<void> =>
      once(async () => {
        const type = typeOf(order);
        if (!type) return;
        if (type.serialNumber === 'required') return show({ at: 'serial-number', order });
        await keepDraft(order, { serialNumber: '' });
        await send(order);
      }),

    typeSerialNumber: (order: Order, serialNumber: string): Promise<void> =>
      keepDraft(order, { serialNumber, confirmChange: false }),

    /** @returns what the service asks before it answers an order; null when it asks nothing */
    changeOf: (order: Order): KeptRefusal | null => changeIn(engine, order),

    /** Returns to the form: another license type or serial number may have another seat. */
    change: (order: Order): void => show({ at: 'license-type', order }),

    /** Sends the order although the machine has changed; the person accepts what happens to the seat. */
    confirmChange: (order: Order): Promise<void> =>
      once(async () => {
        await keepDraft(order, { confirmChange: true });
        await send(order);
      }),

    /** Sends the order, if the serial number is well-formed. */
    submit: (order: Order): Promise<void> =>
      once(async () => {
        const read = readTyped(order);
        if (read.status === 'empty') throw new Refusal('serial-required');
        if (read.status !== 'valid') throw new Refusal('serial-malformed');
        // One of another system stays as its customer knows it.
        if (read.kind === 'keyferry') await keepDraft(order, { serialNumber: read.canonical });
        await send(order);
      }),
  };
}

function changeIn({ state }: Engine, order: Order): KeptRefusal | null {
  const { machine, carriedRequests } = state.value;
  if (order.for === 'this-machine') return machine.refusal;
  return carriedRequests.find(({ requestId }) => order.requestIds.includes(requestId))?.refusal ?? null;
}

/** @returns the license types of the product that an order is for: its requests are all of one product */
function typesFor({ vendor, state }: Engine, order: Order): readonly LicenseType[] {
  const { carriedRequests } = state.value;
  const [first] = order.for === 'carried-requests' ? order.requestIds : [];
  return vendor.of(carriedRequests.find(({ requestId }) => requestId === first)?.product).profile.licenseTypes;
}
