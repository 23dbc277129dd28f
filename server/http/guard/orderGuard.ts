import { createHmac, randomBytes } from 'node:crypto';
import { checkSerialNumber } from '../../../src/documents/serialNumber.ts';
import { Refusal, type RefusalCode } from '../../../src/refusal.ts';
import { isOver, type Limit, type LimitStatus } from './limit.ts';

/** Stops who guesses serial numbers. Only failures count, so that a classroom behind one address is never in its way. */
export interface OrderGuard {
  /** How many failed orders a caller has left. */
  limitStatus(caller: string): Promise<LimitStatus>;
  /**
   * Lets an order through to be decided, and notes when its serial number was a wrong guess.
   *
   * @param typed the serial number as typed; an order without one is no guess
   * @throws Refusal `too-many-attempts` with `retryAfter`, in seconds; whatever `decide` throws
   */
  watch<Result>(caller: string, typed: string | undefined, decide: () => Promise<Result>): Promise<Result>;
}

/** The orders of one caller that are being decided, and those that wait for their outcome. */
interface InFlight {
  underWay: number;
  /** How many have been decided. */
  decided: number;
  readonly waiting: (() => void)[];
}

/**
 * @param byCaller failed orders of one caller
 * @param bySerial failed orders for one serial number, whoever sends them
 * @param limited told which limit has turned an order away
 */
export function createOrderGuard(byCaller: Limit, bySerial: Limit, limited: (policy: string) => void): OrderGuard {
  const crowds = new Map<string, InFlight>();
  // Lost with the process: what is in memory cannot be turned back into serial numbers, not even with the keystore.
  const secret = randomBytes(32);

  function refuseIfOver(limitStatus: LimitStatus): void {
    if (!isOver(limitStatus)) return;
    limited(limitStatus.policy.name);
    throw new Refusal('too-many-attempts', { retryAfter: limitStatus.secondsLeft ?? 1 });
  }

  /**
   * No more orders are under way than a caller has failures left: sent all at once, guesses would otherwise be decided
   * before the first of them is known to have failed. The others wait their turn, some milliseconds.
   */
  async function enter(inFlight: InFlight, caller: string): Promise<void> {
    for (;;) {
      const { decided } = inFlight;
      const limitStatus = await byCaller.look(caller);
      refuseIfOver(limitStatus);
      if (inFlight.decided !== decided) continue;
      if (byCaller.policy.quota === 0 || inFlight.underWay < limitStatus.left) break;
      await new Promise<void>((resolve) => inFlight.waiting.push(resolve));
    }
    inFlight.underWay += 1;
  }

  async function decideWatched<Result>(caller: string, serial: string | null, decide: () => Promise<Result>) {
    if (serial !== null) refuseIfOver(await bySerial.look(serial));
    try {
      return await decide();
    } catch (error) {
      if (!isWrongGuess(error)) throw error;
      await byCaller.count(caller);
      if (serial !== null && error.code === 'serial-refused') await bySerial.count(serial);
      throw error;
    }
  }

  return {
    limitStatus: (caller) => byCaller.look(caller),
    async watch(caller, typed, decide) {
      const checked = checkSerialNumber(typed ?? '');
      if (checked.status === 'empty') return decide();
      const serial =
        checked.status === 'valid' ? createHmac('sha256', secret).update(checked.canonical).digest('base64url') : null;
      const inFlight = crowds.get(caller) ?? { underWay: 0, decided: 0, waiting: [] };
      crowds.set(caller, inFlight);
      try {
        await enter(inFlight, caller);
        try {
          return await decideWatched(caller, serial, decide);
        } finally {
          inFlight.underWay -= 1;
          inFlight.decided += 1;
        }
      } finally {
        // Whoever leaves calls the next one in, to enter or to be turned away.
        inFlight.waiting.shift()?.();
        if (inFlight.underWay === 0 && inFlight.waiting.length === 0) crowds.delete(caller);
      }
    },
  };
}

/**
 * The last one: whoever has a request that was answered gets its license by naming the serial number of that order, so
 * another than that is a guess as well.
 */
const wrongGuesses: readonly RefusalCode[] = ['serial-refused', 'serial-malformed', 'request-id-reused'];

function isWrongGuess(error: unknown): error is Refusal {
  return error instanceof Refusal && wrongGuesses.includes(error.code);
}
