import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toInstant } from '../src/documents/instant.ts';
import { Refusal } from '../src/refusal.ts';
import { readProfile } from '../src/vendor/profile.ts';
import { readCatalog } from './catalog.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { type DataFolder, dataFolderAt, makeFolder, readIfThere, writeWhole } from './dataFolder.ts';
import { writeBanner } from './demo/banner.ts';
import { localNetworkAddress } from './demo/networkAddress.ts';
import { type Prepared, prepareVendor, renewProfile } from './demo/prepare.ts';
import { prepareSerials, seatsLeft } from './demo/serials.ts';
import { type FolderLock, lockFolder } from './folderLock.ts';
import { openKeystore } from './keystore.ts';
import { stopOnSignal } from './lifecycle.ts';
import { createLog, describeFault } from './log.ts';
import { createMetrics } from './metrics.ts';
import { packPageForDisk, readBuiltPages } from './pages.ts';
import { type Door, takeDoor } from './service.ts';
import { StartFault } from './startFault.ts';
import { openStore } from './store/store.ts';
import { createWriter } from './store/writer.ts';

/** The activation service of a vendor that does not exist, with everything it needs made at the first start. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const { host, port, portChosen } = configuration;
  const builtPages = readBuiltPages(fileURLToPath(new URL('../pages', import.meta.url)));
  const folder = dataFolderAt(configuration.dataFolder);
  makeFolder(folder);
  // Before the port: two services that share a folder mostly share the port as well, and the folder is the reason to stop.
  const lock = lockFolder(folder);
  const door = await takeDoor({ port, host, takeNext: !portChosen });
  lock.announce(door.port);
  await openDoor({ door, folder, lock }, configuration, builtPages);
}

interface Taken {
  readonly door: Door;
  readonly folder: DataFolder;
  readonly lock: FolderLock;
}

async function openDoor(
  { door, folder, lock }: Taken,
  configuration: Configuration,
  builtPages: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const now = () => new Date();
  const prepared = await prepareVendor(folder, configuration.passphrase, now());
  const keystore = await openKeystore(folder.keystore, prepared.passphrase);
  const store = await openStore(configuration.databaseUrl ?? folder.store);
  const metrics = createMetrics({ ofProcess: true });
  const writer = createWriter(store, metrics.committed);
  const serials = await prepareSerials(folder, writer, keystore.pepper, toInstant(now()));
  const keyset = readIfThere(folder.keyset) ?? new Uint8Array();
  const phoneAddress = phoneAddressOf(configuration, door.port);
  const machineAddress = `http://localhost:${door.port}`;
  const profile = renewProfile(folder, phoneAddress ?? machineAddress, new TextDecoder().decode(keyset));
  writeWhole(folder.page, packPageForDisk(builtPages, profile), 0o644);
  const log = createLog({ level: configuration.logLevel, write: (line) => process.stdout.write(line), now });
  const catalog = readCatalog(folder.catalog);
  const service = await door.open({
    ...{ catalog, keystore, keyset, store, writer, profile, builtPages },
    ...{ guard: configuration.guard, log, metrics, now },
  });
  // Before anything says that it runs: whoever reads that may stop it at once.
  const stop = async () => {
    await service.stop();
    lock.release();
  };
  stopOnSignal(stop, reportFault);
  const stock = await Promise.all(
    serials.map(async (serial) => ({ ...serial, left: await seatsLeft(store, keystore.pepper, serial.serialNumber) })),
  );
  const addresses = {
    machineAddress: `${machineAddress}/`,
    phoneAddress: phoneAddress === null ? null : `${phoneAddress}/`,
  };
  const facts = { ...addresses, serials: stock, ...describe(folder, configuration, prepared, profile) };
  const busyPort = configuration.port !== 0 && door.port !== configuration.port ? configuration.port : null;
  process.stdout.write(writeBanner({ ...facts, busyPort }, process.stdout.isTTY === true));
}

function phoneAddressOf({ publicUrl, host }: Configuration, port: number): string | null {
  if (publicUrl !== undefined) return publicUrl;
  if (host !== undefined && /^(?:localhost|127\.|::1$)/.test(host)) return null;
  const address = localNetworkAddress();
  return address === null ? null : `http://${address}:${port}`;
}

function describe(folder: DataFolder, { passphrase }: Configuration, { firstRun }: Prepared, profileJson: string) {
  const { product, vendor } = readProfile(profileJson);
  const shown = (path: string) =>
    relative(process.cwd(), path).startsWith('..') ? path : relative(process.cwd(), path);
  return {
    product: product.name,
    vendor: vendor.name,
    page: shown(folder.page),
    serialsFile: shown(folder.demoSerials),
    dataFolder: shown(folder.path),
    passphraseFile: passphrase === undefined ? shown(folder.passphrase) : null,
    firstRun,
  };
}

function reportFault(error: unknown): void {
  const shown = error instanceof Error ? describeFault(error) : { name: typeof error };
  process.stderr.write(`${JSON.stringify({ fault: shown })}\n`);
}

main().catch((error: unknown) => {
  if (error instanceof StartFault) process.stderr.write(`${error.message}\n`);
  else if (error instanceof Refusal) process.stderr.write(`${error.code}: ${JSON.stringify(error.details)}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
