import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../../server/configurationError.ts';
import { demoCatalog, demoProfile } from '../../../server/demo/vendor.ts';
import type { Keystore } from '../../../server/keys/keystore.ts';
import { makePrivateKey, nodeSigner } from '../../../server/keys/nodeSigner.ts';
import { checkVendor, type VendorParts } from '../../../server/keys/vendorCheck.ts';
import { encodeBase64 } from '../../../src/crypto/base64.ts';
import { keyIdOf } from '../../../src/crypto/keyId.ts';
import type { KeysetFields } from '../../../src/documents/keyset.ts';
import { installedKeyset, listed } from './keysets.ts';

const now = new Date('2026-11-23T10:00:00Z');
const signer = nodeSigner(makePrivateKey());
const keystore: Keystore = { signers: [signer], pepper: randomBytes(32), installed: { version: 3, epoch: 1 } };

async function vendor(change: Partial<KeysetFields> = {}): Promise<VendorParts> {
  const { keyset, root } = await installedKeyset([signer], 3, change);
  const rootKey = encodeBase64(root.publicKey);
  const profile = demoProfile({ serviceUrl: 'http://localhost', rootKey, keyset: '' });
  return { catalog: demoCatalog, profile, keystore, keyset: keyset.file };
}

let good: VendorParts;
beforeAll(async () => {
  good = await vendor();
});

test('a vendor whose parts belong together passes', () => {
  expect(checkVendor(good, now)).toMatchObject({ version: 3, file: good.keyset });
  const { installed: _, ...first } = keystore;
  expect(checkVendor({ ...good, keystore: first }, now).version).toBe(3);
});

describe('a start is refused', () => {
  const refused = (parts: VendorParts) => {
    try {
      checkVendor(parts, now);
    } catch (error) {
      if (error instanceof ConfigurationError) return error.message;
      throw error;
    }
    return 'passed';
  };

  test('when another root key signed the keyset', async () => {
    const other = await vendor();
    expect(refused({ ...good, keyset: other.keyset })).toMatch(/which vendor\.json does not pin.*keys pin/);
  });

  test('when a byte of the keyset was changed', () => {
    const keyset = Uint8Array.from(good.keyset);
    keyset[120] = (keyset[120] ?? 0) ^ 1;
    expect(refused({ ...good, keyset })).toMatch(/The keyset is damaged/);
  });

  test.each([
    ['keyset.xml', () => vendor({ product: 'other' })],
    [
      'catalog.json',
      async () => ({ ...good, catalog: { ...demoCatalog, product: { ...demoCatalog.product, id: 'x' } } }),
    ],
    [
      'vendor.json',
      async () => ({ ...good, profile: { ...good.profile, product: { ...good.profile.product, id: 'x' } } }),
    ],
  ])('when %s is for another product', async (_, parts) => {
    expect(refused(await parts())).toMatch(/must be for the same product/);
  });

  test('when wizard and service know different license types', () => {
    const [first, ...others] = good.profile.licenseTypes;
    expect(refused({ ...good, profile: { ...good.profile, licenseTypes: others } })).toMatch(/personal \(serial/);
    const changed = [{ ...first, serialNumber: 'required' as const, id: 'personal', name: 'x' }, ...others];
    expect(refused({ ...good, profile: { ...good.profile, licenseTypes: changed } })).toMatch(/personal \(serial/);
  });

  test.each([
    ['version', { version: 4, epoch: 1 }],
    ['epoch', { version: 3, epoch: 2 }],
  ])('when a keyset of a higher %s was installed before', (_, installed) => {
    expect(refused({ ...good, keystore: { ...keystore, installed } })).toMatch(/Machines refuse the older file/);
  });

  test.each([
    ['keys rotate', 'ended', { keys: [listed(signer.publicKey, '2020-01-01T00:00:00Z', '2026-11-23T00:00:00Z')] }],
    ['clock', 'has not begun', { keys: [listed(signer.publicKey, '2026-11-24T00:00:00Z')] }],
    ['keys rotate', 'is revoked', { revokedKeys: [keyIdOf(signer.publicKey)] }],
    ['lists no key', 'is not listed', { keys: [listed(nodeSigner(makePrivateKey()).publicKey)] }],
  ])('with %j when its key %s', async (word, _, change) => {
    expect(refused(await vendor(change))).toContain(word);
  });

  test('with a hint about the waiting new key when the old one has expired', async () => {
    const parts = await vendor({ keys: [listed(signer.publicKey, '2020-01-01T00:00:00Z', '2026-11-23T00:00:00Z')] });
    const signers = [signer, nodeSigner(makePrivateKey())] as const;
    expect(refused({ ...parts, keystore: { ...keystore, signers } })).toMatch(/lists no key.*waiting keys/);
  });
});
