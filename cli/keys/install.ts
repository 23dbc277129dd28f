import { rmSync } from 'node:fs';
import { writeWhole } from '../../server/atomicFile.ts';
import { writeKeystore } from '../../server/keys/keystore.ts';
import { chooseSigner } from '../../server/keys/signingKeys.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { type KeysetFields, readKeyset } from '../../src/documents/keyset.ts';
import { Refusal } from '../../src/refusal.ts';
import { isAtLeast, type KeysetAge, pinnedKeys } from '../../src/verify/keyset.ts';
import { CommandError } from '../errors.ts';
import { writeVendorFile } from '../vendorFile.ts';
import { draftOf, phraseOf } from './draft.ts';
import type { OpenKeystore } from './openKeystore.ts';
import type { Trail } from './trail.ts';

/**
 * Puts a keyset in force, after everything about it was checked. Each step may be done twice, and what has been half
 * done is completed by doing all of it again: the draft goes last.
 *
 * 1. the keyset itself; from here on a service that starts hands it out
 * 2. the profile, for pages that are packed from it
 * 3. the audit trail
 * 4. in the keystore, how new it is: an older file that is brought back later on is told by that
 *
 * @param file exact bytes, from anywhere
 * @throws Trouble `root-unpinned`, `keyset-other`, `keyset-outdated`, `draft-missing`,
 *   `keyset-without-key`; Refusal when it is no keyset, or for another product
 */
export async function installKeyset(
  openedKeystore: OpenKeystore,
  file: Uint8Array,
  trail: Trail | null,
  now: Date,
): Promise<KeysetFields> {
  const { folder, profile, passphrase, keystore } = openedKeystore;
  const keyset = readPinned(openedKeystore, file);
  checkPlace(openedKeystore, keyset, now);
  writeWhole(folder.keyset, file);
  writeVendorFile(folder, { ...profile, keyset: new TextDecoder().decode(file) });
  await trail?.noteInstalled(keyset, toInstant(now));
  const { version, epoch } = keyset;
  await writeKeystore(folder.keystore, passphrase, { ...keystore, installed: { version, epoch } });
  rmSync(folder.draft, { force: true });
  return keyset;
}

function readPinned({ profile, product }: OpenKeystore, file: Uint8Array): KeysetFields {
  try {
    const keyset = readKeyset(file, pinnedKeys(profile.rootKeys));
    if (keyset.product === product) return keyset;
    throw new Refusal('product-other', { expected: product, found: keyset.product });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'key-unknown') throw error;
    throw new CommandError('root-unpinned', { keyId: String(error.details.keyId) });
  }
}

/** It is what the draft says that waits here; or what is in force already, or was and got lost. */
function checkPlace(openedKeystore: OpenKeystore, keyset: KeysetFields, now: Date): void {
  const { draft, keyset: inForce, signers } = openedKeystore;
  const { installed } = openedKeystore.keystore;
  checkAge(keyset, inForce);
  checkAge(keyset, installed);
  const phrase = phraseOf(draftOf(keyset));
  if (inForce && phraseOf(draftOf(inForce)) === phrase) return;
  const wasInForce = installed?.version === keyset.version && installed.epoch === keyset.epoch;
  if (wasInForce && inForce?.version !== keyset.version) return;
  if (!draft) throw new CommandError('draft-missing', {});
  if (phraseOf(draft) !== phrase) throw new CommandError('keyset-other', { expected: phraseOf(draft), found: phrase });
  if (!chooseSigner(signers, keyset, now)) throw new CommandError('keyset-without-key', {});
}

/** @throws Trouble `keyset-outdated` */
function checkAge(keyset: KeysetAge, newest: KeysetAge | null | undefined): void {
  if (!newest || isAtLeast(keyset, newest)) return;
  throw new CommandError('keyset-outdated', { found: keyset.version, installed: newest.version });
}

/**
 * Completes what an earlier command began to install, and refuses to go on from a keyset that was brought back by
 * mistake.
 *
 * @returns the same workshop when there was nothing to complete
 * @throws Trouble `keyset-outdated`, `keyset-lost`
 */
export async function settle(openedKeystore: OpenKeystore, trail: Trail | null, now: Date): Promise<OpenKeystore> {
  const { keyset, keystore } = openedKeystore;
  const { installed } = keystore;
  if (!keyset && installed) throw new CommandError('keyset-lost', { installed: installed.version });
  if (!keyset) return openedKeystore;
  checkAge(keyset, installed);
  const isComplete = installed?.version === keyset.version;
  const isOver = openedKeystore.draft !== null && openedKeystore.draft.version <= keyset.version;
  if (isComplete && !isOver) return openedKeystore;
  const { version, epoch } = await installKeyset(openedKeystore, keyset.file, trail, now);
  return { ...openedKeystore, keystore: { ...keystore, installed: { version, epoch } }, draft: null };
}
