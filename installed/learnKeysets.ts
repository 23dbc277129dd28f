import { Refusal } from '../src/refusal.ts';
import { pinnedKeys, verifyKeyset } from '../src/verify/keyset.ts';
import { withNewestKeyset } from './delivery.ts';
import { storeKeyset, withKeysets } from './installedProduct.ts';
import type { LicensedMachine } from './licensedMachine.ts';
import { tryToStore, tryToStoreForEveryone } from './storedFile.ts';

/** What became of a keyset that reached the machine. */
export interface LearnedKeysets {
  /** With the newest keyset. */
  readonly machine: LicensedMachine;
  /** Null if the keyset is in the user's own folder; else the system's error code. */
  readonly storageError: string | null;
}

/**
 * Uses keysets and stores the newest one where the licensed program finds it, before anything is verified with it: in the
 * user's own folder, and behind every license that is kept. A revoked license stays there too, so that the program says
 * that it is revoked.
 *
 * @param files untrusted; older and invalid ones are skipped
 */
export function learnKeysets(opened: LicensedMachine, files: readonly Uint8Array[]): LearnedKeysets {
  const machine = withKeysets(opened, files);
  const storageError = storeKeyset(machine);
  const licenses = machine.licenses.map((kept) => {
    const file = withNewestKeyset(kept.file, machine.keyset);
    // This user may lack the right; the program then reads the user's own copy of the keyset.
    const store = kept.path === machine.target?.path ? tryToStoreForEveryone : tryToStore;
    const isWritten = file !== null && store(kept.path, file) === null;
    return isWritten ? { ...kept, file } : kept;
  });
  return { machine: { ...machine, licenses }, storageError };
}

/**
 * Refuses keysets that came without a license, when none of them is relied on.
 *
 * @throws Refusal why the first of them is not
 */
export function refuseUnusable({ profile, keyset }: LicensedMachine, files: readonly Uint8Array[]): void {
  const context = { rootKeys: pinnedKeys(profile.rootKeys), product: profile.product.id, held: keyset.keyset };
  let first: Refusal | null = null;
  for (const file of files) {
    try {
      verifyKeyset(file, context);
      return;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      first ??= error;
    }
  }
  if (first) throw first;
}
