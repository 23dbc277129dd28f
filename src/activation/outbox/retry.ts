import type { RefusalCode } from '../../refusal.ts';
import { askedToWait } from '../keptRefusal.ts';
import type { Ports } from '../ports.ts';
import type { KeptRefusal } from '../records.ts';

const temporary: readonly RefusalCode[] = [
  'network-offline',
  'service-unreachable',
  'service-answer-not-ours',
  'service-busy',
  'service-fault',
  'service-not-signing',
  'too-many-attempts',
];

/** Milliseconds. */
const firstPause = 5_000;
const longestPause = 120_000;

/** Whether a refusal concerns the connection and not the content: sending again later may succeed. */
export function isTemporary({ code }: KeptRefusal): boolean {
  return temporary.includes(code);
}

export interface Retry {
  /** Sends again after a pause, not before the time that the service asked to wait. Pauses double up to two minutes. */
  later(refusal: KeptRefusal): void;
  /** Call it when the service answered: the next pause is short again. */
  reset(): void;
}

export function createRetry({ later }: Pick<Ports, 'later'>, send: () => void): Retry {
  let cancel = () => {};
  let pause = firstPause;
  return {
    later(refusal) {
      cancel();
      cancel = later(Math.max(pause, askedToWait(refusal)), send);
      pause = Math.min(pause * 2, longestPause);
    },
    reset() {
      pause = firstPause;
    },
  };
}
