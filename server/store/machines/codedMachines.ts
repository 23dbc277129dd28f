import { decodeBase64Url } from '../../../src/crypto/base64.ts';
import { readBindings } from '../earlierSeats.ts';
import type { Store, StoreTransaction } from '../tables.ts';
import {
  anyDigestKey,
  type CodedMachine,
  digestKey,
  machineWithCode,
  machineWithKey,
  type OrderingMachine,
} from './machineKeys.ts';

/** Newest licenses of a computer ID that are compared with a code. Anyone can lengthen the list by ordering again. */
const MOST_COMPARED = 200;

/**
 * Finds the machine that shows an installation code among those that came by file: its computer ID finds them, and its digest
 * tells whether key and hardware are the same.
 *
 * @returns with key and hardware where they are known, else as the code alone gives it
 */
export async function identifyCoded(
  store: Store | StoreTransaction,
  product: string,
  coded: CodedMachine,
): Promise<OrderingMachine> {
  const licenses = await store
    .selectFrom('licenses')
    .select(['id', 'installation_key'])
    .where('machine', '=', coded.machineId)
    .where('product', '=', product)
    .where('installation_key', 'not like', anyDigestKey)
    .orderBy('issued_at', 'desc')
    .limit(MOST_COMPARED)
    .execute();
  const listed = await readBindings(
    store,
    licenses.map(({ id }) => id),
  );
  const wanted = digestKey(coded.digest);
  for (const { id, installation_key: key } of licenses) {
    const raw = decodeBase64Url(key) ?? new Uint8Array();
    for (const bindings of [listed.get(id) ?? [], []]) {
      const machine = machineWithKey(product, raw, bindings);
      if (machine.digestKey === wanted) return machine;
    }
  }
  return machineWithCode(coded);
}

/** A license that a return code may mean. */
export interface ReturnableLicense {
  readonly licenseId: string;
  readonly product: string;
  readonly installationKey: string;
}

/**
 * @param key of a machine that tells it, raw Ed25519 public key in base64url, and its digest; null for licenses by file
 * @returns licenses with a computer ID, newest first
 */
export async function licensesOfComputer(
  store: Store,
  { product, machine }: { readonly product: string; readonly machine: string },
  known: { readonly key: string; readonly digest: Uint8Array } | null,
): Promise<ReturnableLicense[]> {
  return store
    .selectFrom('licenses')
    .select(['id as licenseId', 'product', 'installation_key as installationKey'])
    .where('machine', '=', machine)
    .where('product', '=', product)
    .where((row) =>
      known === null
        ? row('installation_key', 'not like', anyDigestKey)
        : row('installation_key', 'in', [known.key, digestKey(known.digest)]),
    )
    .orderBy('issued_at', 'desc')
    .limit(MOST_COMPARED)
    .execute();
}
