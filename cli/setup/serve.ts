import { type Configuration, readConfiguration } from '../../server/configuration.ts';
import { checkFolder, type DataFolder, isThere, readIfThere } from '../../server/dataFolder.ts';
import { builtPages } from '../../server/http/pages.ts';
import { type Keystore, openKeystore } from '../../server/keys/keystore.ts';
import { chooseSigner } from '../../server/keys/signingKeys.ts';
import { checkVendor, type InstalledKeyset, type VendorParts } from '../../server/keys/vendorCheck.ts';
import { launch, openService } from '../../server/launch.ts';
import { readCatalog } from '../../server/licensing/catalog.ts';
import type { Logger } from '../../server/log.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { millisecondsOf } from '../../src/documents/instant.ts';
import { dataOption, folderFor } from '../dataFolder.ts';
import { CommandError } from '../errors.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { type PassphraseSource, readPassphrase } from '../passphrase.ts';
import { passphraseNote } from '../vendor/options.ts';
import { readVendorFile, vendorText } from '../vendorFile.ts';
import { setupTexts } from './texts.ts';

/** How long before its end a signing key causes a warning at the start, in days. */
const noticeDays = 30;
const day = 24 * 60 * 60 * 1000;

export const command = defineCommand({
  name: 'serve',
  summary: 'Run the activation service of the vendor in the data folder.',
  description: `The service runs until SIGTERM or Ctrl-C. Its settings come from environment variables; docs/operations.md lists them.`,
  options: dataOption,
  notes: passphraseNote,
  examples: [{ does: 'Run the service of a data folder', line: 'serve --data /srv/keyferry' }],
  async run({ data }, environment) {
    const { variables, now } = environment;
    const configuration = readConfiguration(variables);
    const folder = folderFor(data, variables);
    checkFolder(folder);
    const vendor = await readVendorParts(folder, configuration, { environment: variables, streams: environment });
    const keyset = checkVendor(vendor, now());
    const pages = builtPages();
    const { reservation, opened, close } = await openService(folder, configuration);
    try {
      const parts = { ...vendor, ...opened, profile: vendorText(vendor.profile), builtPages: pages };
      const log = await launch(reservation, configuration, parts);
      report(log, { ...vendor, keyset, port: reservation.port.port }, now());
    } catch (error) {
      await close();
      throw error;
    }
    // A signal ends the process.
    return new Promise<never>(() => {});
  },
});

/**
 * Reads the vendor's files, so that a missing one is reported before anything is opened.
 *
 * @throws CommandError `vendor-missing`, `vendor-invalid`, `keys-missing`, `keyset-missing`, `passphrase-missing`;
 *   ConfigurationError
 */
async function readVendorParts(
  folder: DataFolder,
  { publicUrl }: Configuration,
  source: PassphraseSource,
): Promise<VendorParts> {
  const profile = readVendorFile(folder);
  if (!isThere(folder.catalog)) throw new CommandError('vendor-missing', { path: shown(folder.catalog) });
  const catalog = readCatalog(folder.catalog);
  if (!isThere(folder.keystore)) throw new CommandError('keys-missing', { path: shown(folder.keystore) });
  const keyset = readIfThere(folder.keyset);
  if (keyset === null) throw new CommandError('keyset-missing', {});
  const keystore = await openKeystore(folder.keystore, await readPassphrase('KEYFERRY_PASSPHRASE', source));
  const current = { serviceUrl: publicUrl ?? profile.serviceUrl, keyset: new TextDecoder().decode(keyset) };
  return { catalog, keystore, keyset, profile: { ...profile, ...current } };
}

interface StartReport {
  readonly keystore: Keystore;
  readonly keyset: InstalledKeyset;
  readonly profile: VendorParts['profile'];
  readonly port: number;
}

/** Logs what runs, and a warning when the signing key ends soon. */
function report(log: Logger, { keystore, keyset, profile, port }: StartReport, now: Date): void {
  const signer = chooseSigner(keystore.signers, keyset, now);
  const keyId = signer ? keyIdOf(signer.publicKey) : null;
  const notAfter = keyset.keys.find((key) => key.keyId === keyId)?.notAfter ?? '';
  const { version, epoch } = keyset;
  const keys = { keysetVersion: version, keysetEpoch: epoch, signingKey: keyId, signsUntil: notAfter };
  log.info({ product: profile.product.id, serviceUrl: profile.serviceUrl, port, ...keys }, setupTexts.serviceStarted);
  if (millisecondsOf(notAfter) - now.getTime() > noticeDays * day) return;
  log.warn({ signingKey: keyId, signsUntil: notAfter }, setupTexts.keyEndsSoon);
}
