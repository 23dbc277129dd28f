import { relative } from 'node:path';
import { toInstant } from '../../src/documents/instant.ts';
import { Refusal } from '../../src/refusal.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import { type Configuration, readConfiguration } from '../configuration.ts';
import { ConfigurationError } from '../configurationError.ts';
import { dataFolderAt, makeFolder, readIfThere } from '../dataFolder.ts';
import { openKeystore } from '../keys/keystore.ts';
import { type LaunchParts, openServiceStore, type ProcessPorts, type Reservation, reserve, start } from '../launch.ts';
import { readCatalog } from '../licensing/catalog.ts';
import { type ProductFolder, productFolderAt } from '../productFolder.ts';
import { writeBanner } from './banner.ts';
import { addressesOf } from './networkAddress.ts';
import { withOrreryProfile } from './orrery.ts';
import { type PreparedVendor, prepareVendor, renewProfile } from './prepare.ts';
import { type DemoSerial, prepareSerials, seatsLeft } from './serials.ts';
import { prepareToken } from './token.ts';
import { demoCatalog } from './vendor.ts';

/** A running demonstration. */
export interface Demonstration {
  readonly port: number;
  /** @returns the text to print, from the store as it is now */
  banner(colored: boolean): Promise<string>;
  /** Finishes running calls, closes the store and unlocks the folder. */
  stop(): Promise<void>;
}

type BuiltPages = LaunchParts['builtPages'];

/**
 * Starts the activation service of a fictitious vendor; the first start creates all of its files.
 *
 * @param environment such as `process.env`
 * @param pages from `builtPages`, with those of `orreryFiles`
 * @throws ConfigurationError when the operator has to change something; Refusal `profile-invalid`
 */
export async function startDemonstration(
  environment: Readonly<Record<string, string | undefined>>,
  pages: BuiltPages,
  ports: ProcessPorts,
): Promise<Demonstration> {
  const configuration = readConfiguration(environment);
  const folder = dataFolderAt(configuration.dataFolder);
  makeFolder(folder);
  const reservation = await reserve(folder, configuration, !configuration.portChosen);
  try {
    return await startIn(reservation, configuration, pages, ports);
  } catch (error) {
    await reservation.port.close();
    reservation.lock.release();
    throw error;
  }
}

async function startIn(
  reservation: Reservation,
  configuration: Configuration,
  builtPages: BuiltPages,
  ports: ProcessPorts,
): Promise<Demonstration> {
  const { port } = reservation;
  const folder = productFolderAt(reservation.folder, demoCatalog.product.id);
  const vendor = await prepareVendor(folder, configuration.passphrase, new Date());
  const keystore = await openKeystore(folder.keystore, vendor.passphrase);
  const opened = await openServiceStore(folder, configuration);
  try {
    const serials = await prepareSerials(folder, opened.writer, keystore.pepper, toInstant(new Date()));
    await prepareToken(folder, opened.writer, toInstant(new Date()));
    const keyset = readIfThere(folder.keyset) ?? new Uint8Array();
    const addresses = addressesOf(configuration, port.port);
    const serviceUrl = (addresses.phoneAddress ?? `http://localhost:${port.port}`).replace(/\/$/, '');
    const profile = renewProfile(folder, serviceUrl, new TextDecoder().decode(keyset));
    const product = { catalog: readCatalog(folder.catalog), keystore, keyset, profile };
    const parts: LaunchParts = {
      ...opened,
      products: [product],
      builtPages: withOrreryProfile(builtPages, JSON.stringify(profile)),
    };
    const { stop } = await start(reservation, configuration, parts, ports);
    const facts = { ...describe({ folder, port }, configuration, vendor, profile), ...addresses };
    return {
      port: port.port,
      stop,
      banner: async (colored) =>
        writeBanner({ ...facts, serials: await countSeats(parts, keystore.pepper, serials) }, colored),
    };
  } catch (error) {
    await opened.store.destroy();
    throw error;
  }
}

function countSeats({ store }: LaunchParts, pepper: Uint8Array, serials: readonly DemoSerial[]) {
  return Promise.all(
    serials.map(async (serial) => ({ ...serial, left: await seatsLeft(store, pepper, serial.serialNumber) })),
  );
}

function describe(
  { folder, port }: Pick<Reservation, 'port'> & { readonly folder: ProductFolder },
  configuration: Configuration,
  { firstRun }: PreparedVendor,
  { product, vendor }: VendorProfile,
) {
  return {
    product: product.name,
    vendor: vendor.name,
    page: shortPath(folder.page),
    serialsFile: shortPath(folder.demoSerials),
    tokenFile: shortPath(folder.adminToken),
    dataFolder: shortPath(folder.path),
    passphraseFile: configuration.passphrase === undefined ? shortPath(folder.passphrase) : null,
    firstRun,
    busyPort: configuration.port !== 0 && port.port !== configuration.port ? configuration.port : null,
  };
}

/** @returns the path relative to the working folder if it is inside */
function shortPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}

/** @returns what to print when the start fails: one line for expected errors, otherwise the stack trace */
export function startErrorText(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (error instanceof Refusal) return `${error.code}: ${JSON.stringify(error.details)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
