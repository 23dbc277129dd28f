import { ConfigurationError } from '../../../server/configurationError.ts';
import { type DataFolder, isThere, readIfThere } from '../../../server/dataFolder.ts';
import { lockFile } from '../../../server/folderLock.ts';
import { type KeystoreContent, readKeystore } from '../../../server/keys/keystore.ts';
import { nodeSigner } from '../../../server/keys/nodeSigner.ts';
import { readInstalled } from '../../../server/keys/vendorCheck.ts';
import { readCatalog } from '../../../server/licensing/catalog.ts';
import type { ProductFolder } from '../../../server/productFolder.ts';
import type { Signer } from '../../../src/crypto/signer.ts';
import type { KeysetFields } from '../../../src/documents/keyset.ts';
import type { VendorProfile } from '../../../src/vendor/profile.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';
import type { CommandEnvironment } from '../../framework/command.ts';
import { type PassphraseSource, readPassphrase } from '../../passphrase.ts';
import { readVendorFile } from '../../vendorFile.ts';
import { type KeysetDraft, readDraft } from '../keyset/draft.ts';

/** @returns where a command's passphrases come from */
export function passphraseSourceOf(environment: CommandEnvironment): PassphraseSource {
  return { environment: environment.variables, streams: environment };
}

/** A product of a vendor's data folder, without its secrets. */
export interface VendorFolder {
  readonly folder: ProductFolder;
  /** Id of the product. */
  readonly product: string;
  readonly profile: VendorProfile;
  /** The installed keyset and its file; null before the first. */
  readonly keyset: (KeysetFields & { readonly file: Uint8Array }) | null;
  /** The pending draft. */
  readonly draft: KeysetDraft | null;
}

/** A product with its open keystore. */
export interface OpenKeystore extends VendorFolder {
  readonly passphrase: string;
  readonly keystore: KeystoreContent;
  /** Newest last. */
  readonly signers: readonly Signer[];
}

/**
 * Reads a product of a vendor's data folder.
 *
 * @param damaged what to do with a damaged keyset: `replace` treats it as missing
 * @throws CommandError `vendor-missing`, `vendor-invalid`, `draft-damaged`; ConfigurationError if another file is damaged
 */
export function readVendorFolder(folder: ProductFolder, damaged: 'refuse' | 'replace' = 'refuse'): VendorFolder {
  const profile = readVendorFile(folder);
  if (!isThere(folder.catalog)) throw new CommandError('vendor-missing', { path: shown(folder.catalog) });
  const product = readCatalog(folder.catalog).product.id;
  const keyset = readKeyset(folder, profile, damaged);
  const draft = readIfThere(folder.draft);
  return { folder, product, profile, keyset, draft: draft && readDraft(draft, folder.draft) };
}

function readKeyset(
  folder: ProductFolder,
  profile: VendorProfile,
  damaged: 'refuse' | 'replace',
): VendorFolder['keyset'] {
  const file = readIfThere(folder.keyset);
  try {
    return file && { ...readInstalled(file, profile), file };
  } catch (error) {
    if (damaged === 'replace' && error instanceof ConfigurationError) return null;
    throw error;
  }
}

/**
 * Opens the keystore of a product.
 *
 * @throws CommandError as `readVendorFolder`, `keys-missing`, `passphrase-missing`; ConfigurationError if it does not open
 */
export async function unlockKeystore(
  folder: ProductFolder,
  source: PassphraseSource,
  damaged: 'refuse' | 'replace' = 'refuse',
): Promise<OpenKeystore> {
  const vendor = readVendorFolder(folder, damaged);
  if (!isThere(folder.keystore)) throw new CommandError('keys-missing', { path: shown(folder.keystore) });
  const passphrase = await readPassphrase('KEYFERRY_PASSPHRASE', source);
  const keystore = await readKeystore(folder.keystore, passphrase);
  return { ...vendor, passphrase, keystore, signers: keystore.signingKeys.map(nodeSigner) };
}

/**
 * Runs work that changes the keys; only one command can do so at a time.
 *
 * @throws CommandError `keys-busy`, `vendor-missing`
 */
export async function withKeysLocked<Result>(folder: DataFolder, work: () => Promise<Result>): Promise<Result> {
  if (!isThere(folder.path)) throw new CommandError('vendor-missing', { path: shown(folder.path) });
  const lock = lockFile(folder, folder.keysLock);
  if (lock === null) throw new CommandError('keys-busy', { path: shown(folder.path) });
  try {
    return await work();
  } finally {
    lock.close();
  }
}
