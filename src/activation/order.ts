import { checkSerialNumber, type SerialNumberCheck } from '../documents/serialNumber.ts';
import { Refusal } from '../refusal.ts';
import type { LicenseType } from '../vendor/profile.ts';
import type { CourierActions } from './courier.ts';
import type { Engine } from './engine.ts';
import type { MachineActions } from './machine.ts';
import type { KeptRefusal } from './ports.ts';
import type { Order } from './state.ts';

export type OrderActions = ReturnType<typeof orderActions>;

/** Choosing a license type and typing a serial number: the same for this machine and for requests carried. */
export function orderActions(engine: Engine, machine: MachineActions, courier: CourierActions) {
  const { vendor, state, show, guarded, keepDraft, draftOf } = engine;

  function typeOf(order: Order): LicenseType | undefined {
    const { licenseType } = draftOf(order);
    return vendor.profile.licenseTypes.find((type) => type.id === licenseType);
  }

  /** A second click while the first is under way changes nothing. */
  const once = (work: () => Promise<void>): Promise<void> => (state.value.busy ? Promise.resolve() : guarded(work));

  function send(order: Order): Promise<void> {
    return order.for === 'this-machine' ? machine.orderOnline() : courier.order(order.requestIds);
  }

  return {
    typeOf,
    draftOf,

    chooseType: (order: Order, licenseType: string): Promise<void> =>
      keepDraft(order, { licenseType, confirmChange: false }),

    /** From the license type onward: to the serial number where the type asks for one, else straight to the service. */
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

    /** @returns what the service wants to know before it answers an order; null when it asks nothing */
    changeOf(order: Order): KeptRefusal | null {
      const { machine, carriedRequests } = state.value;
      if (order.for === 'this-machine') return machine.refusal;
      return carriedRequests.find(({ requestId }) => order.requestIds.includes(requestId))?.refusal ?? null;
    },

    /** Back into the form: another license type or serial number may have another seat. */
    change: (order: Order): void => show({ at: 'license-type', order }),

    /** Goes on although the machine has changed: the person knows what becomes of the seat. */
    confirmChange: (order: Order): Promise<void> =>
      once(async () => {
        await keepDraft(order, { confirmChange: true });
        await send(order);
      }),

    checkSerialNumber: (order: Order): SerialNumberCheck => checkSerialNumber(draftOf(order).serialNumber),

    /** Sends the order with its serial number, once that has the right form. */
    submit: (order: Order): Promise<void> =>
      once(async () => {
        const check = checkSerialNumber(draftOf(order).serialNumber);
        if (check.status === 'empty') throw new Refusal('serial-required');
        if (check.status !== 'valid') throw new Refusal('serial-malformed');
        await keepDraft(order, { serialNumber: check.canonical });
        await send(order);
      }),
  };
}
