import { existsSync } from 'node:fs';
import { writeWhole } from '../../../server/dataFolder.ts';
import { writeKeystore } from '../../../server/keys/keystore.ts';
import { makePrivateKey, nodeSigner } from '../../../server/keys/nodeSigner.ts';
import { chooseSigner } from '../../../server/keys/signingKeys.ts';
import { keyIdOf } from '../../../src/crypto/keyId.ts';
import { CommandError } from '../../errors.ts';
import { readAtMost, shown, writeFile } from '../../files.ts';
import type { OpenKeystore } from '../keystore/openKeystore.ts';
import type { OpenRootKey } from '../keystore/rootKey.ts';
import { keyWords } from '../words.ts';
import { type AuditTrail, openAuditTrail } from './auditTrail.ts';
import { checkPhraseOf, type KeysetDraft, maxDraftBytes, readDraft, writeDraft } from './draft.ts';
import { completeInstallation, installKeyset } from './installKeyset.ts';
import { type KeyLifetimes, type KeysetChange, nextDraft } from './nextDraft.ts';
import { isPinned, signDraft } from './signDraft.ts';
import { summaryOf } from './summary.ts';

/** What is to happen to the keys, and where its result goes. */
export interface KeysetOrder {
  /** Whether there is to be a new signing key; one that waits already serves. */
  readonly newKey: boolean;
  readonly revokedKeys: readonly string[];
  readonly revokedLicenses: readonly string[];
  readonly lifetimes: KeyLifetimes;
  /** The root key, where it is at hand; without it the draft is written for it. */
  readonly root: OpenRootKey | null;
  /** Where the draft is to be written besides the data folder. */
  readonly output: string | undefined;
}

/**
 * Makes the next keyset: the keystore gets a new key first, then the draft appears, then it is signed and installed, here
 * or elsewhere. Cut off anywhere, doing it again completes it: a key that waits is taken before another one is made, and
 * what was installed only half is all that is done.
 *
 * @throws Trouble, StartFault before anything is changed, when something does not fit
 */
export async function makeKeyset(
  openedKeystore: OpenKeystore,
  order: KeysetOrder,
  stdout: NodeJS.WriteStream,
): Promise<void> {
  const now = new Date();
  const { root } = order;
  if (root && !isPinned(root, openedKeystore.profile)) throw new CommandError('root-unpinned', { keyId: root.keyId });
  const trail = await openAuditTrail(openedKeystore.folder, process.env);
  try {
    const completed = await completeInstallation(openedKeystore, trail, now);
    const isDone = isRevoked(completed, order);
    if (completed !== openedKeystore && isDone)
      return void stdout.write(keyWords.finished(completed.keyset?.version ?? 0));
    if (isDone && !order.newKey && !completed.draft) return void stdout.write(keyWords.alreadyRevoked);
    const withKey = order.newKey ? withNewKey(completed, order.revokedKeys) : completed;
    const draft = draftFor(withKey, order, now);
    if (withKey !== completed) await writeKeystore(completed.folder.keystore, completed.passphrase, withKey.keystore);
    writeWhole(completed.folder.draft, writeDraft(draft), 0o644);
    stdout.write(summaryOf(draft));
    await signOrWriteDraft({ ...withKey, draft }, { ...order, trail, now }, stdout);
  } finally {
    await trail?.close();
  }
}

/** Whether the keyset in force revokes all that is to be revoked. */
function isRevoked({ keyset }: OpenKeystore, { revokedKeys, revokedLicenses }: KeysetOrder): boolean {
  const all = (wanted: readonly string[], known: readonly string[] = []) => wanted.every((id) => known.includes(id));
  return all(revokedKeys, keyset?.revokedKeys) && all(revokedLicenses, keyset?.revokedLicenses);
}

/** The newest key that no keyset lists yet, or another one. */
function withNewKey(openedKeystore: OpenKeystore, revoked: readonly string[]): OpenKeystore {
  const { signers, keyset, draft, keystore } = openedKeystore;
  const used = [...(keyset?.keys ?? []).map(({ keyId }) => keyId), ...revoked];
  const waits = (key: string) =>
    ![...used, ...(keyset?.revokedKeys ?? []), ...(draft?.revokedKeys ?? [])].includes(key);
  const last = signers.at(-1);
  if (last && waits(keyIdOf(last.publicKey))) return openedKeystore;
  const key = makeSigningKey();
  return {
    ...openedKeystore,
    signers: [...signers, nodeSigner(key)],
    keystore: { ...keystore, signingKeys: [...keystore.signingKeys, key] },
  };
}

/** One whose id would not be taken for an option where it is typed. */
export function makeSigningKey(): Uint8Array {
  for (;;) {
    const key = makePrivateKey();
    if (!keyIdOf(nodeSigner(key).publicKey).startsWith('-')) return key;
  }
}

/** @throws Trouble `key-needed` when nothing could sign any more; `keyset-full` */
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
  openedKeystore: OpenKeystore & { readonly draft: KeysetDraft },
  { root, trail, output, now }: FinishContext,
  stdout: NodeJS.WriteStream,
): Promise<void> {
  const { draft, folder } = openedKeystore;
  if (root) {
    const keyset = await installKeyset(openedKeystore, await signDraft(draft, root, folder.draft), trail, now);
    const signer = chooseSigner(openedKeystore.signers, keyset, now);
    stdout.write(keyWords.installed(keyset.version, keyset.epoch, signer ? keyIdOf(signer.publicKey) : ''));
    return;
  }
  const path = output ?? `keyset-${draft.version}.draft.json`;
  // An earlier draft is of no use any more, and is the only thing that is replaced.
  writeFile(path, writeDraft(draft), existsSync(path) && isDraft(path));
  stdout.write(keyWords.drafted(shown(path), checkPhraseOf(draft)));
}

function isDraft(path: string): boolean {
  try {
    readDraft(readAtMost(path, maxDraftBytes), path);
    return true;
  } catch {
    return false;
  }
}
