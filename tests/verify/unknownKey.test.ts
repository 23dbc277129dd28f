import { expect, test } from 'vitest';
import { checkLicense } from '../../library/verify.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { writeKeyset } from '../../src/documents/keyset.ts';
import { writeLicense } from '../../src/documents/license.ts';
import { Refusal } from '../../src/refusal.ts';
import { verifyKeyset } from '../../src/verify/keyset.ts';
import { authenticateLicense } from '../../src/verify/license.ts';
import { golden, keysetFields, licenseFields, product } from '../vectorMaker/golden.ts';
import { root, stranger } from '../vectorMaker/keys.ts';

const strangerId = keyIdOf(stranger.publicKey);
const keyset = verifyKeyset(golden.keyset, { rootKeys: [root.publicKey], product });

function refused(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, details: error.details };
  }
  return null;
}

const license = (change = {}) => writeLicense({ ...licenseFields, keyId: strangerId, ...change }, stranger);
const hint = { code: 'key-unknown', details: { keyId: strangerId, product: 'tellurium', expected: product } };

test('a license of another product with its own key says which product it claims to be for', async () => {
  const file = await license({ product: 'tellurium' });
  expect(refused(() => authenticateLicense(file, { keyset, product }))).toEqual(hint);
  const options = { product, rootKeys: [Buffer.from(root.publicKey).toString('base64')], keysets: [golden.keyset] };
  const { result } = checkLicense({ ...options, license: file, now: new Date() });
  expect(result).toEqual({ state: 'refused', ...hint });
});

test('a keyset of another product with its own root key does the same', async () => {
  const file = await writeKeyset({ ...keysetFields, product: 'tellurium', rootKeyId: strangerId }, stranger);
  expect(refused(() => verifyKeyset(file, { rootKeys: [root.publicKey], product }))).toEqual(hint);
});

test('an unknown key for this product has no hint', async () => {
  expect(refused(() => authenticateLicense(new Uint8Array(0), { keyset, product }))).toMatchObject({
    code: 'file-empty',
  });
  const file = await license();
  expect(refused(() => authenticateLicense(file, { keyset, product }))).toEqual({
    code: 'key-unknown',
    details: { keyId: strangerId },
  });
});

test('text that a person chose cannot pose as the product', async () => {
  const file = await license({ holder: '<Product Value="tellurium"/>' });
  expect(refused(() => authenticateLicense(file, { keyset, product }))).toEqual({
    code: 'key-unknown',
    details: { keyId: strangerId },
  });
});
