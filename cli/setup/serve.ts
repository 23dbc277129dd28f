import { existsSync } from 'node:fs';
import { type Configuration, readConfiguration } from '../../server/configuration.ts';
import { type DataFolder, readIfThere } from '../../server/dataFolder.ts';
import { builtPages } from '../../server/http/pages.ts';
import { type Keystore, openKeystore } from '../../server/keys/keystore.ts';
import { chooseSigner } from '../../server/keys/signingKeys.ts';
import { checkVendor, type InstalledKeyset, type VendorParts } from '../../server/keys/vendorCheck.ts';
import { launch, openServiceStore, reserve } from '../../server/launch.ts';
import { readCatalog } from '../../server/licensing/catalog.ts';
import type { Logger } from '../../server/log.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { millisecondsOf } from '../../src/documents/instant.ts';
import { readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { type PassphraseSource, readPassphrase } from '../passphrase.ts';
import { readVendorFile, vendorText } from '../vendorFile.ts';
import { words } from '../words.ts';
import { serveHelp } from './help.ts';

/** How long before its end a signing key is spoken of at the start, in days. */
const noticeDays = 30;
const day = 24 * 60 * 60 * 1000;

export const serve: Command = {
  help: serveHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, { data: { type: 'string' } });
    if (positionals.length > 0) throw new UsageError(words.none);
    const configuration = readConfiguration(process.env);
    const folder = folderFor(values.data, process.env);
    const pages = builtPages();
    const vendor = await readVendorParts(folder, configuration, { environment: process.env, streams });
    const keyset = checkVendor(vendor, new Date());
    // Nobody asked for another port: what leads here leads to this one.
    const reservation = await reserve(folder, configuration, false);
    const serviceParts = {
      ...vendor,
      ...(await openServiceStore(folder, configuration)),
      profile: vendorText(vendor.profile),
    };
    const log = await launch(reservation, configuration, { ...serviceParts, builtPages: pages });
    report(log, { ...vendor, keyset, port: reservation.port.port });
    // A signal ends it.
    return new Promise<never>(() => {});
  },
};

/**
 * Reads everything that was made for the service, so that the first thing that is missing is named before anything is
 * opened.
 *
 * @throws Trouble `vendor-missing`, `vendor-invalid`, `keys-missing`, `keyset-missing`, `passphrase-missing`; StartFault
 */
async function readVendorParts(
  folder: DataFolder,
  { publicUrl }: Configuration,
  source: PassphraseSource,
): Promise<VendorParts> {
  const profile = readVendorFile(folder);
  if (!existsSync(folder.catalog)) throw new CommandError('vendor-missing', { path: shown(folder.catalog) });
  const catalog = readCatalog(folder.catalog);
  if (!existsSync(folder.keystore)) throw new CommandError('keys-missing', { path: shown(folder.keystore) });
  const keyset = readIfThere(folder.keyset);
  if (keyset === null) throw new CommandError('keyset-missing', {});
  const keystore = await openKeystore(folder.keystore, await readPassphrase('KEYFERRY_PASSPHRASE', source));
  const current = { serviceUrl: publicUrl ?? profile.serviceUrl, keyset: new TextDecoder().decode(keyset) };
  return { catalog, keystore, keyset, profile: { ...profile, ...current } };
}

interface Started {
  readonly keystore: Keystore;
  readonly keyset: InstalledKeyset;
  readonly profile: VendorParts['profile'];
  readonly port: number;
}

/** In the log, where whoever watches it sees it. */
function report(log: Logger, { keystore, keyset, profile, port }: Started): void {
  const now = new Date();
  const signer = chooseSigner(keystore.signers, keyset, now);
  const keyId = signer ? keyIdOf(signer.publicKey) : null;
  const notAfter = keyset.keys.find((key) => key.keyId === keyId)?.notAfter ?? '';
  const { version, epoch } = keyset;
  const keys = { keysetVersion: version, keysetEpoch: epoch, signingKey: keyId, signsUntil: notAfter };
  log.info({ product: profile.product.id, serviceUrl: profile.serviceUrl, port, ...keys }, words.serviceStarted);
  if (millisecondsOf(notAfter) - now.getTime() > noticeDays * day) return;
  log.warn({ signingKey: keyId, signsUntil: notAfter }, words.keyEndsSoon);
}
