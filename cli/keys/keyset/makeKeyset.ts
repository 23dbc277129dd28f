import { existsSync } from 'node:fs';
import { writeDataFile } from '../../../server/fileError.ts';
import { writeKeystore } from '../../../server/keys/keystore.ts';
import { makePrivateKey, nodeSigner } from '../../../server/keys/nodeSigner.ts';
import { chooseSigner } from '../../../server/keys/signingKeys.ts';
import { keyIdOf } from '../../../src/crypto/keyId.ts';
import { CommandError } from '../../errors.ts';
import { readAtMost, shown, writeFile } from '../../files.ts';
import type { CommandEnvironment } from '../../framework/command.ts';
import type { OpenKeystore } from '../keystore/openKeystore.ts';
import type { OpenRootKey } from '../keystore/rootKey.ts';
import { type AuditTrail, openAuditTrail } from './auditTrail.ts';
import { checkPhraseOf, type KeysetDraft, maxDraftBytes, readDraft, writeDraft } from './draft.ts';
import { completeInstallation, installKeyset } from './installKeyset.ts';
import { type KeyLifetimes, type KeysetChange, nextDraft } from './nextDraft.ts';
import { isPinned, signDraft } from './signDraft.ts';
import { summaryOf } from './summary.ts';
import { keysetTexts } from './texts.ts';

/** A requested change of the keys. */
export interface KeysetOrder {
  /** Whether to add a signing key; a key that no keyset lists yet is used first. */
  readonly newKey: boolean;
  readonly revokedKeys: readonly string[];
  readonly revokedLicenses: readonly string[];
  readonly lifetimes: KeyLifetimes;
  /** Signs the keyset here; null: a draft is written. */
  readonly root: OpenRootKey | null;
  /** Where to write the draft, besides the data folder. */
  readonly output: string | undefined;
}

/**
 * Creates the next keyset: adds the new key to the keystore, writes the draft, then signs and installs it, here or elsewhere.
 * If it is interrupted, running it again completes it: an unlisted key is used before another one is created, and an
 * interrupted installation is completed first.
 *
 * @throws CommandError, ConfigurationError before anything is changed
 */
export async function makeKeyset(
  opened: OpenKeystore,
  order: KeysetOrder,
  { stdout, variables, now: clock }: Pick<CommandEnvironment, 'stdout' | 'variables' | 'now'>,
): Promise<void> {
  const now = clock();
  const { root } = order;
  if (root && !isPinned(root, opened.profile)) throw new CommandError('root-unpinned', { keyId: root.keyId });
  const trail = await openAuditTrail(opened.folder, variables);
  try {
    const completed = await completeInstallation(opened, trail, now);
    const isDone = isRevoked(completed, order);
    if (completed !== opened && isDone) return void stdout.write(keysetTexts.completed(completed.keyset?.version ?? 0));
    if (isDone && !order.newKey && !completed.draft) return void stdout.write(keysetTexts.alreadyRevoked);
    const withKey = order.newKey ? withNewKey(completed, order.revokedKeys) : completed;
    const draft = draftFor(withKey, order, now);
    if (withKey !== completed) await writeKeystore(completed.folder.keystore, completed.passphrase, withKey.keystore);
    writeDataFile(completed.folder.draft, writeDraft(draft));
    stdout.write(summaryOf(draft));
    await signOrWriteDraft({ ...withKey, draft }, { ...order, trail, now }, stdout);
  } finally {
    await trail?.close();
  }
}

/** @returns whether the installed keyset already revokes all of these */
function isRevoked({ keyset }: OpenKeystore, { revokedKeys, revokedLicenses }: KeysetOrder): boolean {
  const all = (wanted: readonly string[], known: readonly string[] = []) => wanted.every((id) => known.includes(id));
  return all(revokedKeys, keyset?.revokedKeys) && all(revokedLicenses, keyset?.revokedLicenses);
}

/** Uses the newest key that no keyset lists yet, or creates one. */
function withNewKey(opened: OpenKeystore, revoked: readonly string[]): OpenKeystore {
  const { signers, keyset, draft, keystore } = opened;
  const used = [...(keyset?.keys ?? []).map(({ keyId }) => keyId), ...revoked];
  const isUnlisted = (key: string) =>
    ![...used, ...(keyset?.revokedKeys ?? []), ...(draft?.revokedKeys ?? [])].includes(key);
  const last = signers.at(-1);
  if (last && isUnlisted(keyIdOf(last.publicKey))) return opened;
  const key = makeSigningKey();
  return {
    ...opened,
    signers: [...signers, nodeSigner(key)],
    keystore: { ...keystore, signingKeys: [...keystore.signingKeys, key] },
  };
}

/** Creates a key whose id does not begin with `-`, which would look like an option. */
export function makeSigningKey(): Uint8Array {
  for (;;) {
    const key = makePrivateKey();
    if (!keyIdOf(nodeSigner(key).publicKey).startsWith('-')) return key;
  }
}

/** @throws CommandError `key-needed` if no key could sign any more; `keyset-full` */
function draftFor(
  { product, keyset: current, draft: waiting, signers }: OpenKeystore,
  order: KeysetOrder,
  now: Date,
): KeysetDraft {
  const newKey = order.newKey ? signers.at(-1)?.publicKey : undefined;
  const { revokedKeys, revokedLicenses } = order;
  const change: KeysetChange = { revokedKeys, revokedLicenses, ...(newKey && { newKey }) };
  const draft = nextDraft({ product, current, waiting }, change, order.lifetimes, now);
  if (!chooseSigner(signers, draft, now)) throw new CommandError('key-needed', {});
  return draft;
}

interface FinishContext extends Pick<KeysetOrder, 'root' | 'output'> {
  readonly trail: AuditTrail | null;
  readonly now: Date;
}

async function signOrWriteDraft(
  opened: OpenKeystore & { readonly draft: KeysetDraft },
  { root, trail, output, now }: FinishContext,
  stdout: NodeJS.WriteStream,
): Promise<void> {
  const { draft, folder } = opened;
  if (root) {
    const keyset = await installKeyset(opened, await signDraft(draft, root, folder.draft), trail, now);
    const signer = chooseSigner(opened.signers, keyset, now);
    stdout.write(keysetTexts.installed(keyset.version, keyset.epoch, signer ? keyIdOf(signer.publicKey) : ''));
    return;
  }
  const path = output ?? `keyset-${draft.version}.draft.json`;
  // Only an earlier draft is replaced.
  if (existsSync(path) && !isDraft(path)) throw new CommandError('file-exists', { path: shown(path), force: 'no' });
  writeFile(path, writeDraft(draft), existsSync(path));
  stdout.write(keysetTexts.drafted(shown(path), checkPhraseOf(draft)));
}

function isDraft(path: string): boolean {
  try {
    readDraft(readAtMost(path, maxDraftBytes), path);
    return true;
  } catch {
    return false;
  }
}
