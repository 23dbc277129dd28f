import { describe, expect, test } from 'vitest';
import { CommandError } from '../../../../cli/errors.ts';
import { draftOf } from '../../../../cli/keys/keyset/draft.ts';
import { defaultLifetimes, nextDraft } from '../../../../cli/keys/keyset/nextDraft.ts';
import { seedSigner } from '../../../../src/crypto/ed25519.ts';
import { keyIdOf } from '../../../../src/crypto/keyId.ts';
import type { KeysetFields } from '../../../../src/documents/keyset.ts';

const now = new Date('2026-11-23T10:00:00Z');
const [old, young, younger] = [1, 2, 3].map((fill) => seedSigner(new Uint8Array(32).fill(fill)).publicKey) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];
const id128 = (fill: number) => Buffer.alloc(16, fill).toString('base64url');

const first = nextDraft({ product: 'orrery', current: null, waiting: null }, { newKey: old }, defaultLifetimes, now);
const current: KeysetFields = { ...first, rootKeyId: 'AAAAAAAAAAA' };
const basis = { product: 'orrery', current, waiting: null };
const codeOf = (make: () => unknown) => {
  try {
    make();
  } catch (error) {
    return error instanceof CommandError ? error.code : error;
  }
  return null;
};

test('the first keyset is version 1, epoch 1, and lists the key from today’s midnight on', () => {
  expect(first).toEqual({
    product: 'orrery',
    version: 1,
    epoch: 1,
    issuedAt: '2026-11-23T10:00:00Z',
    keys: [
      {
        keyId: keyIdOf(old),
        publicKey: old,
        notBefore: '2026-11-23T00:00:00Z',
        notAfter: '2028-11-23T00:00:00Z',
      },
    ],
    revokedKeys: [],
    revokedLicenses: [],
  });
});

describe('a rotation', () => {
  test('raises only the version and lets older keys sign during the overlap', () => {
    const draft = nextDraft(basis, { newKey: young }, { valid: 100, overlap: 10 }, now);
    expect([draft.version, draft.epoch]).toEqual([2, 1]);
    expect(draft.keys.map(({ keyId, notBefore, notAfter }) => [keyId, notBefore, notAfter])).toEqual([
      [keyIdOf(old), '2026-11-23T00:00:00Z', '2026-12-04T00:00:00Z'],
      [keyIdOf(young), '2026-11-23T00:00:00Z', '2027-03-04T00:00:00Z'],
    ]);
  });

  test('does not extend the validity of a key', () => {
    const [key] = current.keys;
    const ended = { ...current, keys: [{ ...key, notAfter: '2026-11-24T00:00:00Z' } as KeysetFields['keys'][number]] };
    const draft = nextDraft({ ...basis, current: ended }, { newKey: young }, defaultLifetimes, now);
    expect(draft.keys[0]?.notAfter).toBe('2026-11-24T00:00:00Z');
  });

  test('repeated while its draft waits stays the same rotation, with the new lifetimes', () => {
    const waiting = nextDraft(basis, { newKey: young }, { valid: 100, overlap: 1 }, now);
    const again = nextDraft({ ...basis, waiting }, { newKey: young }, { valid: 200, overlap: 20 }, now);
    expect(again).toEqual(nextDraft(basis, { newKey: young }, { valid: 200, overlap: 20 }, now));
  });

  test('keeps pending revocations', () => {
    const waiting = nextDraft(basis, { newKey: young, revokedKeys: [keyIdOf(old)] }, defaultLifetimes, now);
    const draft = nextDraft({ ...basis, waiting }, { newKey: young }, defaultLifetimes, now);
    expect([draft.version, draft.epoch, draft.revokedKeys]).toEqual([2, 2, [keyIdOf(old)]]);
    expect(draft.keys.map(({ keyId }) => keyId)).toEqual([keyIdOf(young)]);
  });
});

describe('a revocation', () => {
  test('of a key raises version and epoch once and removes the key from the list', () => {
    const draft = nextDraft(basis, { newKey: young, revokedKeys: [keyIdOf(old)] }, defaultLifetimes, now);
    expect([draft.version, draft.epoch]).toEqual([2, 2]);
    expect(draft.keys.map(({ keyId }) => keyId)).toEqual([keyIdOf(young)]);
    const further = { newKey: younger, revokedKeys: [keyIdOf(young)] };
    const more = nextDraft({ ...basis, waiting: draft }, further, defaultLifetimes, now);
    expect([more.version, more.epoch, more.revokedKeys]).toEqual([2, 2, [keyIdOf(old), keyIdOf(young)]]);
  });

  test('of a license raises only the version and leaves the keys unchanged', () => {
    const draft = nextDraft(basis, { revokedLicenses: [id128(1), id128(1)] }, defaultLifetimes, now);
    expect([draft.version, draft.epoch, draft.revokedLicenses]).toEqual([2, 1, [id128(1)]]);
    expect(draft.keys).toEqual(current.keys);
  });

  test('is never undone', () => {
    const revoked = nextDraft(
      basis,
      { newKey: young, revokedKeys: [keyIdOf(old)], revokedLicenses: [id128(1)] },
      defaultLifetimes,
      now,
    );
    const later = nextDraft(
      { ...basis, current: { ...revoked, rootKeyId: 'AAAAAAAAAAA' } },
      { newKey: younger },
      defaultLifetimes,
      now,
    );
    expect(later).toMatchObject({
      version: 3,
      epoch: 2,
      revokedKeys: [keyIdOf(old)],
      revokedLicenses: [id128(1)],
    });
  });
});

test('a full keyset is reported', () => {
  const keys = Array.from({ length: 64 }, (_, at) => ({
    keyId: `key ${at}`,
    publicKey: old,
    notBefore: '2020-01-01T00:00:00Z',
    notAfter: '2021-01-01T00:00:00Z',
  }));
  const full = { ...basis, current: { ...current, keys } };
  expect(codeOf(() => nextDraft(full, { newKey: young }, defaultLifetimes, now))).toBe('keyset-full');
  expect(codeOf(() => nextDraft(full, {}, defaultLifetimes, now))).toBeNull();
  const licenses = Array.from({ length: 1001 }, (_, at) => `license ${at}`);
  expect(codeOf(() => nextDraft(basis, { revokedLicenses: licenses }, defaultLifetimes, now))).toBe('keyset-full');
  const revokedKeys = Array.from({ length: 257 }, (_, at) => `key ${at}`);
  expect(codeOf(() => nextDraft(basis, { revokedKeys }, defaultLifetimes, now))).toBe('keyset-full');
});

test('a draft has the content of its keyset without the root key’s signature', () => {
  expect(draftOf(current)).toEqual(first);
});
