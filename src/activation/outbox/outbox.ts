import { refusalOf } from '../keptRefusal.ts';
import type { Ports } from '../ports.ts';
import type { KeptRefusal } from '../records.ts';
import { createRetry, isTemporary } from './retry.ts';

/** One kind of item that goes to the service, and where its records are kept. */
export interface Shipment<Item, Answer> {
  /** Ids of the items that wait to be sent. */
  pending(): readonly string[];
  /**
   * Prepares an item, and stores that it waits where that is not stored yet: it must be sent even after a crash.
   *
   * @returns null when there is nothing to send any more
   */
  prepare(id: string): Promise<Item | null>;
  /** @throws Refusal whatever the service, or the check of its answer, refuses */
  send(item: Item): Promise<Answer>;
  keepAnswer(item: Item, answer: Answer): Promise<void>;
  /** Stores why the service refused the item; it does not wait any more. */
  keepRefusal(id: string, refusal: KeptRefusal): Promise<void>;
  /** Reports why the service cannot be reached; null as soon as it answered. */
  reach?(refusal: KeptRefusal | null): void;
}

/** Sends stored items to the service: now, or later when it cannot be reached. */
export interface Outbox {
  /**
   * Sends one item, unless it is being sent already.
   *
   * @returns why it was refused; null when it was sent, or waits for a connection
   */
  send(id: string): Promise<KeptRefusal | null>;
  /** Sends everything that waits. */
  sendPending(): Promise<void>;
}

/** @param onSent runs after each `sendPending` */
export function createOutbox<Item, Answer>(
  ports: Pick<Ports, 'later'>,
  shipment: Shipment<Item, Answer>,
  onSent: () => void = () => {},
): Outbox {
  const inFlight = new Set<string>();
  const retry = createRetry(ports, () => void sendPending());

  async function deliver(id: string): Promise<void> {
    const item = await shipment.prepare(id);
    if (item === null) return;
    const answer = await shipment.send(item);
    shipment.reach?.(null);
    retry.reset();
    await shipment.keepAnswer(item, answer);
  }

  async function send(id: string): Promise<KeptRefusal | null> {
    if (inFlight.has(id)) return null;
    inFlight.add(id);
    try {
      await deliver(id);
      return null;
    } catch (error) {
      const refusal = refusalOf(error);
      if (isTemporary(refusal)) {
        shipment.reach?.(refusal);
        retry.later(refusal);
        return null;
      }
      await shipment.keepRefusal(id, refusal);
      return refusal;
    } finally {
      inFlight.delete(id);
    }
  }

  async function sendPending(): Promise<void> {
    await Promise.all(shipment.pending().map(send));
    onSent();
  }

  return { send, sendPending };
}
