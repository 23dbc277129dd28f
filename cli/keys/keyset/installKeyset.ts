import { rmSync } from 'node:fs';
import { writeDataFile } from '../../../server/fileError.ts';
import { writeKeystore } from '../../../server/keys/keystore.ts';
import { chooseSigner } from '../../../server/keys/signingKeys.ts';
import { toInstant } from '../../../src/documents/instant.ts';
import { type KeysetFields, readKeyset } from '../../../src/documents/keyset.ts';
import { Refusal } from '../../../src/refusal.ts';
import { isAtLeast, type KeysetAge, pinnedKeys } from '../../../src/verify/keyset.ts';
import { CommandError } from '../../errors.ts';
import { writeVendorFile } from '../../vendorFile.ts';
import type { OpenKeystore } from '../keystore/openKeystore.ts';
import type { AuditTrail } from './auditTrail.ts';
import { checkPhraseOf, draftOf } from './draft.ts';

/**
 * Installs a keyset after all checks. Every step can be repeated, so an interrupted installation is completed by running
 * all steps again:
 *
 * 1. write the keyset; a service that starts now uses it
 * 2. write it into the profile, for packed pages
 * 3. record it in the audit trail
 * 4. record its version in the keystore, so that an older file is recognized later
 * 5. remove the draft
 *
 * @param file exact bytes, untrusted
 * @throws CommandError `root-unpinned`, `keyset-other`, `keyset-outdated`, `draft-missing`, `keyset-without-key`; Refusal
 *   `product-other`, and every code of `readKeyset`
 */
export async function installKeyset(
  opened: OpenKeystore,
  file: Uint8Array,
  trail: AuditTrail | null,
  now: Date,
): Promise<KeysetFields> {
  const { folder, profile, passphrase, keystore } = opened;
  const keyset = readPinned(opened, file);
  checkExpected(opened, keyset, now);
  writeDataFile(folder.keyset, file);
  writeVendorFile(folder, { ...profile, keyset: new TextDecoder().decode(file) });
  await trail?.recordInstalled(keyset, toInstant(now));
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

/** The keyset must equal the pending draft, the installed keyset, or an installed keyset whose file was lost. */
function checkExpected(opened: OpenKeystore, keyset: KeysetFields, now: Date): void {
  const { draft, keyset: inForce, signers } = opened;
  const { installed } = opened.keystore;
  checkAge(keyset, inForce);
  checkAge(keyset, installed);
  const phrase = checkPhraseOf(draftOf(keyset));
  if (inForce && checkPhraseOf(draftOf(inForce)) === phrase) return;
  const wasInForce = installed?.version === keyset.version && installed.epoch === keyset.epoch;
  if (wasInForce && inForce?.version !== keyset.version) return;
  if (!draft) throw new CommandError('draft-missing', {});
  if (checkPhraseOf(draft) !== phrase)
    throw new CommandError('keyset-other', { expected: checkPhraseOf(draft), found: phrase });
  if (!chooseSigner(signers, keyset, now)) throw new CommandError('keyset-without-key', {});
}

/** @throws CommandError `keyset-outdated` */
function checkAge(keyset: KeysetAge, newest: KeysetAge | null | undefined): void {
  if (!newest || isAtLeast(keyset, newest)) return;
  throw new CommandError('keyset-outdated', { found: keyset.version, installed: newest.version });
}

/**
 * Completes an interrupted installation, and refuses to continue from an older keyset.
 *
 * @returns the same object if there was nothing to complete
 * @throws CommandError `keyset-outdated`, `keyset-lost`
 */
export async function completeInstallation(
  opened: OpenKeystore,
  trail: AuditTrail | null,
  now: Date,
): Promise<OpenKeystore> {
  const { keyset, keystore } = opened;
  const { installed } = keystore;
  if (!keyset && installed) throw new CommandError('keyset-lost', { installed: installed.version });
  if (!keyset) return opened;
  checkAge(keyset, installed);
  const isComplete = installed?.version === keyset.version;
  const isOver = opened.draft !== null && opened.draft.version <= keyset.version;
  if (isComplete && !isOver) return opened;
  const { version, epoch } = await installKeyset(opened, keyset.file, trail, now);
  return { ...opened, keystore: { ...keystore, installed: { version, epoch } }, draft: null };
}
