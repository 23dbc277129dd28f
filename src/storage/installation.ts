import type { InstallationPort } from '../activation/ports.ts';
import type { Signer } from '../crypto/signer.ts';
import { toInstant } from '../documents/instant.ts';
import { type Database, storageRefusal } from './database.ts';
import type { StoredKey } from './schema.ts';

/** Where an installation key is kept. */
export interface KeyStore {
  read(): Promise<StoredKey | null>;
  /**
   * Stores a key, unless there is one. Of two tabs that create one at the same time, both use the first.
   *
   * @returns the key to use
   */
  keepFirst(fresh: StoredKey): Promise<StoredKey>;
}

/** What makes keys. */
export interface KeyMaking {
  /** Makes a signer from a 32-byte seed (RFC 8032 section 5.1.5). */
  seedSigner(seed: Uint8Array): Signer;
  /** Cryptographic randomness. */
  randomBytes(length: number): Uint8Array;
  now(): Date;
}

/** The key of a product in its database. */
export function createKeyStore(database: Database): KeyStore {
  return {
    read: async () => (await database.get('keys', 'installation')) ?? null,
    async keepFirst(fresh) {
      const transaction = database.transaction('keys', 'readwrite', { durability: 'strict' });
      const earlier = await transaction.store.get('installation');
      const put = earlier ? null : transaction.store.put(fresh, 'installation');
      await Promise.all([put, transaction.done]);
      return earlier ?? fresh;
    },
  };
}

/** The installation key, and the key itself for a store that has lost it. */
export interface Installation extends InstallationPort {
  /** The key in use; null before its first use. */
  readonly held: StoredKey | null;
}

/**
 * The installation key: a WebCrypto Ed25519 key that cannot be exported, or a seed where the page is not a secure
 * context (plain http), the browser has no Ed25519, or a private window does not store such keys. It identifies this
 * installation, not this hardware: copying the browser profile copies it.
 *
 * @param held a key that was used earlier in this visit, and is stored again where it is missing; null for none
 */
export function createInstallation(store: KeyStore, making: KeyMaking, held: StoredKey | null = null): Installation {
  let signer: Promise<Signer> | null = null;
  let kept = held;

  async function load(): Promise<Signer> {
    try {
      const stored = (await store.read()) ?? (await keepNew());
      kept = stored;
      return stored.kind === 'webcrypto' ? await webCryptoSigner(stored.pair) : making.seedSigner(stored.seed);
    } catch (error) {
      throw storageRefusal(error);
    }
  }

  async function keepNew(): Promise<StoredKey> {
    if (kept) return store.keepFirst(kept);
    const createdAt = toInstant(making.now());
    try {
      return await store.keepFirst({ ...(await generateKey(making)), createdAt });
    } catch (error) {
      // Firefox has stored no CryptoKey in private windows.
      if (!(error instanceof DOMException) || error.name !== 'DataCloneError') throw error;
      return store.keepFirst({ ...seedKey(making), createdAt });
    }
  }

  return {
    get held() {
      return kept;
    },
    signer() {
      signer ??= load().catch((error) => {
        signer = null;
        throw error;
      });
      return signer;
    },
    async madeAt() {
      try {
        return (kept ?? (await store.read()))?.createdAt ?? null;
      } catch (error) {
        throw storageRefusal(error);
      }
    },
  };
}

const seedKey = ({ randomBytes }: KeyMaking): StoredKey => ({ kind: 'seed', seed: randomBytes(32) });

async function generateKey(making: KeyMaking): Promise<StoredKey> {
  try {
    const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify']);
    return { kind: 'webcrypto', pair: pair as CryptoKeyPair };
  } catch {
    return seedKey(making);
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
