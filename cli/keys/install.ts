import { rmSync } from 'node:fs';
import { writeWhole } from '../../server/dataFolder.ts';
import { writeKeystore } from '../../server/keys/keystore.ts';
import { chooseSigner } from '../../server/keys/signingKeys.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { type KeysetFields, readKeyset } from '../../src/documents/keyset.ts';
import { Refusal } from '../../src/refusal.ts';
import { isAtLeast, type KeysetAge, pinnedKeys } from '../../src/verify/keyset.ts';
import { Trouble } from '../errors.ts';
import { writeVendorFile } from '../vendorFile.ts';
import { draftOf, phraseOf } from './draft.ts';
import type { Trail } from './trail.ts';
import type { Workshop } from './openKeystore.ts';

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
  workshop: Workshop,
  file: Uint8Array,
  trail: Trail | null,
  now: Date,
): Promise<KeysetFields> {
  const { folder, profile, passphrase, keystore } = workshop;
  const keyset = readPinned(workshop, file);
  checkPlace(workshop, keyset, now);
  writeWhole(folder.keyset, file);
  writeVendorFile(folder, { ...profile, keyset: new TextDecoder().decode(file) });
  await trail?.noteInstalled(keyset, toInstant(now));
  const { version, epoch } = keyset;
  await writeKeystore(folder.keystore, passphrase, { ...keystore, installed: { version, epoch } });
  rmSync(folder.draft, { force: true });
  return keyset;
}

function readPinned({ profile, product }: Workshop, file: Uint8Array): KeysetFields {
  try {
    const keyset = readKeyset(file, pinnedKeys(profile.rootKeys));
    if (keyset.product === product) return keyset;
    throw new Refusal('product-other', { expected: product, found: keyset.product });
  } catch (fault) {
    if (!(fault instanceof Refusal) || fault.code !== 'key-unknown') throw fault;
    throw new Trouble('root-unpinned', { keyId: String(fault.details.keyId) });
  }
}

/** It is what the draft says that waits here; or what is in force already, or was and got lost. */
function checkPlace(workshop: Workshop, keyset: KeysetFields, now: Date): void {
  const { draft, keyset: inForce, signers } = workshop;
  const { installed } = workshop.keystore;
  checkAge(keyset, inForce);
  checkAge(keyset, installed);
  const phrase = phraseOf(draftOf(keyset));
  if (inForce && phraseOf(draftOf(inForce)) === phrase) return;
  const wasInForce = installed?.version === keyset.version && installed.epoch === keyset.epoch;
  if (wasInForce && inForce?.version !== keyset.version) return;
  if (!draft) throw new Trouble('draft-missing', {});
  if (phraseOf(draft) !== phrase) throw new Trouble('keyset-other', { expected: phraseOf(draft), found: phrase });
  if (!chooseSigner(signers, keyset, now)) throw new Trouble('keyset-without-key', {});
}

/** @throws Trouble `keyset-outdated` */
function checkAge(keyset: KeysetAge, newest: KeysetAge | null | undefined): void {
  if (!newest || isAtLeast(keyset, newest)) return;
  throw new Trouble('keyset-outdated', { found: keyset.version, installed: newest.version });
}

/**
 * Completes what an earlier command began to install, and refuses to go on from a keyset that was brought back by
 * mistake.
 *
 * @returns the same workshop when there was nothing to complete
 * @throws Trouble `keyset-outdated`, `keyset-lost`
 */
export async function settle(workshop: Workshop, trail: Trail | null, now: Date): Promise<Workshop> {
  const { keyset, keystore } = workshop;
  const { installed } = keystore;
  if (!keyset && installed) throw new Trouble('keyset-lost', { installed: installed.version });
  if (!keyset) return workshop;
  checkAge(keyset, installed);
  const isComplete = installed?.version === keyset.version;
  const isOver = workshop.draft !== null && workshop.draft.version <= keyset.version;
  if (isComplete && !isOver) return workshop;
  const { version, epoch } = await installKeyset(workshop, keyset.file, trail, now);
  return { ...workshop, keystore: { ...keystore, installed: { version, epoch } }, draft: null };
}
