import { verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../../server/configurationError.ts';
import { createKeystore, createRootKeystore, openKeystore, openRootKeystore } from '../../../server/keys/keystore.ts';
import { verifySignature } from '../../../src/crypto/ed25519.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyferry-keystore-'));
const file = join(folder, 'keystore.json');
const passphrase = 'Ångström und Größe';
beforeAll(() => createKeystore(file, passphrase));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Sealed {
  kdf: { N: number; salt: string };
  cipher: { nonce: string };
  content: string;
  tag: string;
  purpose: string;
  note?: string;
}

/** Writes a copy of the file with one change. */
function changed(change: (sealed: Sealed) => void): string {
  const sealed = JSON.parse(readFileSync(file, 'utf8')) as Sealed;
  change(sealed);
  const other = join(folder, 'changed.json');
  writeFileSync(other, JSON.stringify(sealed));
  return other;
}

describe('a keystore', () => {
  test('returns the same keys each time, and their signatures verify', async () => {
    const [one, two] = [await openKeystore(file, passphrase), await openKeystore(file, passphrase)];
    expect(one.pepper).toEqual(two.pepper);
    expect(one.pepper).toHaveLength(32);
    expect(one.signers[0].publicKey).toEqual(two.signers[0].publicKey);
    const message = new TextEncoder().encode('ferry');
    const signature = await one.signers[0].sign(message);
    expect(verifySignature(signature, message, one.signers[0].publicKey)).toBe(true);
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), one.signers[0].publicKey]);
    expect(verify(null, message, { key: spki, format: 'der', type: 'spki' }, signature)).toBe(true);
  });

  test('opens with any Unicode composition of the passphrase, and has mode 0600', async () => {
    expect((await openKeystore(file, passphrase.normalize('NFD'))).signers).toHaveLength(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('names the key derivation and contains no secret in clear text', () => {
    const sealed = JSON.parse(readFileSync(file, 'utf8'));
    expect(sealed.kdf).toMatchObject({ name: 'scrypt', N: 131072, r: 8, p: 1 });
    expect(sealed.cipher.name).toBe('aes-256-gcm');
    expect(Buffer.from(sealed.content, 'base64').toString('latin1')).not.toContain('signingKeys');
  });

  test.each<[string, (sealed: Sealed) => void]>([
    [
      'content',
      (sealed) => {
        sealed.content = `${sealed.content.startsWith('A') ? 'B' : 'A'}${sealed.content.slice(1)}`;
      },
    ],
    [
      'empty nonce',
      (sealed) => {
        sealed.cipher.nonce = '';
      },
    ],
    [
      'nonce',
      (sealed) => {
        sealed.cipher.nonce = Buffer.alloc(12).toString('base64');
      },
    ],
    [
      'salt',
      (sealed) => {
        sealed.kdf.salt = Buffer.alloc(32).toString('base64');
      },
    ],
    [
      'tag',
      (sealed) => {
        sealed.tag = Buffer.alloc(16).toString('base64');
      },
    ],
    [
      'a shorter tag',
      (sealed) => {
        sealed.tag = Buffer.alloc(4).toString('base64');
      },
    ],
    [
      'a cheaper derivation',
      (sealed) => {
        sealed.kdf.N = 2;
      },
    ],
    [
      'purpose',
      (sealed) => {
        sealed.purpose = 'root';
      },
    ],
    [
      'another field',
      (sealed) => {
        sealed.note = 'x';
      },
    ],
  ])('does not open with a changed %s', async (_what, change) => {
    await expect(openKeystore(changed(change), passphrase)).rejects.toThrow(ConfigurationError);
  });

  test('does not open with another passphrase, truncated or missing', async () => {
    await expect(openKeystore(file, 'another')).rejects.toThrow(/passphrase is wrong, or the file was changed/);
    const short = join(folder, 'short.json');
    writeFileSync(short, readFileSync(file, 'utf8').slice(0, 100));
    await expect(openKeystore(short, passphrase)).rejects.toThrow(/damaged/);
    await expect(openKeystore(join(folder, 'none.json'), passphrase)).rejects.toThrow(ConfigurationError);
  });
});

test("a root keystore does not open as a service's keystore, nor the reverse", async () => {
  const root = join(folder, 'root.json');
  await createRootKeystore(root, passphrase, 'orrery');
  expect((await openRootKeystore(root, passphrase)).publicKey).toHaveLength(32);
  await expect(openKeystore(root, passphrase)).rejects.toThrow(/is a root key, not the keystore of a service/);
  await expect(openRootKeystore(file, passphrase)).rejects.toThrow(/is the keystore of a service, not a root key/);
  const posing = join(folder, 'posing.json');
  writeFileSync(posing, readFileSync(root, 'utf8').replace('"purpose": "root"', '"purpose": "service"'));
  await expect(openKeystore(posing, passphrase)).rejects.toThrow(/the file was changed/);
});
