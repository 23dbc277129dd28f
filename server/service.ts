import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { readProfile } from '../src/vendor/profile.ts';
import { createActivations } from './activations.ts';
import { createApp } from './app.ts';
import type { Catalog } from './catalog.ts';
import type { Keystore } from './keystore.ts';
import { drain } from './lifecycle.ts';
import type { ListenOptions } from './listen.ts';
import { listen } from './listen.ts';
import { checkSignaturesNatively } from './nodeVerifier.ts';
import { preparePages } from './pages.ts';
import type { LogSink } from './requestLog.ts';
import { chooseSigner } from './signingKeys.ts';
import { storeAnswers } from './store/store.ts';
import type { Store } from './store/tables.ts';
import type { Writer } from './store/writer.ts';
import { checkVendor } from './vendorCheck.ts';

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
  readonly log: LogSink;
  readonly now: () => Date;
}

/** A port that is held, so that the address is known before the pages are packed with it. */
export interface Door {
  readonly port: number;
  /** Calls that came in before now have waited. */
  open(parts: ServiceParts): Promise<RunningService>;
  close(): Promise<void>;
}

export interface RunningService {
  /** Finishes the calls that run, writes the store's log back into its file, closes it. */
  stop(): Promise<void>;
}

type Fetch = (request: Request) => Response | Promise<Response>;

/**
 * Takes a port.
 *
 * @throws StartFault as `listen`
 */
export async function takeDoor(options: ListenOptions): Promise<Door> {
  let opened: (fetch: Fetch) => void = () => undefined;
  const fetch = new Promise<Fetch>((resolve) => {
    opened = resolve;
  });
  const server = createAdaptorServer({ fetch: async (request) => (await fetch)(request) }) as Server;
  // A caller who sends slower than this is broken or hostile.
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  // So is one who takes no more of an answer, and leaves it to us to keep.
  server.timeout = 60_000;
  const port = await listen(server, options);
  return {
    port,
    open: async (parts) => {
      const service = assemble(parts, server);
      opened(service.fetch);
      return service;
    },
    close: () => drain(server),
  };
}

function assemble(parts: ServiceParts, server: Server): RunningService & { readonly fetch: Fetch } {
  checkSignaturesNatively();
  const profile = readProfile(parts.profile);
  const { keystore, store, now } = parts;
  const keyset = checkVendor({ ...parts, profile }, now());
  let stopping = false;
  const app = createApp({
    ...parts,
    keyset,
    activations: createActivations({ ...parts, keyset }),
    pages: preparePages(parts.builtPages, parts.profile),
    origins: new Set([new URL(profile.serviceUrl).origin]),
    publicUrl: profile.serviceUrl,
    ready: async () => chooseSigner(keystore.signers, keyset, now()) !== null && (await storeAnswers(store)),
    stopping: () => stopping,
  });
  return {
    fetch: (request) => app.fetch(request),
    stop: async () => {
      stopping = true;
      await drain(server);
      await parts.store.destroy();
    },
  };
}
