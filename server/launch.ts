import type { Configuration } from './configuration.ts';
import { writeWhole } from './atomicFile.ts';
import type { DataFolder } from './dataFolder.ts';
import { type FolderLock, lockFolder } from './folderLock.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { packPageForDisk } from './http/pages.ts';
import type { Keystore } from './keys/keystore.ts';
import type { Catalog } from './licensing/catalog.ts';
import { stopOnSignal } from './lifecycle.ts';
import { createLog, describeFault, type Logger } from './log.ts';
import { type Listener, takeDoor } from './service.ts';
import { openStore } from './store/store.ts';
import type { Store } from './store/tables.ts';
import { createWriter, type Writer } from './store/writer.ts';

/** What any service does at its start, the demonstration's and a vendor's own, in the order in which it is called. */

/** A data folder and a port that no other service has. */
export interface Reservation {
  readonly folder: DataFolder;
  readonly lock: FolderLock;
  readonly listener: Listener;
}

/**
 * @param takeNext whether a busy port may be replaced by the next free one
 * @throws StartFault when another service has the folder, or something the port
 */
export async function takeHold(
  folder: DataFolder,
  { port, host }: Configuration,
  takeNext: boolean,
): Promise<Reservation> {
  // Before the port: two services that share a folder mostly share the port as well, and the folder is the reason to stop.
  const lock = lockFolder(folder);
  const listener = await takeDoor({ port, host, takeNext });
  lock.announce(listener.port);
  return { folder, lock, listener };
}

/** The store, with what counts how it is written into. */
export interface OpenStore {
  readonly store: Store;
  readonly writer: Writer;
  readonly metrics: Metrics;
}

/** @throws StartFault, Error as `openStore` */
export async function openStoreOf({ store: file }: DataFolder, { databaseUrl }: Configuration): Promise<OpenStore> {
  const store = await openStore(databaseUrl ?? file);
  const metrics = createMetrics({ ofProcess: true });
  return { store, metrics, writer: createWriter(store, metrics.committed) };
}

/** Everything else that a service is made of. */
export interface ServiceParts extends OpenStore {
  readonly catalog: Catalog;
  readonly keystore: Keystore;
  /** The keyset file, exact bytes. */
  readonly keyset: Uint8Array;
  /** The vendor profile as JSON text, with the service's address and the keyset in it. */
  readonly profile: string;
  readonly builtPages: ReadonlyMap<string, Uint8Array>;
}

/**
 * Packs the one-file page, opens the service, and stops it when a signal says so. A service that was killed before this
 * returns has answered nobody.
 *
 * @returns the service's log
 */
export async function launch(
  { folder, lock, listener }: Reservation,
  configuration: Configuration,
  serviceParts: ServiceParts,
): Promise<Logger> {
  const now = () => new Date();
  writeWhole(folder.page, packPageForDisk(serviceParts.builtPages, serviceParts.profile), 0o644);
  const log = createLog({ level: configuration.logLevel, write: (line) => process.stdout.write(line), now });
  const service = await listener.open({ ...serviceParts, guard: configuration.guard, log, now });
  // Before anything says that it runs: whoever reads that may stop it at once.
  const stop = async () => {
    await service.stop();
    lock.release();
  };
  stopOnSignal(stop, reportFault);
  return log;
}

function reportFault(error: unknown): void {
  const shown = error instanceof Error ? describeFault(error) : { name: typeof error };
  process.stderr.write(`${JSON.stringify({ fault: shown })}\n`);
}
