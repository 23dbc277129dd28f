import { Refusal } from '../refusal.ts';
import { draftInBatch } from './batch/batch.ts';
import { batchActions } from './courier/batchOrders.ts';
import type { Engine } from './engine.ts';
import { orderForm } from './orderForm.ts';
import type { OwnActions } from './parts.ts';
import type { Order } from './screens.ts';

export type OrderActions = ReturnType<typeof orderActions>;

/** The form of an order: license type and serial number, for this machine or for carried requests. */
export function orderActions(engine: Engine, own: OwnActions) {
  const { machine, courier } = own;
  const batch = batchActions(engine, own);
  const { state, show, guarded, keepDraft } = engine;
  const form = orderForm(engine, courier);

  /** Ignores a second click while the first is in progress. */
  const once = (work: () => Promise<void>): Promise<void> => (state.value.busy ? Promise.resolve() : guarded(work));

  function send(order: Order): Promise<void> {
    if (order.for === 'this-machine') return machine.orderOnline();
    const [only = '', another] = order.requestIds;
    if (order.among) return batch.orderNext(order);
    if (another === undefined) return courier.order(only);
    const draft = form.draftOf(order);
    return batch.orderAll(order.requestIds, (request) => draftInBatch(request.draft, draft));
  }

  return {
    ...form,

    chooseType: (order: Order, licenseType: string): Promise<void> =>
      keepDraft(order, { licenseType, confirmChange: false }),

    /** Continues with the serial number where the order needs one, otherwise sends the order. */
    confirmType: (order: Order): Promise<void> =>
      once(async () => {
        const type = form.typeOf(order);
        if (!type) return;
        if (type.serialNumber === 'required' && !form.isRenewal(order)) return show({ at: 'serial-number', order });
        await keepDraft(order, { licenseType: type.id, serialNumber: '' });
        await send(order);
      }),

    /** Orders a renewal with a serial number after all. */
    enterSerialNumber: (order: Order): void => show({ at: 'serial-number', order }),

    typeSerialNumber: (order: Order, serialNumber: string): Promise<void> =>
      keepDraft(order, { serialNumber, confirmChange: false }),

    /** Returns to the form: another license type or serial number may have another seat. */
    change: (order: Order): void => show({ at: 'license-type', order }),

    /** Sends the order although the machine has changed; the person accepts what happens to the seat. */
    confirmChange: (order: Order): Promise<void> =>
      once(async () => {
        // A seat moves to changed hardware only with its serial number.
        const needsSerial = form.isRenewal(order) && form.draftOf(order).serialNumber === '';
        if (needsSerial) return show({ at: 'serial-number', order });
        await keepDraft(order, { confirmChange: true });
        await send(order);
      }),

    /** Sends the order, if the serial number is well-formed. */
    submit: (order: Order): Promise<void> =>
      once(async () => {
        const read = form.readSerialNumber(order);
        if (read.status === 'empty') throw new Refusal('serial-required');
        if (read.status !== 'valid') throw new Refusal('serial-malformed');
        // One of another system stays as its customer knows it.
        if (read.kind === 'keyferry') await keepDraft(order, { serialNumber: read.canonical });
        await send(order);
      }),
  };
}
