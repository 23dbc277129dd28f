import { makePrivateKey, nodeSigner } from '../../../server/keys/nodeSigner.ts';
import type { InstalledKeyset } from '../../../server/keys/vendorCheck.ts';
import { keyIdOf } from '../../../src/crypto/keyId.ts';
import type { Signer } from '../../../src/crypto/signer.ts';
import { type KeysetFields, readKeyset, writeKeyset } from '../../../src/documents/keyset.ts';

/** Creates a keyset that lists these keys from 2020 to 2030, signed by a new root key. */
export async function installedKeyset(
  signers: readonly Signer[],
  version: number,
  change: Partial<KeysetFields> = {},
): Promise<{ keyset: InstalledKeyset; root: Signer }> {
  const root = nodeSigner(makePrivateKey());
  const file = await writeKeyset(
    {
      product: 'orrery',
      version,
      epoch: 1,
      rootKeyId: keyIdOf(root.publicKey),
      issuedAt: '2026-11-01T00:00:00Z',
      keys: signers.map(({ publicKey }) => listed(publicKey)),
      revokedKeys: [],
      revokedLicenses: [],
      ...change,
    },
    root,
  );
  return { keyset: { ...readKeyset(file, [root.publicKey]), file }, root };
}

/** A key as a keyset lists it. */
export function listed(publicKey: Uint8Array, notBefore = '2020-01-01T00:00:00Z', notAfter = '2030-01-01T00:00:00Z') {
  return { keyId: keyIdOf(publicKey), publicKey, notBefore, notAfter };
}
