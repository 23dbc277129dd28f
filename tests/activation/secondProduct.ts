import { openKeysets } from '../../src/activation/keys/keysets.ts';
import type { ActivationOrder, JournalPort, Ports } from '../../src/activation/ports.ts';
import type { ServedProduct } from '../../src/activation/products/products.ts';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { readProfile } from '../../src/vendor/profile.ts';
import { type Disk, emptyDisk, issueLicense, journalOn, keysetOf, profileWith } from './environment.ts';

export const novaSigningKey: Signer = seedSigner(new Uint8Array(32).fill(21));
export const novaKeyset = (age = { version: 1, epoch: 1 }) =>
  keysetOf(age, { product: 'nova', signers: [novaSigningKey] });

/**
 * A second product of the same vendor, with the same root key, its own signing key and license types.
 *
 * @param stored its journal; one on the disk by default
 * @returns options of `openDevice`, the product's disk, and the orders and receipts that its service received
 */
export function nova(disk: Disk = emptyDisk(), stored?: JournalPort) {
  const orders: ActivationOrder[] = [];
  const receipts: Uint8Array[] = [];

  async function others(ports: Ports, otherTabs: Set<() => void>): Promise<readonly ServedProduct[]> {
    const profile = readProfile(
      JSON.stringify({
        ...(await profileWith({ version: 1, epoch: 1 })),
        product: { id: 'nova', name: 'Nova', version: '2.0' },
        licenseTypes: [{ id: 'site', name: 'Site', serialNumber: 'none' }],
        serviceUrl: 'http://localhost:8081',
        keyset: new TextDecoder().decode(await novaKeyset()),
        fileEndings: { request: '.novareq', license: '.nova', return: '.novaret' },
      }),
    );
    const journal = stored ?? journalOn(disk, otherTabs);
    const service: ServedProduct['service'] = {
      ...ports.service,
      async activate(order) {
        orders.push(order);
        return issueLicense(order, {}, novaSigningKey);
      },
      async returnLicense(receipt) {
        receipts.push(receipt);
        return { outcome: 'returned', seatsLeft: 5 };
      },
    };
    const installation = { signer: async () => seedSigner(new Uint8Array(32).fill(22)), madeAt: async () => null };
    return [{ profile, keysets: await openKeysets(profile, journal), service, installation, journal }];
  }

  return { others, novaDisk: disk, novaOrders: orders, novaReceipts: receipts };
}
