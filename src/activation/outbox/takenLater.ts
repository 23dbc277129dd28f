import { toInstant } from '../../documents/instant.ts';
import type { ReturnAnswer } from '../ports/service.ts';
import type { Ports } from '../ports.ts';
import type { KeptRefusal } from '../records.ts';

/** What is known of a return receipt that was sent. */
export interface SentReceipt {
  readonly answer: ReturnAnswer | null;
  readonly refusal: KeptRefusal | null;
}

/** @returns the instant from which the service takes a receipt that came too early; null where it is refused for good */
export function takenFrom(refusal: KeptRefusal | null): string | null {
  if (refusal?.code !== 'return-too-soon' && refusal?.code !== 'return-too-often') return null;
  const { nextAt } = refusal.details;
  return typeof nextAt === 'string' && !Number.isNaN(Date.parse(nextAt)) ? nextAt : null;
}

/** Whether a receipt is to be sent now: it was not sent yet, or came too early and is due by now. */
export function isToSend({ answer, refusal }: SentReceipt, now: Date): boolean {
  if (answer) return false;
  if (!refusal) return true;
  const from = takenFrom(refusal);
  return from !== null && from <= toInstant(now);
}

/** Browsers count no longer delays than 24 days, and computers sleep. */
const longestDelay = 6 * 60 * 60 * 1000;

/**
 * Sends receipts that came too early as soon as the service takes them, while the page is open; each start sends them too.
 *
 * @param receipts all receipts, as they are at that moment
 * @returns plans the next attempt; call it whenever a receipt may have been refused
 */
export function createLaterSending(
  { later, now }: Pick<Ports, 'later' | 'now'>,
  receipts: () => readonly SentReceipt[],
  send: () => void,
): () => void {
  let cancel = () => {};
  function plan(): void {
    cancel();
    const due = receipts().flatMap(({ answer, refusal }) => (answer ? [] : (takenFrom(refusal) ?? [])));
    const [first] = due.sort();
    if (first === undefined) return;
    const wait = Math.max(1000, Date.parse(first) - now().getTime());
    cancel = later(Math.min(wait, longestDelay), wait > longestDelay ? plan : send);
  }
  return plan;
}
