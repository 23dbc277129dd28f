import { relative } from 'node:path';
import { toInstant } from '../../src/documents/instant.ts';
import { Refusal } from '../../src/refusal.ts';
import { readProfile } from '../../src/vendor/profile.ts';
import { type Configuration, readConfiguration } from '../configuration.ts';
import { ConfigurationError } from '../configurationError.ts';
import { type DataFolder, dataFolderAt, makeFolder, readIfThere } from '../dataFolder.ts';
import { builtPages } from '../http/pages.ts';
import { openKeystore } from '../keys/keystore.ts';
import { launch, openStoreOf, type Reservation, type ServiceParts, takeHold } from '../launch.ts';
import { readCatalog } from '../licensing/catalog.ts';
import { writeBanner } from './banner.ts';
import { localNetworkAddress } from './networkAddress.ts';
import { type Prepared, prepareVendor, renewProfile } from './prepare.ts';
import { prepareSerials, seatsLeft } from './serials.ts';
import { prepareToken } from './token.ts';

/** The activation service of a vendor that does not exist, with everything it needs made at the first start. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const pages = builtPages();
  const folder = dataFolderAt(configuration.dataFolder);
  makeFolder(folder);
  const hold = await takeHold(folder, configuration, !configuration.portChosen);
  await openDoor(hold, configuration, pages);
}

async function openDoor(
  hold: Reservation,
  configuration: Configuration,
  pages: ServiceParts['builtPages'],
): Promise<void> {
  const { folder, listener } = hold;
  const prepared = await prepareVendor(folder, configuration.passphrase, new Date());
  const keystore = await openKeystore(folder.keystore, prepared.passphrase);
  const opened = await openStoreOf(folder, configuration);
  const { store, writer } = opened;
  const serials = await prepareSerials(folder, writer, keystore.pepper, toInstant(new Date()));
  await prepareToken(folder, writer, toInstant(new Date()));
  const keyset = readIfThere(folder.keyset) ?? new Uint8Array();
  const phoneAddress = phoneAddressOf(configuration, listener.port);
  const machineAddress = `http://localhost:${listener.port}`;
  const profile = renewProfile(folder, phoneAddress ?? machineAddress, new TextDecoder().decode(keyset));
  const catalog = readCatalog(folder.catalog);
  await launch(hold, configuration, { ...opened, catalog, keystore, keyset, profile, builtPages: pages });
  const stock = await Promise.all(
    serials.map(async (serial) => ({ ...serial, left: await seatsLeft(store, keystore.pepper, serial.serialNumber) })),
  );
  const addresses = {
    machineAddress: `${machineAddress}/`,
    phoneAddress: phoneAddress === null ? null : `${phoneAddress}/`,
  };
  const facts = { ...addresses, serials: stock, ...describe(folder, configuration, prepared, profile) };
  const busyPort = configuration.port !== 0 && listener.port !== configuration.port ? configuration.port : null;
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
    tokenFile: shown(folder.adminToken),
    dataFolder: shown(folder.path),
    passphraseFile: passphrase === undefined ? shown(folder.passphrase) : null,
    firstRun,
  };
}

main().catch((error: unknown) => {
  if (error instanceof ConfigurationError) process.stderr.write(`${error.message}\n`);
  else if (error instanceof Refusal) process.stderr.write(`${error.code}: ${JSON.stringify(error.details)}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
