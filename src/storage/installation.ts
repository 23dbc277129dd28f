import type { InstallationPort } from '../activation/ports.ts';
import type { Signer } from '../crypto/signer.ts';
import { type Database, storageRefusal } from './database.ts';
import type { StoredKey } from './schema.ts';

/**
 * The installation key: a WebCrypto Ed25519 key that cannot be exported, or a seed where the page is not a secure
 * context (plain http) or the browser has no Ed25519. It identifies this installation, not this hardware: copying the
 * browser profile copies it.
 *
 * @param seedSigner makes a signer from a 32-byte seed (RFC 8032 section 5.1.5)
 * @param randomBytes cryptographic randomness
 */
export function createInstallation(
  database: Database,
  seedSigner: (seed: Uint8Array) => Signer,
  randomBytes: (length: number) => Uint8Array,
): InstallationPort {
  let signer: Promise<Signer> | null = null;

  async function load(): Promise<Signer> {
    try {
      const kept = (await database.get('keys', 'installation')) ?? (await keep(await generateKey(randomBytes)));
      return kept.kind === 'webcrypto' ? await webCryptoSigner(kept.pair) : seedSigner(kept.seed);
    } catch (error) {
      throw storageRefusal(error);
    }
  }

  /** Stores the key. Of two tabs that create one at the same time, both use the first. */
  async function keep(fresh: StoredKey): Promise<StoredKey> {
    const transaction = database.transaction('keys', 'readwrite', { durability: 'strict' });
    const earlier = await transaction.store.get('installation');
    const put = earlier ? null : transaction.store.put(fresh, 'installation');
    await Promise.all([put, transaction.done]);
    return earlier ?? fresh;
  }

  return {
    signer() {
      signer ??= load().catch((error) => {
        signer = null;
        throw error;
      });
      return signer;
    },
  };
}

async function generateKey(randomBytes: (length: number) => Uint8Array): Promise<StoredKey> {
  try {
    const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify']);
    return { kind: 'webcrypto', pair: pair as CryptoKeyPair };
  } catch {
    return { kind: 'seed', seed: randomBytes(32) };
  }
}

async function webCryptoSigner(pair: CryptoKeyPair): Promise<Signer> {
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return {
    publicKey,
    async sign(message) {
      const bytes = new Uint8Array(message);
      return new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, bytes));
    },
  };
}
