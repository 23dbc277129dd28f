import type { RefusalCode } from '../refusal.ts';
import { askedToWait } from './engine.ts';
import type { KeptRefusal, Ports } from './ports.ts';

const passing: readonly RefusalCode[] = [
  'network-offline',
  'service-unreachable',
  'service-answer-not-ours',
  'service-busy',
  'service-fault',
  'too-many-attempts',
];

const firstPause = 5_000;
const longestPause = 120_000;

/** Whether a refusal is one of the way, not of what was sent: it waits then and goes out later. */
export function isPassing({ code }: KeptRefusal): boolean {
  return passing.includes(code);
}

/** Sends again what could not be sent, after pauses that grow. */
export function createRetry({ later }: Pick<Ports, 'later'>, send: () => void) {
  let cancel = () => {};
  let pause = firstPause;
  return {
    /** Not before the service wants to be asked again, where it has said so. */
    later(refusal: KeptRefusal): void {
      cancel();
      cancel = later(Math.max(pause, askedToWait(refusal)), send);
      pause = Math.min(pause * 2, longestPause);
    },

    /** The way is open: the next trouble begins with a short pause. */
    reset(): void {
      pause = firstPause;
    },
  };
}
