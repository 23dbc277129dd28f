import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from '../../../../server/dataFolder.ts';
import { openKeystore } from '../../../../server/keys/keystore.ts';
import { productFolderAt } from '../../../../server/productFolder.ts';
import { keyIdOf } from '../../../../src/crypto/keyId.ts';
import type { Signer } from '../../../../src/crypto/signer.ts';
import { type LicenseFields, writeLicense } from '../../../../src/documents/license.ts';
import { readRequest } from '../../../../src/documents/request.ts';
import type { CarriedFile } from '../steps/carriedFile.ts';
import type { Service } from './service.ts';

/**
 * Creates a license that the service would not issue.
 *
 * @param request the request that it answers
 * @param change the incorrect fields
 * @param signer the service's own signing key by default
 */
export async function forgeLicense(
  service: Service,
  request: CarriedFile,
  change: Partial<LicenseFields>,
  signer?: Signer,
): Promise<CarriedFile> {
  const key = signer ?? (await signingKey(service));
  const { requestId, installationKey, product, bindings } = readRequest(request.bytes);
  const fields: LicenseFields = {
    licenseId: 'ZmVycmllZC1ieS1oYW5kIQ',
    requestId,
    keyId: keyIdOf(key.publicKey),
    product,
    licenseType: 'pro',
    holder: '',
    features: [],
    entitlements: [],
    bindings,
    requiredBindings: 3,
    installationKey,
    startDate: '2026-01-01T00:00:00Z',
    updateDate: '2036-01-01T00:00:00Z',
    initialActivationDate: '2026-01-01T00:00:00Z',
    issuedAt: `${new Date().toISOString().slice(0, 19)}Z`,
    licenseVersion: '5.x',
    clientProvidedVersion: '5.2',
    ...change,
  };
  return { name: 'forged.lic', bytes: await writeLicense(fields, key) };
}

async function signingKey({ dataFolder }: Service): Promise<Signer> {
  const passphrase = readFileSync(join(dataFolder, 'passphrase.txt'), 'utf8').trim();
  const { signers } = await openKeystore(productFolderAt(dataFolderAt(dataFolder), 'orrery').keystore, passphrase);
  return signers[signers.length - 1] ?? signers[0];
}
