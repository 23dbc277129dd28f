import type { UnverifiedLicense } from '../documents/license.ts';
import { checkSerialNumber, type SerialNumberCheck } from '../documents/serialNumber.ts';
import { Refusal } from '../refusal.ts';
import type { LicenseType, VendorProfile } from '../vendor/profile.ts';
import type { CourierActions } from './courier/courier.ts';
import type { Engine } from './engine.ts';
import type { MachineActions } from './machine/machine.ts';
import type { Draft, KeptRefusal } from './records.ts';
import type { Order } from './screens.ts';

export type OrderActions = ReturnType<typeof orderActions>;

/** The form of an order: license type and serial number, for this machine or for carried requests. */
export function orderActions(engine: Engine, machine: MachineActions, courier: CourierActions) {
  const { vendor, state, show, guarded, keepDraft, draftOf, draftsOf } = engine;

  const typeOf = (order: Order) => typeIn(draftsOf(order), vendor.profile);

  /** Ignores a second click while the first is in progress. */
  const once = (work: () => Promise<void>): Promise<void> => (state.value.busy ? Promise.resolve() : guarded(work));

  function send(order: Order): Promise<void> {
    return order.for === 'this-machine' ? machine.orderOnline() : courier.order(order.requestIds);
  }

  return {
    typeOf,
    draftOf,

    chooseType: (order: Order, licenseType: string): Promise<void> =>
      keepDraft(order, { licenseType, confirmChange: false }),

    /** Continues with the serial number where the type requires one, otherwise sends the order. */
    confirmType: (order: Order): Promise<void> =>
      once(async () => {
        const type = typeOf(order);
        if (!type) return;
        if (type.serialNumber === 'required') return show({ at: 'serial-number', order });
        await keepDraft(order, { licenseType: type.id, serialNumber: '' });
        await send(order);
      }),

    typeSerialNumber: (order: Order, serialNumber: string): Promise<void> =>
      keepDraft(order, { serialNumber, confirmChange: false }),

    /** @returns the license that an order renews, as far as this device knows it; null for several requests */
    previousLicense: (order: Order): UnverifiedLicense | null =>
      order.for === 'this-machine' ? state.value.license : courier.previousLicense(order.requestIds),

    /** @returns what the service asks before it answers an order; null when it asks nothing */
    changeOf(order: Order): KeptRefusal | null {
      const { machine, carriedRequests } = state.value;
      if (order.for === 'this-machine') return machine.refusal;
      return carriedRequests.find(({ requestId }) => order.requestIds.includes(requestId))?.refusal ?? null;
    },

    /** Returns to the form: another license type or serial number may have another seat. */
    change: (order: Order): void => show({ at: 'license-type', order }),

    /** Sends the order although the machine has changed; the person accepts what happens to the seat. */
    confirmChange: (order: Order): Promise<void> =>
      once(async () => {
        await keepDraft(order, { confirmChange: true });
        await send(order);
      }),

    checkSerialNumber: (order: Order): SerialNumberCheck => checkSerialNumber(draftOf(order).serialNumber),

    /** Sends the order, if the serial number is well-formed. */
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

/** @returns the license type that all drafts have; undefined where they differ */
function typeIn(drafts: readonly Draft[], { licenseTypes }: VendorProfile): LicenseType | undefined {
  const [chosen, another] = new Set(drafts.map(({ licenseType }) => licenseType));
  return another === undefined ? licenseTypes.find(({ id }) => id === chosen) : undefined;
}
