import { existsSync } from 'node:fs';
import { writeWhole } from '../../server/atomicFile.ts';
import { writeKeystore } from '../../server/keys/keystore.ts';
import { makePrivateKey, nodeSigner } from '../../server/keys/nodeSigner.ts';
import { chooseSigner } from '../../server/keys/signingKeys.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { CommandError } from '../errors.ts';
import { readAtMost, shown, writeFile } from '../files.ts';
import { type Change, nextDraft, type Terms } from './change.ts';
import { type Draft, largestDraft, phraseOf, readDraft, writeDraft } from './draft.ts';
import { installKeyset, settle } from './install.ts';
import type { OpenKeystore } from './openKeystore.ts';
import type { OpenRootKey } from './rootKey.ts';
import { isPinned, signDraft } from './sign.ts';
import { summaryOf } from './summary.ts';
import { openTrail, type Trail } from './trail.ts';
import { keyWords } from './words.ts';

/** What is to happen to the keys, and where its result goes. */
export interface Making {
  /** Whether there is to be a new signing key; one that waits already serves. */
  readonly newKey: boolean;
  readonly revokedKeys: readonly string[];
  readonly revokedLicenses: readonly string[];
  readonly terms: Terms;
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
  making: Making,
  stdout: NodeJS.WriteStream,
): Promise<void> {
  const now = new Date();
  const { root } = making;
  if (root && !isPinned(root, openedKeystore.profile)) throw new CommandError('root-unpinned', { keyId: root.keyId });
  const trail = await openTrail(openedKeystore.folder, process.env);
  try {
    const settled = await settle(openedKeystore, trail, now);
    const isDone = isRevoked(settled, making);
    if (settled !== openedKeystore && isDone) return void stdout.write(keyWords.finished(settled.keyset?.version ?? 0));
    if (isDone && !making.newKey && !settled.draft) return void stdout.write(keyWords.alreadyRevoked);
    const withKey = making.newKey ? withNewKey(settled, making.revokedKeys) : settled;
    const draft = draftFor(withKey, making, now);
    if (withKey !== settled) await writeKeystore(settled.folder.keystore, settled.passphrase, withKey.keystore);
    writeWhole(settled.folder.draft, writeDraft(draft), 0o644);
    stdout.write(summaryOf(draft));
    await finish({ ...withKey, draft }, { ...making, trail, now }, stdout);
  } finally {
    await trail?.close();
  }
}

/** Whether the keyset in force revokes all that is to be revoked. */
function isRevoked({ keyset }: OpenKeystore, { revokedKeys, revokedLicenses }: Making): boolean {
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
  making: Making,
  now: Date,
): Draft {
  const newKey = making.newKey ? signers.at(-1)?.publicKey : undefined;
  const { revokedKeys, revokedLicenses } = making;
  const change: Change = { revokedKeys, revokedLicenses, ...(newKey && { newKey }) };
  const draft = nextDraft({ product, current, waiting }, change, making.terms, now);
  if (!chooseSigner(signers, draft, now)) throw new CommandError('key-needed', {});
  return draft;
}

interface Finish extends Pick<Making, 'root' | 'output'> {
  readonly trail: Trail | null;
  readonly now: Date;
}

async function finish(
  openedKeystore: OpenKeystore & { readonly draft: Draft },
  { root, trail, output, now }: Finish,
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
  stdout.write(keyWords.drafted(shown(path), phraseOf(draft)));
}

function isDraft(path: string): boolean {
  try {
    readDraft(readAtMost(path, largestDraft), path);
    return true;
  } catch {
    return false;
  }
}
