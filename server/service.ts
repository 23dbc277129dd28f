import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { readProfile } from '../src/vendor/profile.ts';
import { createApp } from './http/app.ts';
import type { AppEnvironment } from './http/callContext.ts';
import type { GuardSettings } from './http/guard/settings.ts';
import type { ListenOptions } from './http/listen.ts';
import { listen } from './http/listen.ts';
import type { Metrics } from './http/metrics.ts';
import { preparePages } from './http/pages.ts';
import type { Keystore } from './keys/keystore.ts';
import { computeNatively } from './keys/nodeArithmetic.ts';
import { chooseSigner } from './keys/signingKeys.ts';
import { checkVendor } from './keys/vendorCheck.ts';
import { createActivations } from './licensing/activations.ts';
import type { Catalog } from './licensing/catalog.ts';
import { createReturns } from './licensing/returns.ts';
import { drainOf } from './lifecycle.ts';
import type { Logger } from './log.ts';
import { storeReadiness } from './store/readiness.ts';
import type { Store } from './store/tables.ts';
import type { Writer } from './store/writer.ts';
import { findToken } from './tokens.ts';

/** Everything a service runs on, opened and checked. The service closes the store when it stops. */
export interface ServiceParts {
  readonly catalog: Catalog;
  readonly keystore: Keystore;
  /** The keyset file, exact bytes. */
  readonly keyset: Uint8Array;
  readonly store: Store;
  readonly writer: Writer;
  /** The vendor profile as JSON text. */
  readonly profile: string;
  /** The built pages, from `readBuiltPages`. */
  readonly builtPages: ReadonlyMap<string, Uint8Array>;
  readonly guard: GuardSettings;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly now: () => Date;
}

/** A port that is held, so that the address is known before the pages are packed with it. */
export interface Listener {
  readonly port: number;
  /** Calls that came in before now have waited. */
  open(parts: ServiceParts): Promise<RunningService>;
  close(): Promise<void>;
}

export interface RunningService {
  /** Finishes the calls that run, writes the store's log back into its file, closes it. */
  stop(): Promise<void>;
}

type Fetch = (request: Request, bindings: AppEnvironment['Bindings']) => Response | Promise<Response>;

/** How long a door waits for callers, in milliseconds. */
export interface Timeouts {
  /** For the headers of a call. Who sends slower than this is broken or hostile. */
  readonly headers: number;
  /** For the whole call. */
  readonly call: number;
  /** For a caller to take more of an answer, which is ours to keep meanwhile. */
  readonly answer: number;
  /** For the next call of a connection: longer than reverse proxies keep theirs, or they send into one that closes. */
  readonly next: number;
  /** Between two looks for calls that take too long. */
  readonly check: number;
}

const preset: Timeouts = { headers: 10_000, call: 30_000, answer: 60_000, next: 125_000, check: 2_000 };

/**
 * Takes a port.
 *
 * @throws StartFault as `listen`
 */
export async function takeDoor(options: ListenOptions, patience = preset): Promise<Listener> {
  let opened: (fetch: Fetch) => void = () => undefined;
  const fetch = new Promise<Fetch>((resolve) => {
    opened = resolve;
  });
  const server = createAdaptorServer({
    fetch: async (request, bindings) => (await fetch)(request, bindings),
    serverOptions: { connectionsCheckingInterval: patience.check },
  }) as Server;
  server.headersTimeout = patience.headers;
  server.requestTimeout = patience.call;
  server.timeout = patience.answer;
  server.keepAliveTimeout = patience.next;
  const drain = drainOf(server);
  const port = await listen(server, options);
  return {
    port,
    open: async (parts) => {
      await computeNatively();
      const service = assemble(parts, drain);
      opened(service.fetch);
      return service;
    },
    close: drain,
  };
}

function assemble(parts: ServiceParts, drain: () => Promise<void>): RunningService & { readonly fetch: Fetch } {
  const profile = readProfile(parts.profile);
  const { keystore, store, now } = parts;
  const keyset = checkVendor({ ...parts, profile }, now());
  const storeIsReady = storeReadiness(store);
  let stopping = false;
  const app = createApp({
    ...parts,
    keyset,
    activations: createActivations({ ...parts, keyset }),
    returns: createReturns(parts),
    pages: preparePages(parts.builtPages, parts.profile),
    origins: new Set([new URL(profile.serviceUrl).origin, ...parts.guard.allowedOrigins]),
    publicUrl: profile.serviceUrl,
    ready: async () => chooseSigner(keystore.signers, keyset, now()) !== null && (await storeIsReady()),
    findToken: (text) => findToken(store, text, now()),
    stopping: () => stopping,
  });
  return {
    fetch: (request, bindings) => app.fetch(request, bindings),
    stop: async () => {
      stopping = true;
      // So that whoever spreads the calls over several services hears of it before this one is gone.
      await delay(parts.guard.stopDelaySeconds * 1000);
      await drain();
      await parts.store.destroy();
    },
  };
}
