import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from '../src/refusal.ts';
import { checkProducts } from './checkProducts.ts';
import { createApp } from './http/app.ts';
import { createPacedServer, type Fetch, unreadEvent } from './http/connections/pacedServer.ts';
import type { GuardSettings } from './http/guard/settings.ts';
import type { ListenOptions } from './http/listen.ts';
import { listen } from './http/listen.ts';
import type { Metrics } from './http/metrics.ts';
import { preparePages } from './http/pages.ts';
import { computeNatively } from './keys/nodeArithmetic.ts';
import { signingProblem, type VendorParts } from './keys/vendorCheck.ts';
import { createActivations } from './licensing/activations.ts';
import { createCodeActivations } from './licensing/byCode/codeActivations.ts';
import { createCodeReturns } from './licensing/byCode/codeReturns.ts';
import { createReturnChecks } from './licensing/checkReturn.ts';
import { createComputers } from './licensing/computers.ts';
import type { Products } from './licensing/products.ts';
import { createReturns } from './licensing/returns.ts';
import { drainOf } from './lifecycle.ts';
import { describeError, type Logger } from './log.ts';
import { licenseKeysOf } from './reading/documents.ts';
import { readHere } from './reading/readHere.ts';
import { hasThreads, readInThreads, type ThreadedReader } from './reading/readInThreads.ts';
import { storeReadiness } from './store/readiness.ts';
import type { Store } from './store/tables.ts';
import type { Writer } from './store/writer.ts';
import { findToken } from './tokens.ts';

/** The opened parts of a service. The service closes the store when it stops. */
export interface ServiceParts {
  /** The main one first. */
  readonly products: readonly [VendorParts, ...VendorParts[]];
  readonly store: Store;
  readonly writer: Writer;
  /** The built pages, from `readBuiltPages`. */
  readonly builtPages: ReadonlyMap<string, Uint8Array>;
  readonly guard: GuardSettings;
  /** Threads that read documents, where the program was built; 0 by default. */
  readonly threads?: number;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly now: () => Date;
  /** Waits for `guard.stopDelaySeconds` before the service stops; a timer by default. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** An open port without a service yet: the pages contain its address, so it is opened before they are packed. */
export interface OpenPort {
  readonly port: number;
  /** Starts the service; it also answers the calls that arrived since the port was opened. */
  open(parts: ServiceParts): Promise<RunningService>;
  close(): Promise<void>;
}

export interface RunningService {
  /** Finishes running calls and closes the store. */
  stop(): Promise<void>;
}

/** Time limits of connections, in milliseconds. */
export interface Timeouts {
  /** For receiving the headers of a call. */
  readonly headers: number;
  /** For receiving the whole call. */
  readonly call: number;
  /** For a client that does not read its answer. */
  readonly answer: number;
  /** For the next call of a connection; longer than reverse proxies keep connections, or they would reuse a closing one. */
  readonly next: number;
  /** Interval between checks for calls over the limit. */
  readonly check: number;
}

const defaultTimeouts: Timeouts = { headers: 10_000, call: 30_000, answer: 60_000, next: 125_000, check: 2_000 };

/**
 * Opens a port. Calls wait until the service starts.
 *
 * @throws ConfigurationError as `listen`
 */
export async function openPort(options: ListenOptions, timeouts = defaultTimeouts): Promise<OpenPort> {
  let opened: (fetch: Fetch) => void = () => undefined;
  const fetch = new Promise<Fetch>((resolve) => {
    opened = resolve;
  });
  const server = createPacedServer(async (request, bindings) => (await fetch)(request, bindings), {
    connectionsCheckingInterval: timeouts.check,
  });
  server.headersTimeout = timeouts.headers;
  server.requestTimeout = timeouts.call;
  server.timeout = timeouts.answer;
  server.keepAliveTimeout = timeouts.next;
  const drain = drainOf(server);
  const port = await listen(server, options);
  return {
    port,
    open: async (parts) => {
      await computeNatively();
      const service = assemble(parts, drain);
      server.on(unreadEvent, parts.metrics.unread);
      opened(service.fetch);
      return service;
    },
    close: drain,
  };
}

/**
 * Creates a check whether a key of each product may sign now. The log says why none may, once.
 *
 * @returns the products by id, and whether they sign
 */
function signingWatch(products: Products, { now, log }: ServiceParts): () => ReadonlyMap<string, boolean> {
  const logged = new Map<string, string | null>();
  return () => {
    const signs = new Map<string, boolean>();
    for (const [product, { keystore, keyset }] of products) {
      const problem = signingProblem(keystore.signers, keyset, now());
      if (problem !== null && problem !== logged.get(product)) {
        log.error({ notice: 'service-not-signing', product }, problem);
      }
      logged.set(product, problem);
      signs.set(product, problem === null);
    }
    return signs;
  };
}

/** A program that runs from its sources has no file for threads. */
function openReader({ threads = 0, log, metrics }: ServiceParts, products: Products): ThreadedReader {
  const keys = licenseKeysOf(products.values());
  if (threads === 0 || !hasThreads) return { ...readHere(keys), open: () => 0, close: async () => undefined };
  const onCrash = (error: Error) =>
    log.error(
      { notice: 'reading-thread-ended', error: describeError(error) },
      'A thread that reads documents ended; another takes its place.',
    );
  const reader = readInThreads({ threads, keys, onCrash });
  metrics.watchReading(threads, reader.open);
  return reader;
}

function assemble(parts: ServiceParts, drain: () => Promise<void>): RunningService & { readonly fetch: Fetch } {
  const { store, writer, now, wait = delay } = parts;
  // Pages state the limits that this service applies, whatever the profile says.
  const profiles = parts.products.map(({ profile, catalog }) => ({ ...profile, returns: catalog.returns }));
  const products = checkProducts(parts.products, now());
  const pages = preparePages(parts.builtPages, profiles);
  const documents = openReader(parts, products);
  const storeIsReady = storeReadiness(writer);
  const watchSigning = signingWatch(products, parts);
  parts.metrics.watchSigning(watchSigning);
  let stopping = false;
  const returns = createReturns({ products, writer, now, documents });
  const app = createApp({
    ...parts,
    products,
    activations: createActivations({ products, writer, now, documents }),
    returns,
    returnChecks: createReturnChecks({ products, writer, now, documents }),
    codeActivations: createCodeActivations({ products, writer, now }),
    codeReturns: createCodeReturns({ products, store, returns }),
    computers: createComputers({ products, store, writer, now }),
    pages,
    origins: new Set([...profiles.map(({ serviceUrl }) => new URL(serviceUrl).origin), ...parts.guard.allowedOrigins]),
    publicUrl: parts.products[0].profile.serviceUrl,
    ready: async () => {
      // While one product signs, this process is useful: a load balancer would otherwise take it from all products.
      if (![...watchSigning().values()].includes(true)) throw new Refusal('service-not-signing');
      return storeIsReady();
    },
    findToken: (text) => findToken(store, text, now()),
    stopping: () => stopping,
  });
  return {
    fetch: (request, bindings) => app.fetch(request, bindings),
    stop: async () => {
      stopping = true;
      // Gives a load balancer time to notice that the service is no longer ready.
      await wait(parts.guard.stopDelaySeconds * 1000);
      await drain();
      await documents.close();
      await parts.store.destroy();
    },
  };
}
