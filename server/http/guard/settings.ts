import { ConfigurationError } from '../../configurationError.ts';
import { readTrustedProxies, type TrustedProxies } from './clientAddress.ts';
import type { Policy } from './limit.ts';

/** Limits of the service, from environment variables. */
export interface GuardSettings {
  readonly proxies: TrustedProxies;
  /** Origins whose pages may call the API, in addition to the service's own and pages opened from files. */
  readonly allowedOrigins: readonly string[];
  /** Calls of the API by one client, whatever their outcome. */
  readonly calls: Policy;
  /** Orders of one client with a serial number that was refused. */
  readonly failedOrders: Policy;
  /** The same for one serial number, from all clients. */
  readonly failedSerial: Policy;
  /** Calls of one client with a refused token. */
  readonly failedTokens: Policy;
  /** How long a stopping service still answers calls while `readyz` says no, in seconds. */
  readonly stopDelaySeconds: number;
}

const MINUTE_SECONDS = 60;
const DEFAULT_LOCKOUT_SECONDS = 900;

/**
 * @param given returns the value of a variable; undefined when it is absent
 * @throws ConfigurationError naming the variable and what it must look like
 */
export function readGuardSettings(given: (name: string) => string | undefined): GuardSettings {
  const windowSeconds = wholeNumber(given, 'KEYFERRY_LOCKOUT_SECONDS', DEFAULT_LOCKOUT_SECONDS, 1);
  const failures = (name: string, variable: string, quota: number): Policy => ({
    name,
    quota: wholeNumber(given, variable, quota, 0),
    windowSeconds,
  });
  return {
    proxies: readTrustedProxies(given('KEYFERRY_TRUSTED_PROXIES')),
    allowedOrigins: readOrigins(given('KEYFERRY_ALLOWED_ORIGINS')),
    calls: {
      name: 'calls',
      quota: wholeNumber(given, 'KEYFERRY_CALLS_PER_MINUTE', 3000, 0),
      windowSeconds: MINUTE_SECONDS,
    },
    failedOrders: failures('failed-orders', 'KEYFERRY_FAILED_ORDERS', 10),
    failedSerial: failures('failed-serial', 'KEYFERRY_FAILED_ORDERS_PER_SERIAL', 20),
    failedTokens: failures('failed-tokens', 'KEYFERRY_FAILED_TOKENS', 10),
    stopDelaySeconds: wholeNumber(given, 'KEYFERRY_STOP_DELAY', 0, 0),
  };
}

type ReadVariable = (name: string) => string | undefined;

/** Timers take at most 2^31 milliseconds, which is 24 days. */
const MOST = 1_000_000;

function wholeNumber(given: ReadVariable, name: string, preset: number, least: number): number {
  const text = given(name) ?? String(preset);
  const value = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= MOST) return value;
  throw new ConfigurationError(`${name} is "${text}"; it must be a whole number from ${least} to ${MOST}.`);
}

function readOrigins(text: string | undefined): string[] {
  if (text === undefined) return [];
  return text.split(',').map((entry) => {
    const origin = entry.trim();
    if (/^https?:\/\//.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin) return origin;
    throw new ConfigurationError(
      `KEYFERRY_ALLOWED_ORIGINS names "${origin}"; it must be origins such as https://shop.example.com, between commas.`,
    );
  });
}
