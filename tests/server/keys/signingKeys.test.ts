import { describe, expect, test } from 'vitest';
import { makePrivateKey, nodeSigner } from '../../../server/keys/nodeSigner.ts';
import { chooseSigner, reportKeys } from '../../../server/keys/signingKeys.ts';
import { keyIdOf } from '../../../src/crypto/keyId.ts';
import { listed } from './keysets.ts';

const [old, middle, young] = [1, 2, 3].map(() => nodeSigner(makePrivateKey())) as [Signer, Signer, Signer];
type Signer = ReturnType<typeof nodeSigner>;
const idOf = ({ publicKey }: Signer) => keyIdOf(publicKey);
const now = new Date('2026-11-23T10:00:00Z');
const list = (...signers: Signer[]) => signers.map(({ publicKey }) => listed(publicKey));
const keyset = (keys: ReturnType<typeof list>, ...revoked: Signer[]) => ({ keys, revokedKeys: revoked.map(idOf) });

describe('the signing key', () => {
  test('is the newest of the keystore that the keyset lists', () => {
    expect(chooseSigner([old, middle], keyset(list(middle, old)), now)).toBe(middle);
    expect(chooseSigner([old, middle, young], keyset(list(old, middle)), now)).toBe(middle);
    expect(chooseSigner([old], keyset(list(middle, old)), now)).toBe(old);
  });

  test('is never a revoked key, even if it is listed', () => {
    expect(chooseSigner([old, middle], keyset(list(old, middle), middle), now)).toBe(old);
    expect(chooseSigner([old], keyset(list(old), old), now)).toBeNull();
  });

  test.each([
    ['2026-11-23T10:00:00Z', '2030-01-01T00:00:00Z', true],
    ['2026-11-23T10:00:01Z', '2030-01-01T00:00:00Z', false],
    ['2020-01-01T00:00:00Z', '2026-11-23T10:00:01Z', true],
    ['2020-01-01T00:00:00Z', '2026-11-23T10:00:00Z', false],
  ])('signs from notBefore until before notAfter: %s to %s', (notBefore, notAfter, signs) => {
    const keys = [listed(old.publicKey), listed(young.publicKey, notBefore, notAfter)];
    expect(chooseSigner([old, young], keyset(keys), now)).toBe(signs ? young : old);
  });

  test('is null when no key may sign', () => {
    expect(chooseSigner([old], keyset([]), now)).toBeNull();
  });
});

test('the report has the state of every key', () => {
  const stranger = nodeSigner(makePrivateKey());
  const [ended, early] = [nodeSigner(makePrivateKey()), nodeSigner(makePrivateKey())];
  const keys = [
    listed(ended.publicKey, '2020-01-01T00:00:00Z', '2024-01-01T00:00:00Z'),
    listed(old.publicKey),
    listed(stranger.publicKey),
    listed(middle.publicKey),
    listed(early.publicKey, '2027-01-01T00:00:00Z'),
  ];
  const lost = nodeSigner(makePrivateKey());
  const report = reportKeys([ended, old, middle, early, young], keyset(keys, lost, old), now);
  expect(report.map(({ keyId, state, held }) => [keyId, state, held])).toEqual([
    [idOf(young), 'waiting', true],
    [idOf(early), 'waiting', true],
    [idOf(middle), 'signing', true],
    [idOf(old), 'revoked', true],
    [idOf(ended), 'ended', true],
    [idOf(stranger), 'listed', false],
    [idOf(lost), 'revoked', false],
  ]);
  expect(report[0]).not.toHaveProperty('notAfter');
  expect(report[4]?.notAfter).toBe('2024-01-01T00:00:00Z');
  expect(reportKeys([young], null, now)).toEqual([{ keyId: idOf(young), state: 'waiting', held: true }]);
});
