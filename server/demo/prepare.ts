import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { writeWhole } from '../../files/atomicFile.ts';
import { makeWithParents } from '../../files/folders.ts';
import { encodeBase64 } from '../../src/crypto/base64.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { writeKeyset } from '../../src/documents/keyset.ts';
import { readProfile, type VendorProfile } from '../../src/vendor/profile.ts';
import { ConfigurationError } from '../configurationError.ts';
import { readIfThere } from '../dataFolder.ts';
import { createKeystore, createRootKeystore, openKeystore, openRootKeystore } from '../keys/keystore.ts';
import { readPassphraseFile } from '../keys/passphrase.ts';
import type { ProductFolder } from '../productFolder.ts';
import { demoCatalog, demoProfile } from './vendor.ts';

/** Validity of the demonstration's signing key. */
const SIGNING_KEY_YEARS = 5;

export interface PreparedVendor {
  readonly passphrase: string;
  /** Whether this start created the vendor. */
  readonly firstRun: boolean;
}

/**
 * Creates the missing files of the vendor: passphrase, root key, signing key and pepper, keyset, catalog. Each file is
 * written atomically and after the files it depends on, so the next start completes an interrupted one.
 *
 * @param folder an existing folder, locked by this process
 * @param passphrase from the environment; if undefined, one is created and stored in the folder
 * @throws ConfigurationError when a file of a complete vendor is missing and cannot be recreated
 */
export async function prepareVendor(
  folder: ProductFolder,
  passphrase: string | undefined,
  now: Date,
): Promise<PreparedVendor> {
  const secret = passphrase ?? ownPassphrase(folder);
  makeWithParents(dirname(folder.catalog));
  const firstRun = readIfThere(folder.keyset) === null;
  if (firstRun) {
    if (readIfThere(folder.rootKeystore) === null)
      await createRootKeystore(folder.rootKeystore, secret, demoCatalog.product.id);
    if (readIfThere(folder.keystore) === null) await createKeystore(folder.keystore, secret);
    writeWhole(folder.keyset, await firstKeyset(folder, secret, now));
  }
  if (readIfThere(folder.keystore) === null) {
    throw new ConfigurationError(
      `${folder.keystore} is missing and cannot be recreated. Restore it from a backup, or delete ${folder.path} to start over.`,
    );
  }
  if (readIfThere(folder.catalog) === null) writeWhole(folder.catalog, `${JSON.stringify(demoCatalog, null, 2)}\n`);
  return { passphrase: secret, firstRun };
}

function ownPassphrase(folder: ProductFolder): string {
  if (readIfThere(folder.passphrase) === null) {
    writeWhole(folder.passphrase, `${randomBytes(24).toString('base64url')}\n`);
  }
  return readPassphraseFile(folder.passphrase);
}

async function firstKeyset(folder: ProductFolder, passphrase: string, now: Date): Promise<Uint8Array> {
  const root = await openRootKeystore(folder.rootKeystore, passphrase);
  const { signers } = await openKeystore(folder.keystore, passphrase);
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + SIGNING_KEY_YEARS);
  const keys = signers.map(({ publicKey }) => ({
    keyId: keyIdOf(publicKey),
    publicKey,
    notBefore: toInstant(now),
    notAfter: toInstant(notAfter),
  }));
  // The profile is written before the keyset: it is the only file with the root's public key in clear text.
  writeProfile(
    folder,
    demoProfile({ serviceUrl: 'http://localhost', rootKey: encodeBase64(root.publicKey), keyset: '' }),
  );
  const fields = {
    product: demoCatalog.product.id,
    version: 1,
    epoch: 1,
    issuedAt: toInstant(now),
    revokedKeys: [],
    revokedLicenses: [],
  };
  return writeKeyset({ ...fields, rootKeyId: keyIdOf(root.publicKey), keys }, root);
}

/**
 * Updates the profile's service address and keyset. The operator may edit all other fields.
 *
 * @param keyset text of the keyset file
 * @throws Refusal `profile-invalid`; ConfigurationError when the file is missing
 */
export function renewProfile(folder: ProductFolder, serviceUrl: string, keyset: string): VendorProfile {
  const held = readIfThere(folder.profile);
  if (held === null) throw new ConfigurationError(`${folder.profile} is missing. Restore it from a backup.`);
  return writeProfile(folder, { ...readProfile(new TextDecoder().decode(held)), serviceUrl, keyset });
}

function writeProfile(folder: ProductFolder, profile: VendorProfile): VendorProfile {
  const json = `${JSON.stringify(profile, null, 2)}\n`;
  readProfile(json);
  writeWhole(folder.profile, json, 0o644);
  return profile;
}
