import { Refusal } from '../refusal.ts';
import type { KeptRefusal } from './records.ts';

/** No answer delays an order for longer, in milliseconds. */
const longestWait = 3_600_000;

/** @returns an error in the form that screens show; anything but a `Refusal` is `internal-fault` */
export function refusalOf(error: unknown): KeptRefusal {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  return { code: 'internal-fault', details: { fault: error instanceof Error ? error.name : typeof error } };
}

/** @returns how many milliseconds the service asks to wait, at most an hour; 0 where it does not ask */
export function askedToWait({ details: { retryAfter } }: KeptRefusal): number {
  return typeof retryAfter === 'number' ? Math.min(retryAfter * 1000, longestWait) : 0;
}
