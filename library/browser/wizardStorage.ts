import { openDB } from 'idb';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import type { RefusalCode } from '../../src/refusal.ts';
import type { Schema, StoredKey } from '../../src/storage/schema.ts';

/** What the wizard's page stored in this browser. Nothing in it is verified. */
export interface WizardStorage {
  /** Exact bytes; a newer keyset may follow the license. */
  readonly license: Uint8Array;
  /** Raw Ed25519 public key, 32 bytes. */
  readonly installationKey: Uint8Array;
  readonly requestIds: readonly string[];
  /** Ids of returned licenses. */
  readonly returned: readonly string[];
  /** Files, as text. */
  readonly keysets: readonly string[];
}

/**
 * Reads what the wizard's page of this origin stored for a product.
 *
 * @returns a code when there is no license (`license-missing`) or the browser lets nothing be read (`storage-unavailable`)
 */
export async function readWizardStorage(productId: string): Promise<WizardStorage | RefusalCode> {
  try {
    const database = await openDB<Schema>(`keyferry/${productId}`, undefined, {
      // Without a wizard there is no database, and none is to be left behind.
      upgrade(_database, _old, _new, transaction) {
        transaction.done.catch(() => {});
        transaction.abort();
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    try {
      const transaction = database.transaction(['machine', 'keys', 'settings']);
      const [machine, key, keyset] = await Promise.all([
        transaction.objectStore('machine').get('current'),
        transaction.objectStore('keys').get('installation'),
        transaction.objectStore('settings').get('keyset'),
      ]);
      if (!machine?.license) return 'license-missing';
      return {
        license: machine.license,
        installationKey: key ? await publicKeyOf(key) : new Uint8Array(32),
        requestIds: machine.requestIds,
        returned: machine.returns.map(({ licenseId }) => licenseId),
        // Epoch and version stand before the file.
        keysets: keyset === undefined ? [] : [keyset.slice(keyset.indexOf('\n') + 1)],
      };
    } finally {
      database.close();
    }
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    return name === 'AbortError' || name === 'NotFoundError' ? 'license-missing' : 'storage-unavailable';
  }
}

async function publicKeyOf(key: StoredKey): Promise<Uint8Array> {
  if (key.kind === 'seed') return seedSigner(key.seed).publicKey;
  return new Uint8Array(await crypto.subtle.exportKey('raw', key.pair.publicKey));
}
