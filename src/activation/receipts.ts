import { toInstant } from '../documents/instant.ts';
import { machineName } from '../documents/machineName.ts';
import { readReturnReceipt } from '../documents/returnReceipt.ts';
import { Refusal } from '../refusal.ts';
import { type Engine, refusalOf } from './engine.ts';
import type { CarriedReceipt } from './ports.ts';
import { createRetry, isPassing } from './retry.ts';

export type ReceiptActions = ReturnType<typeof receiptActions>;

type Change = (current: CarriedReceipt | null) => CarriedReceipt | null;

/** Return receipts of other machines, brought to the service. */
export function receiptActions(engine: Engine) {
  const { ports, vendor, state, update, show, guarded } = engine;
  const underWay = new Set<string>();
  const retry = createRetry(ports, () => void sendWaiting());

  const find = (id: string) => state.value.receipts.find((receipt) => receipt.id === id);

  async function keep(id: string, change: Change): Promise<void> {
    const inMemory = find(id) ?? null;
    try {
      const kept = await ports.journal.writeReceipt(id, (current) => change(current ?? inMemory));
      update({ receipts: withReceipt(id, kept), storageError: null });
    } catch (error) {
      update({ receipts: withReceipt(id, change(inMemory)), storageError: refusalOf(error) });
    }
  }

  function withReceipt(id: string, receipt: CarriedReceipt | null): readonly CarriedReceipt[] {
    const { receipts } = state.value;
    if (!receipt) return receipts.filter((other) => other.id !== id);
    const isKnown = receipts.some((other) => other.id === id);
    return isKnown ? receipts.map((other) => (other.id === id ? receipt : other)) : [...receipts, receipt];
  }

  async function takeOne(file: Uint8Array): Promise<string> {
    const { product, nonce, installationKey } = readReturnReceipt(file);
    const expected = vendor.profile.product.id;
    if (product !== expected) throw new Refusal('product-other', { expected, found: product });
    const machine = machineName(installationKey);
    const id = `${machine}.${nonce}`;
    const receivedAt = toInstant(ports.now());
    const fresh: CarriedReceipt = { id, machine, file, receivedAt, answer: null, refusal: null };
    await keep(id, (current) => current ?? fresh);
    return id;
  }

  async function send(id: string): Promise<void> {
    const receipt = find(id);
    if (!receipt || underWay.has(id)) return;
    underWay.add(id);
    try {
      const answer = await ports.service.returnLicense(receipt.file);
      update({ unreachable: null });
      retry.reset();
      await keep(id, (current) => current && { ...current, answer, refusal: null });
    } catch (error) {
      const refusal = refusalOf(error);
      if (isPassing(refusal)) {
        update({ unreachable: refusal });
        retry.later(refusal);
      } else await keep(id, (current) => current && { ...current, refusal });
    } finally {
      underWay.delete(id);
    }
  }

  async function sendWaiting(): Promise<void> {
    const waiting = state.value.receipts.filter(isWaiting);
    await Promise.all(waiting.map(({ id }) => send(id)));
  }

  return {
    sendWaiting,

    /**
     * Takes receipts in and sends them, now or when there is network. One that is here already is shown as it stands.
     *
     * @throws Refusal every code of `readReturnReceipt`; `product-other`; the receipts before the refused one are kept
     */
    async take(files: readonly Uint8Array[]): Promise<void> {
      const ids: string[] = [];
      for (const file of files) ids.push(await takeOne(file));
      const [only, another] = ids;
      if (only) show(another ? { at: 'collect' } : { at: 'receipt', id: only });
      void sendWaiting();
    },

    find,

    open(id: string): void {
      show({ at: 'receipt', id });
    },

    /** Tries again now: one that waits, whatever the pause, or one that was refused. */
    retry: (id: string): Promise<void> =>
      guarded(async () => {
        await keep(id, (current) => current && { ...current, refusal: null });
        await send(id);
      }),

    remove: (id: string): Promise<void> =>
      guarded(async () => {
        await keep(id, () => null);
        show({ at: 'collect' }, 'replace');
      }),
  };
}

/** Whether a receipt is still to be sent. */
export function isWaiting({ answer, refusal }: CarriedReceipt): boolean {
  return !answer && !refusal;
}
