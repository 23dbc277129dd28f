import { toInstant } from '../../documents/instant.ts';
import type { SendingEngine } from '../engine.ts';
import { askedToWait, refusalOf } from '../keptRefusal.ts';
import type { KeptRefusal } from '../records.ts';
import { createRetry, isTemporary } from './retry.ts';

/** One kind of item that goes to the service, and where its records are kept. */
export interface Shipment<Item, Answer> {
  /** Names the kind: an item is never sent by two tabs, or by a tab and the service worker, at the same time. */
  readonly name: string;
  /** Whether the service worker sends these items too, after the page was closed. */
  readonly inBackground: boolean;
  /** Ids of the items that wait to be sent. */
  pending(): readonly string[];
  /**
   * Prepares an item, and stores that it waits where that is not stored yet: it must be sent even after a crash.
   *
   * @param asked whether the person asked for it now; otherwise only an item is sent that still waits on disk
   * @returns null when there is nothing to send any more
   */
  prepare(id: string, asked: boolean): Promise<Item | null>;
  /** @throws Refusal whatever the service, or the check of its answer, refuses */
  send(item: Item): Promise<Answer>;
  keepAnswer(item: Item, answer: Answer): Promise<void>;
  /**
   * Stores why the service refused the item; it does not wait any more.
   *
   * @param item what was sent; null when it was refused before that
   */
  keepRefusal(id: string, refusal: KeptRefusal, item: Item | null): Promise<void>;
  /** Reports why the service cannot be reached; null as soon as it answered. */
  reach?(refusal: KeptRefusal | null): void;
}

/** As many as browsers run side by side: calls that only wait for their turn would look like a slow service. */
const callsAtOnce = 6;

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
  { ports, sendLater }: Pick<SendingEngine, 'ports' | 'sendLater'>,
  shipment: Shipment<Item, Answer>,
  onSent: () => void = () => {},
): Outbox {
  const inFlight = new Set<string>();
  const retry = createRetry(ports, () => void sendPending());

  /** @returns why it was refused; null when it was sent, or there is nothing to send */
  async function deliver(id: string, asked: boolean): Promise<KeptRefusal | null> {
    let item: Item | null = null;
    try {
      item = await shipment.prepare(id, asked);
      if (item === null) return null;
      // Before the call: a page that is closed now has been asked for already.
      if (shipment.inBackground) void sendLater();
      const answer = await shipment.send(item);
      shipment.reach?.(null);
      retry.reset();
      await shipment.keepAnswer(item, answer);
      return null;
    } catch (error) {
      const refusal = refusalOf(error);
      if (isTemporary(refusal)) await postpone(refusal);
      else await shipment.keepRefusal(id, refusal, item);
      return isTemporary(refusal) ? null : refusal;
    }
  }

  /** Stores the pause that the service asks for: the service worker and later visits respect it. */
  async function postpone(refusal: KeptRefusal): Promise<void> {
    shipment.reach?.(refusal);
    retry.later(refusal);
    const wait = askedToWait(refusal);
    if (wait === 0) return;
    const until = toInstant(new Date(ports.now().getTime() + wait));
    // Without it, the next attempt is refused with the same pause.
    await ports.journal.writeSetting('send-after', until).catch(() => {});
  }

  async function sendOnce(id: string, asked: boolean): Promise<KeptRefusal | null> {
    if (inFlight.has(id)) return null;
    inFlight.add(id);
    try {
      return await ports.background.alone(`${shipment.name}/${id}`, () => deliver(id, asked));
    } finally {
      inFlight.delete(id);
    }
  }

  async function sendPending(): Promise<void> {
    const waiting = shipment.pending()[Symbol.iterator]();
    await Promise.all(
      Array.from({ length: callsAtOnce }, async () => {
        for (const id of waiting) await sendOnce(id, false);
      }),
    );
    onSent();
  }

  return { send: (id) => sendOnce(id, true), sendPending };
}
