import { existsSync } from 'node:fs';
import type { DataFolder } from '../../server/dataFolder.ts';
import { type KeystoreContent, readKeystore, writeKeystore } from '../../server/keys/keystore.ts';
import { newPepper, nodeSigner } from '../../server/keys/nodeSigner.ts';
import { encodeBase64 } from '../../src/crypto/base64.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { choosePassphrase, type PassphraseSource, readPassphrase } from '../passphrase.ts';
import { writeVendorFile } from '../vendorFile.ts';
import { initHelp } from './help.ts';
import { makeKeyset, makeSigningKey } from './keyset/makeKeyset.ts';
import { readKeysetOptions } from './keyset/makingOptions.ts';
import { defaultLifetimes } from './keyset/nextDraft.ts';
import { readVendorFolder, unlockKeystore, type VendorFolder, withKeysLocked } from './keystore/openKeystore.ts';
import { type OpenRootKey, openRootKey, readPublicKey } from './keystore/rootKey.ts';
import { maxRootKeys } from './pin.ts';
import { keyWords } from './words.ts';

export const keysInit: Command = {
  help: initHelp,
  async run(args, streams) {
    const options = readKeysetOptions(args, { pin: { type: 'string', multiple: true }, valid: { type: 'string' } });
    if (options.positionals.length > 0) throw new UsageError(keyWords.none);
    const pins = options.lists.pin ?? [];
    if (options.root === undefined && pins.length === 0) throw new UsageError(keyWords.pinNeeded);
    const source = { environment: process.env, streams };
    const folder = folderFor(options.data, process.env);
    return withKeysLocked(folder, async () => {
      const vendor = readVendorFolder(folder);
      if (vendor.keyset) return completeFirstKeyset(folder, source);
      const named = pins.map((text) => readPublicKey(text, vendor.product));
      const root = options.root === undefined ? null : await openRootKey(options.root, vendor.product, source);
      const profile = withPins(vendor, root ? [encodeBase64(root.publicKey), ...named] : named);
      const { passphrase, keystore, isNew } = await firstKeystore(vendor, root, source);
      writeVendorFile(folder, profile);
      if (isNew) await writeKeystore(folder.keystore, passphrase, keystore);
      const signers = keystore.signingKeys.map(nodeSigner);
      const order = { ...options, root, newKey: true, revokedKeys: [], revokedLicenses: [] };
      await makeKeyset({ ...vendor, profile, passphrase, keystore, signers }, order, streams.stdout);
      return exitCodes.success;
    });
  },
};

/** There is a keyset already; perhaps only half of what belongs to it. */
async function completeFirstKeyset(folder: DataFolder, source: PassphraseSource): Promise<number> {
  const openedKeystore = await unlockKeystore(folder, source);
  if (openedKeystore.keystore.installed) throw new CommandError('keys-exist', { path: shown(folder.keyset) });
  const nothing = { newKey: true, revokedKeys: [], revokedLicenses: [], lifetimes: defaultLifetimes, root: null };
  await makeKeyset(openedKeystore, { ...nothing, output: undefined }, source.streams.stdout);
  return exitCodes.success;
}

function withPins({ profile }: VendorFolder, keys: readonly string[]): VendorFolder['profile'] {
  const rootKeys = [...new Set([...profile.rootKeys, ...keys])];
  if (rootKeys.length > maxRootKeys) throw new CommandError('pins-full', { most: maxRootKeys });
  return { ...profile, rootKeys };
}

/** One that is there was made by a command that was cut off, or whose draft is not signed yet: it goes on from there. */
async function firstKeystore(
  { folder }: VendorFolder,
  root: OpenRootKey | null,
  source: PassphraseSource,
): Promise<{ readonly passphrase: string; readonly keystore: KeystoreContent; readonly isNew: boolean }> {
  const isNew = !existsSync(folder.keystore);
  const passphrase = await (isNew ? choosePassphrase : readPassphrase)('KEYFERRY_PASSPHRASE', source);
  if (!isNew) return { passphrase, keystore: await readKeystore(folder.keystore, passphrase), isNew };
  if (passphrase === root?.passphrase) throw new CommandError('passphrases-same', {});
  return { passphrase, keystore: { signingKeys: [makeSigningKey()], pepper: newPepper() }, isNew };
}
