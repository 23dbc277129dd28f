import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { decodeBase64 } from '../src/crypto/base64.ts';
import { readKeyset } from '../src/documents/keyset.ts';
import { readProfile, type VendorProfile } from '../src/vendor/profile.ts';
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
import { StartFault } from './startFault.ts';
import { storeAnswers } from './store/store.ts';
import type { Store } from './store/tables.ts';
import type { Writer } from './store/writer.ts';

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
  let stopping = false;
  const app = createApp({
    ...parts,
    keyset: { file: parts.keyset, version: keysetVersion(parts, profile) },
    activations: createActivations(parts),
    pages: preparePages(parts.builtPages, parts.profile),
    origins: new Set([new URL(profile.serviceUrl).origin]),
    publicUrl: profile.serviceUrl,
    ready: () => storeAnswers(parts.store),
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

/** Licenses that no machine would accept are worse than none: keystore, keyset and profile must belong together. */
function keysetVersion({ keyset, keystore, catalog }: ServiceParts, profile: VendorProfile): number {
  const rootKeys = profile.rootKeys.flatMap((key) => decodeBase64(key) ?? []);
  const { product, version, keys } = readKeyset(keyset, rootKeys);
  const signer = keystore.signers.at(-1);
  const listed = keys.some(({ publicKey }) => signer !== undefined && Buffer.from(publicKey).equals(signer.publicKey));
  if (!listed) throw new StartFault('The keyset does not list the key that the keystore signs with.');
  if (product !== catalog.product.id || product !== profile.product.id) {
    throw new StartFault('Keyset, catalog and vendor profile are not for one product.');
  }
  return version;
}
