import { createHmac, randomBytes } from 'node:crypto';
import { readSerialNumber } from '../../../src/documents/serial/foreignSerialNumber.ts';
import { Refusal, type RefusalCode } from '../../../src/refusal.ts';
import { isOver, type Limit, type LimitStatus } from './limit.ts';

/** Stops guessing of serial numbers. Only failures count, so a classroom behind one address is never throttled. */
export interface OrderGuard {
  /** @returns how many failed orders a client has left */
  limitStatus(caller: string): LimitStatus;
  /**
   * Runs the decision about an order, and counts it if its serial number was a wrong guess.
   *
   * @param typed the serial number as typed; an order without one is not counted
   * @throws Refusal `too-many-attempts` with `retryAfter`, in seconds; whatever `decide` throws
   */
  watch<Result>(caller: string, typed: string | undefined, decide: () => Promise<Result>): Promise<Result>;
}

/** The orders of one client that are being decided, and those that wait. */
interface InFlight {
  underWay: number;
  readonly waiting: (() => void)[];
}

/**
 * @param byCaller limit of failed orders per client
 * @param bySerial limit of failed orders per serial number, from all clients
 * @param limited called with the name of the limit that refused an order
 */
export function createOrderGuard(byCaller: Limit, bySerial: Limit, limited: (policy: string) => void): OrderGuard {
  const inFlightByCaller = new Map<string, InFlight>();
  // Lives as long as the process: the keys in memory cannot be traced back to serial numbers, even with the keystore.
  const secret = randomBytes(32);

  function refuseIfOver(limitStatus: LimitStatus): void {
    if (!isOver(limitStatus)) return;
    limited(limitStatus.policy.name);
    throw new Refusal('too-many-attempts', { retryAfter: limitStatus.secondsLeft ?? 1 });
  }

  /**
   * Allows as many orders at once as the client has failures left. Otherwise guesses sent together would all be decided
   * before the first counts as failed. Further orders wait some milliseconds.
   */
  async function enter(inFlight: InFlight, caller: string): Promise<void> {
    for (;;) {
      const limitStatus = byCaller.look(caller);
      refuseIfOver(limitStatus);
      if (byCaller.policy.quota === 0 || inFlight.underWay < limitStatus.left) break;
      await new Promise<void>((resolve) => inFlight.waiting.push(resolve));
    }
    inFlight.underWay += 1;
  }

  async function decideWatched<Result>(caller: string, serial: string | null, decide: () => Promise<Result>) {
    if (serial !== null) refuseIfOver(bySerial.look(serial));
    try {
      return await decide();
    } catch (error) {
      if (!isWrongGuess(error)) throw error;
      byCaller.count(caller);
      if (serial !== null && error.code === 'serial-refused') bySerial.count(serial);
      throw error;
    }
  }

  return {
    limitStatus: (caller) => byCaller.look(caller),
    async watch(caller, typed, decide) {
      const read = readSerialNumber(typed ?? '', 'any');
      if (read.status === 'empty') return decide();
      const serial =
        read.status === 'valid' ? createHmac('sha256', secret).update(read.canonical).digest('base64url') : null;
      const inFlight = inFlightByCaller.get(caller) ?? { underWay: 0, waiting: [] };
      inFlightByCaller.set(caller, inFlight);
      try {
        await enter(inFlight, caller);
        try {
          return await decideWatched(caller, serial, decide);
        } finally {
          inFlight.underWay -= 1;
        }
      } finally {
        // Wake the next one, to proceed or to be refused.
        inFlight.waiting.shift()?.();
        if (inFlight.underWay === 0 && inFlight.waiting.length === 0) inFlightByCaller.delete(caller);
      }
    },
  };
}

/**
 * `request-id-reused` is one: with a request that was answered before, the right serial number yields its license, so
 * another one is a guess.
 */
const wrongGuesses: readonly RefusalCode[] = ['serial-refused', 'serial-malformed', 'request-id-reused'];

function isWrongGuess(error: unknown): error is Refusal {
  return error instanceof Refusal && wrongGuesses.includes(error.code);
}
