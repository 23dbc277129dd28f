import { randomBytes } from 'node:crypto';
import { encodeBase64 } from '../../src/crypto/base64.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { writeKeyset } from '../../src/documents/keyset.ts';
import { readProfile, type VendorProfile } from '../../src/vendor/profile.ts';
import { readPassphraseFile } from '../configuration.ts';
import { ConfigurationError } from '../configurationError.ts';
import type { DataFolder } from '../dataFolder.ts';
import { writeWhole } from '../atomicFile.ts';
import { readIfThere } from '../dataFolder.ts';
import { createKeystore, createRootKeystore, openKeystore, openRootKeystore } from '../keys/keystore.ts';
import { demoCatalog, demoProfile } from './vendor.ts';

/** How long the demonstration's signing key may sign. */
const SIGNING_KEY_YEARS = 5;

export interface Prepared {
  readonly passphrase: string;
  /** Whether this start made the vendor. */
  readonly firstRun: boolean;
}

/**
 * Makes what a vendor needs, as far as it is missing: passphrase, root key, signing key and pepper, keyset, catalog.
 * Each file appears whole or not at all, and only after those it depends on, so that a start that was cut off half-way
 * is completed by the next one.
 *
 * @param folder one that is there, and locked for this process
 * @param passphrase from the environment; when there is none, one is made and kept beside the keys
 * @throws StartFault when the folder holds only part of a vendor that was once complete
 */
export async function prepareVendor(folder: DataFolder, passphrase: string | undefined, now: Date): Promise<Prepared> {
  const secret = passphrase ?? ownPassphrase(folder);
  const firstRun = readIfThere(folder.keyset) === null;
  if (firstRun) {
    if (readIfThere(folder.rootKeystore) === null)
      await createRootKeystore(folder.rootKeystore, secret, demoCatalog.product.id);
    if (readIfThere(folder.keystore) === null) await createKeystore(folder.keystore, secret);
    writeWhole(folder.keyset, await firstKeyset(folder, secret, now));
  }
  if (readIfThere(folder.keystore) === null) {
    throw new ConfigurationError(
      `${folder.keystore} is missing, and nothing can replace it. Bring it back from a backup, or delete ${folder.path} to begin anew.`,
    );
  }
  if (readIfThere(folder.catalog) === null) writeWhole(folder.catalog, `${JSON.stringify(demoCatalog, null, 2)}\n`);
  return { passphrase: secret, firstRun };
}

function ownPassphrase(folder: DataFolder): string {
  if (readIfThere(folder.passphrase) === null) {
    writeWhole(folder.passphrase, `${randomBytes(24).toString('base64url')}\n`);
  }
  return readPassphraseFile(folder.passphrase);
}

async function firstKeyset(folder: DataFolder, passphrase: string, now: Date): Promise<Uint8Array> {
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
  // The profile is written before the keyset: the root key's public half is nowhere else in clear.
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
 * Brings the profile up to date with the address the service has now and the keyset in force; the rest stays as it is,
 * so that it can be edited.
 *
 * @returns the profile as JSON text
 * @throws Refusal `profile-invalid`
 */
export function renewProfile(folder: DataFolder, serviceUrl: string, keyset: string): string {
  const held = readIfThere(folder.profile);
  if (held === null) throw new ConfigurationError(`${folder.profile} is missing. Bring it back from a backup.`);
  return writeProfile(folder, { ...readProfile(new TextDecoder().decode(held)), serviceUrl, keyset });
}

function writeProfile(folder: DataFolder, profile: VendorProfile): string {
  const json = `${JSON.stringify(profile, null, 2)}\n`;
  readProfile(json);
  writeWhole(folder.profile, json, 0o644);
  return json;
}
