import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoProfile } from '../../../server/demo/vendor.ts';
import { encodeBase64 } from '../../../src/crypto/base64.ts';
import { keyIdOf } from '../../../src/crypto/keyId.ts';
import { joinBundle } from '../../../src/documents/bundle.ts';
import { type KeysetFields, writeKeyset } from '../../../src/documents/keyset.ts';
import { type LicenseFields, writeLicense } from '../../../src/documents/license.ts';
import { readRequest } from '../../../src/documents/request.ts';
import type { VendorProfile } from '../../../src/vendor/profile.ts';
import { keysetFields, licenseFields, rootSigner, signingSigner } from '../../documents/sample.ts';

/** The keyset of the profile, as old as the product. */
export const writeSampleKeyset = (change: Partial<KeysetFields> = {}) =>
  writeKeyset({ ...keysetFields, rootKeyId: keyIdOf(rootSigner.publicKey), ...change }, rootSigner);

/** What is written where the product reads its license: the license, then the newest keyset. */
export async function deliveryOf(license: Uint8Array, keyset?: Uint8Array): Promise<Uint8Array> {
  return joinBundle([license, keyset ?? (await writeSampleKeyset())]);
}

/** Writes the profile of a fictional vendor into a folder. */
export async function writeProfile(folder: string, change: Partial<VendorProfile> = {}): Promise<string> {
  const profile = {
    ...demoProfile({
      serviceUrl: 'https://activate.example',
      rootKey: encodeBase64(rootSigner.publicKey),
      keyset: new TextDecoder().decode(await writeSampleKeyset()),
    }),
    ...change,
  };
  const path = join(folder, 'vendor.json');
  writeFileSync(path, JSON.stringify(profile));
  return path;
}

/** The answer of the vendor's service. */
export function issueFor(requestFile: Uint8Array, change: Partial<LicenseFields> = {}): Promise<Uint8Array> {
  const request = readRequest(requestFile);
  return writeLicense(
    {
      ...licenseFields,
      requestId: request.requestId,
      bindings: request.bindings,
      installationKey: request.installationKey,
      ...change,
    },
    signingSigner,
  );
}
