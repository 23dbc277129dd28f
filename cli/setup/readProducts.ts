import { type DataFolder, isThere, readIfThere } from '../../server/dataFolder.ts';
import { openKeystore } from '../../server/keys/keystore.ts';
import type { VendorParts } from '../../server/keys/vendorCheck.ts';
import { readCatalog } from '../../server/licensing/catalog.ts';
import { type ProductFolder, productFolders } from '../../server/productFolder.ts';
import { CommandError } from '../errors.ts';
import { shown } from '../files.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { readPassphrase } from '../passphrase.ts';
import { readVendorFile } from '../vendorFile.ts';

/** What a service serves. */
interface ServiceProducts {
  /** The main one first. */
  readonly products: readonly [VendorParts, ...VendorParts[]];
  /** Ids of products without keys or keyset, which are not served yet. */
  readonly unfinished: readonly string[];
}

/**
 * Reads the files of all products, so that a missing one is reported before anything is opened. Products that have no keys
 * or no keyset yet do not keep the others from being served.
 *
 * @param publicUrl address of the service, which takes the place of that in the profiles
 * @throws CommandError `vendor-missing`, `vendor-invalid`, `keys-missing`, `keyset-missing`, `passphrase-missing`;
 *   ConfigurationError
 */
export async function readProducts(
  folder: DataFolder,
  publicUrl: string | undefined,
  environment: CommandEnvironment,
): Promise<ServiceProducts> {
  const all = productFolders(folder);
  const finished = all.filter(({ keystore, keyset }) => isThere(keystore) && isThere(keyset));
  const files = (finished.length > 0 ? finished : all.slice(0, 1)).map((each) => readFiles(each, publicUrl));
  if (files.length === 0) throw new CommandError('vendor-missing', { path: shown(folder.products) });
  const source = { environment: environment.variables, streams: environment };
  const passphrase = await readPassphrase('KEYFERRY_PASSPHRASE', source);
  const [main, ...others] = await openAll(files, passphrase);
  if (main === undefined) throw new Error('no product was opened');
  const unfinished = all.filter((each) => !files.some(({ path }) => path === each.keystore));
  return { products: [main, ...others], unfinished: unfinished.map(({ product }) => product) };
}

type ProductContent = Omit<VendorParts, 'keystore'> & { readonly path: string };

function readFiles(folder: ProductFolder, publicUrl: string | undefined): ProductContent {
  const profile = readVendorFile(folder);
  if (!isThere(folder.catalog)) throw new CommandError('vendor-missing', { path: shown(folder.catalog) });
  const catalog = readCatalog(folder.catalog);
  if (!isThere(folder.keystore)) throw new CommandError('keys-missing', { path: shown(folder.keystore) });
  const keyset = readIfThere(folder.keyset);
  if (keyset === null) throw new CommandError('keyset-missing', {});
  const current = { serviceUrl: publicUrl ?? profile.serviceUrl, keyset: new TextDecoder().decode(keyset) };
  return { catalog, keyset, profile: { ...profile, ...current }, path: folder.keystore };
}

/** One after another: opening a keystore needs 128 MiB. */
async function openAll(files: readonly ProductContent[], passphrase: string): Promise<VendorParts[]> {
  const opened: VendorParts[] = [];
  for (const { path, ...content } of files) {
    opened.push({ ...content, keystore: await openKeystore(path, passphrase) });
  }
  return opened;
}
