import { toInstant } from '../../documents/instant.ts';
import type { Engine, SendingEngine } from '../engine.ts';
import { createOutbox, type Outbox } from '../outbox/outbox.ts';
import { createLaterSending, isToSend } from '../outbox/takenLater.ts';
import type { ReturnAnswer } from '../ports/service.ts';
import type { CarriedReceipt, CarriedRequest } from '../records.ts';
import { licenseIdOf } from './earlierRecords.ts';

export type ReceiptActions = ReturnType<typeof receiptActions>;

/** Return receipts of other machines, on their way to the service. */
export function receiptActions(engine: Engine) {
  const { state, show, guarded, keepReceipt } = engine;
  const sendLater = createLaterSending(
    engine.ports,
    () => state.value.receipts,
    () => void sendWaiting(),
  );
  const outbox = createReceiptOutbox(engine);

  async function sendWaiting(): Promise<void> {
    await outbox.sendPending();
    sendLater();
  }

  return {
    sendWaiting,

    find: (id: string): CarriedReceipt | undefined => state.value.receipts.find((receipt) => receipt.id === id),

    open(id: string): void {
      show({ at: 'receipt', id });
    },

    /** Sends a waiting or refused receipt now, whatever the pause. */
    retry: (id: string): Promise<void> =>
      guarded(async () => {
        await keepReceipt(id, (current) => current && { ...current, refusal: null });
        await outbox.send(id);
        sendLater();
      }),

    remove: (id: string): Promise<void> =>
      guarded(async () => {
        await engine.removeRecords([], [id], toInstant(engine.ports.now()));
        show({ at: 'collect' }, 'replace');
      }),
  };
}

/** The outbox of the return receipts. */
export function createReceiptOutbox(engine: SendingEngine): Outbox {
  const { ports, vendor, state, update, keepReceipt, keepCarriedRequest } = engine;
  return createOutbox<CarriedReceipt, ReturnAnswer>(engine, {
    name: 'receipts',
    inBackground: true,
    pending: () => state.value.receipts.filter((receipt) => isToSend(receipt, ports.now())).map(({ id }) => id),
    async prepare(id) {
      // Read again: the service worker, or another tab, may have sent it meanwhile.
      await keepReceipt(id, (current) => current);
      return state.value.receipts.find((receipt) => receipt.id === id && isToSend(receipt, ports.now())) ?? null;
    },
    send: ({ file, product, code }) => {
      const { service } = vendor.of(product);
      return code ? service.returnByCode(code.join(' ')) : service.returnLicense(file);
    },
    async keepAnswer({ id, licenseId }, answer) {
      await keepReceipt(id, (current) => current && { ...current, answer, refusal: null });
      const isReturned = (one: CarriedRequest) => licenseIdOf(one) === licenseId;
      const returned = state.value.carriedRequests.find(isReturned);
      const returnedAt = toInstant(ports.now());
      if (returned) await keepCarriedRequest(returned.requestId, (current) => current && { ...current, returnedAt });
    },
    keepRefusal: (id, refusal) => keepReceipt(id, (current) => current && { ...current, refusal }),
    reach: (refusal) => update({ unreachable: refusal }),
  });
}

/** Whether a receipt waits for a connection. */
export function isWaiting({ answer, refusal }: CarriedReceipt): boolean {
  return !answer && !refusal;
}
