import { describe, expect, it } from 'vitest';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { type KeysetFields, writeKeyset } from '../../src/documents/keyset.ts';
import { writeLicense } from '../../src/documents/license.ts';
import { verifyKeyset } from '../../src/verify/keyset.ts';
import { authenticateLicense } from '../../src/verify/license.ts';
import { refusalOf } from '../refusalOf.ts';
import { golden, keysetFields, licenseFields, product } from '../vectorMaker/golden.ts';
import { root, secondRoot, signing, stranger } from '../vectorMaker/keys.ts';

const rootKeys = [root.publicKey, secondRoot.publicKey];
const write = (change: Partial<KeysetFields>) => writeKeyset({ ...keysetFields, ...change }, root);

describe('a keyset', () => {
  it('is accepted at first, again, and when it is newer', async () => {
    expect(verifyKeyset(golden.keyset, { rootKeys, product })).toEqual(keysetFields);
    expect(verifyKeyset(golden.keyset, { rootKeys, product, held: { version: 7, epoch: 2 } }).version).toBe(7);
    const newer = await write({ version: 8 });
    expect(verifyKeyset(newer, { rootKeys, product, held: { version: 7, epoch: 2 } }).version).toBe(8);
  });

  it.each([
    [{ version: 6, epoch: 2 }],
    [{ version: 7, epoch: 1 }],
    [{ version: 8, epoch: 1 }],
    [{ version: 6, epoch: 3 }],
  ])('is refused when it is older: %o', async (older) => {
    const file = await write(older);
    expect(refusalOf(() => verifyKeyset(file, { rootKeys, product, held: { version: 7, epoch: 2 } }))).toBe(
      'keyset-rollback',
    );
  });

  it('is refused without a pinned root key', () => {
    expect(refusalOf(() => verifyKeyset(golden.keyset, { rootKeys: [], product }))).toBe('key-unknown');
    const unacceptable = new Uint8Array(32);
    expect(refusalOf(() => verifyKeyset(golden.keyset, { rootKeys: [unacceptable], product }))).toBe('key-unknown');
  });

  it('revokes a license by its ID, or all licenses of a key', async () => {
    const issuer = async (change: Partial<KeysetFields>) => ({
      keyset: verifyKeyset(await write(change), { rootKeys, product }),
      product,
    });
    const before = await issuer({});
    expect(authenticateLicense(golden.license, before)).toEqual(licenseFields);
    const licenseRevoked = await issuer({ version: 8, revokedLicenses: [licenseFields.licenseId] });
    expect(refusalOf(() => authenticateLicense(golden.license, licenseRevoked))).toBe('license-revoked');
    const keyRevoked = await issuer({ version: 8, revokedKeys: [licenseFields.keyId] });
    expect(refusalOf(() => authenticateLicense(golden.license, keyRevoked))).toBe('key-revoked');
    const keyRevokedAndGone = await issuer({ version: 9, keys: [], revokedKeys: [licenseFields.keyId] });
    expect(refusalOf(() => authenticateLicense(golden.license, keyRevokedAndGone))).toBe('key-revoked');
  });

  it('accepts a new key from its first moment', async () => {
    const keyId = keyIdOf(stranger.publicKey);
    const added = {
      keyId,
      publicKey: stranger.publicKey,
      notBefore: '2026-11-23T09:59:30Z',
      notAfter: '2026-11-23T09:59:31Z',
    };
    const keyset = verifyKeyset(await write({ keys: [...keysetFields.keys, added] }), { rootKeys, product });
    const issuedAt = async (moment: string) => {
      const file = await writeLicense({ ...licenseFields, keyId, issuedAt: moment }, stranger);
      return refusalOf(() => authenticateLicense(file, { keyset, product }));
    };
    expect(await issuedAt('2026-11-23T09:59:29Z')).toBe('key-outside-validity');
    expect(await issuedAt('2026-11-23T09:59:30Z')).toBeNull();
    expect(await issuedAt('2026-11-23T09:59:31Z')).toBe('key-outside-validity');
    expect(signing.publicKey).not.toEqual(stranger.publicKey);
  });
});
