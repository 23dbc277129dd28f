import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { seedSigner, verifySignature } from '../../src/crypto/ed25519.ts';
import { Refusal } from '../../src/refusal.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { createInstallation, createKeyStore } from '../../src/storage/installation.ts';
import { emptyIndexedDb, fillDisk } from './indexedDb.ts';

beforeEach(() => void emptyIndexedDb());
afterEach(() => void vi.restoreAllMocks());
afterAll(() => void vi.unstubAllGlobals());

let random = 0;
const randomBytes = (length: number) => new Uint8Array(length).fill(++random);
const making = { seedSigner, randomBytes, now: () => new Date('2026-11-23T12:00:00.500Z') };
const open = async () => createInstallation(createKeyStore(await openDatabase('orrery')), making);
const message = new TextEncoder().encode('message');

/** A page that is not a secure context, or a browser without Ed25519. */
function withoutWebCrypto(): void {
  vi.spyOn(crypto.subtle, 'generateKey').mockRejectedValue(new DOMException('', 'NotSupportedError'));
}

it('creates a WebCrypto key that cannot be exported, and stores it', async () => {
  const database = await openDatabase('orrery');
  const signer = await createInstallation(createKeyStore(database), making).signer();
  const kept = await database.get('keys', 'installation');
  expect(kept?.kind).toBe('webcrypto');
  if (kept?.kind === 'webcrypto') expect(kept.pair.privateKey.extractable).toBe(false);
  expect(verifySignature(await signer.sign(message), message, signer.publicKey)).toBe(true);
  expect((await (await open()).signer()).publicKey).toEqual(signer.publicKey);
});

it('creates a seed where WebCrypto has no Ed25519, and stores it', async () => {
  withoutWebCrypto();
  const database = await openDatabase('orrery');
  const signer = await createInstallation(createKeyStore(database), making).signer();
  expect(await database.get('keys', 'installation')).toEqual({
    kind: 'seed',
    seed: new Uint8Array(32).fill(random),
    createdAt: '2026-11-23T12:00:00Z',
  });
  expect(verifySignature(await signer.sign(message), message, signer.publicKey)).toBe(true);
  expect((await (await open()).signer()).publicKey).toEqual(signer.publicKey);
});

it('gives two tabs that start at the same time the same key', async () => {
  withoutWebCrypto();
  const [one, other] = [await open(), await open()];
  const [first, second] = await Promise.all([one.signer(), other.signer()]);
  expect(first.publicKey).toEqual(second.publicKey);
});

it('creates no key that a full disk does not store, and tries again', async () => {
  withoutWebCrypto();
  const installation = await open();
  const makeRoom = fillDisk();
  await expect(installation.signer()).rejects.toThrow(new Refusal('storage-full'));
  makeRoom();
  const signer = await installation.signer();
  expect(await installation.signer()).toBe(signer);
});
