import type { Configuration } from './configuration.ts';
import type { DataFolder } from './dataFolder.ts';
import { writeDataFile } from './fileError.ts';
import { type FolderLock, lockFolder } from './folderLock.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { packPageForDisk } from './http/pages.ts';
import type { VendorParts } from './keys/vendorCheck.ts';
import { stopOnSignal } from './lifecycle.ts';
import { createLog, describeError, type Logger } from './log.ts';
import { moveIntoProducts } from './moveIntoProducts.ts';
import { productFolderAt } from './productFolder.ts';
import { type OpenPort, openPort } from './service.ts';
import { openStore } from './store/store.ts';
import type { Store } from './store/tables.ts';
import { createWriter, type Writer } from './store/writer.ts';

/** Starts a vendor's service or the demonstration: reserve, open the store, launch. */

/** A data folder and a port that are reserved for this process. */
export interface Reservation {
  readonly folder: DataFolder;
  readonly lock: FolderLock;
  readonly port: OpenPort;
}

/**
 * Locks the data folder, brings one of an earlier version into its new form, and opens the port.
 *
 * @param tryNextPort whether to use the next free port when the configured one is in use
 * @throws ConfigurationError when another service has the folder or another program the port
 */
export async function reserve(
  folder: DataFolder,
  { port, host }: Configuration,
  tryNextPort: boolean,
): Promise<Reservation> {
  // The folder first: services that share a folder usually share the port too, and the folder is the relevant error.
  const lock = lockFolder(folder);
  try {
    moveIntoProducts(folder);
    const opened = await openPort({ port, host, takeNext: tryNextPort });
    lock.announce(opened.port);
    return { folder, lock, port: opened };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The store with its writer, which is counted in the metrics. */
export interface ServiceStore {
  readonly store: Store;
  readonly writer: Writer;
  readonly metrics: Metrics;
}

/** @throws ConfigurationError, Error as `openStore` */
export async function openServiceStore(
  { store: file }: DataFolder,
  { databaseUrl }: Configuration,
): Promise<ServiceStore> {
  const metrics = createMetrics({ ofProcess: true });
  const store = await openStore(databaseUrl ?? file, undefined, { observer: metrics.store });
  const writer = createWriter(store, { committed: metrics.committed });
  metrics.watchWriter(writer.status);
  return { store, metrics, writer };
}

/** What a vendor's service has opened before it starts. */
export interface OpenedService {
  readonly reservation: Reservation;
  readonly opened: ServiceStore;
  /** Closes everything again when the service cannot start: open handles would keep the process running. */
  close(): Promise<void>;
}

/**
 * Locks the data folder, brings one of an earlier version into its new form, opens the store, then the port, so that no client waits for a service that cannot open its store.
 *
 * @throws ConfigurationError as `reserve` and `openStore`; nothing stays open then
 */
export async function openService(folder: DataFolder, configuration: Configuration): Promise<OpenedService> {
  const lock = lockFolder(folder);
  const undo = [async () => lock.release()];
  const close = async () => {
    for (const each of undo.splice(0).reverse()) await each();
  };
  try {
    moveIntoProducts(folder);
    const opened = await openServiceStore(folder, configuration);
    undo.push(() => opened.store.destroy());
    const { port: wanted, host } = configuration;
    const port = await openPort({ port: wanted, host, takeNext: false });
    undo.push(() => port.close());
    lock.announce(port.port);
    return { reservation: { folder, lock, port }, opened, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The vendor's products, and the rest of a service. */
export interface LaunchParts extends ServiceStore {
  /** The main one first; each profile has the service's address and the keyset. */
  readonly products: readonly [VendorParts, ...VendorParts[]];
  readonly builtPages: ReadonlyMap<string, Uint8Array>;
}

/** What a service uses of its process. */
export interface ProcessPorts {
  /** Receives the lines of the log, each with its line feed. */
  print(text: string): void;
  /** Waits before the service stops; a timer by default. */
  wait?(milliseconds: number): Promise<unknown>;
}

export interface LaunchedService {
  readonly log: Logger;
  /** Finishes running calls, closes the store and unlocks the folder. */
  stop(): Promise<void>;
}

/** Packs the one-file page of each product and starts the service on the reserved port. */
export async function start(
  { folder, lock, port }: Reservation,
  configuration: Configuration,
  parts: LaunchParts,
  { print, wait }: ProcessPorts,
): Promise<LaunchedService> {
  const now = () => new Date();
  for (const { catalog, profile } of parts.products) {
    const { page } = productFolderAt(folder, catalog.product.id);
    writeDataFile(page, packPageForDisk(parts.builtPages, profile), 0o644);
  }
  const log = createLog({ level: configuration.logLevel, write: print, now });
  const service = await port.open({
    ...parts,
    guard: configuration.guard,
    threads: configuration.threads,
    log,
    now,
    ...(wait && { wait }),
  });
  return {
    log,
    stop: async () => {
      await service.stop();
      lock.release();
    },
  };
}

/**
 * Starts the service and stops it when the process receives a signal.
 *
 * @returns the service's log, which goes to stdout
 */
export async function launch(
  reservation: Reservation,
  configuration: Configuration,
  parts: LaunchParts,
): Promise<Logger> {
  const { log, stop } = await start(reservation, configuration, parts, {
    print: (line) => process.stdout.write(line),
  });
  // Before anything is printed that says the service runs: a reader may send a signal at once.
  stopOnSignal(stop, printError);
  return log;
}

/** Prints an error of stopping to stderr, as the log would. */
export function printError(error: unknown): void {
  const described = error instanceof Error ? describeError(error) : { name: typeof error };
  process.stderr.write(`${JSON.stringify({ error: described })}\n`);
}
