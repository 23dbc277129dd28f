import type { UnverifiedLicense } from '../documents/license.ts';
import { readSerialNumber, type SerialReading } from '../documents/serial/foreignSerialNumber.ts';
import type { LicenseType } from '../vendor/profile.ts';
import type { CourierActions } from './courier/courier.ts';
import { renewalActions } from './courier/renewals.ts';
import type { Engine } from './engine.ts';
import type { Draft, KeptRefusal } from './records.ts';
import type { Order } from './screens.ts';

/** What the form of an order shows. */
export function orderForm(engine: Engine, courier: CourierActions) {
  const { state, draftOf, draftsOf } = engine;
  const renewals = renewalActions(engine, { courier });
  const typesOf = (order: Order): readonly LicenseType[] => typesFor(engine, order);
  const typeOf = (order: Order) => typeIn(draftsOf(order), typesOf(order));

  return {
    /** @returns the license types to choose from */
    typesOf,
    typeOf,
    draftOf,

    /** Whether the service finds the seat by the license that is renewed, so that nobody types its serial number. */
    isRenewal(order: Order): boolean {
      const type = typeOf(order);
      const drafts = draftsOf(order);
      return type?.serialNumber === 'required' && drafts.every(({ renews }) => renews?.licenseType === type.id);
    },

    /** @returns the license that an order renews, as far as this device knows it; null for several requests */
    previousLicense(order: Order): UnverifiedLicense | null {
      if (order.for === 'this-machine') return state.value.license;
      const [only, another] = order.requestIds;
      return only === undefined || another !== undefined ? null : renewals.previousLicense(only);
    },

    /** @returns what the service asks before it answers an order; null when it asks nothing */
    changeOf(order: Order): KeptRefusal | null {
      const { machine, carriedRequests } = state.value;
      if (order.for === 'this-machine') return machine.refusal;
      return carriedRequests.find(({ requestId }) => order.requestIds.includes(requestId))?.refusal ?? null;
    },

    readSerialNumber: (order: Order): SerialReading =>
      readSerialNumber(draftOf(order).serialNumber, typeOf(order)?.serialNumbers ?? 'keyferry'),
  };
}

/** @returns the license type that all drafts have; undefined where they differ */
function typeIn(drafts: readonly Draft[], types: readonly LicenseType[]): LicenseType | undefined {
  const [chosen, another] = new Set(drafts.map(({ licenseType }) => licenseType));
  return another === undefined ? types.find(({ id }) => id === chosen) : undefined;
}

/** @returns the license types of the product that an order is for: its requests are all of one product */
function typesFor({ vendor, state }: Engine, order: Order): readonly LicenseType[] {
  const { carriedRequests } = state.value;
  const [first] = order.for === 'carried-requests' ? order.requestIds : [];
  return vendor.of(carriedRequests.find(({ requestId }) => requestId === first)?.product).profile.licenseTypes;
}
