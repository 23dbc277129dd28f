import { isThere } from '../../server/dataFolder.ts';
import { type KeystoreContent, readKeystore, writeKeystore } from '../../server/keys/keystore.ts';
import { newPepper, nodeSigner } from '../../server/keys/nodeSigner.ts';
import { type ProductFolder, productFolders } from '../../server/productFolder.ts';
import { encodeBase64 } from '../../src/crypto/base64.ts';
import { exitCodes } from '../command.ts';
import { productFor, productOptions } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { option } from '../framework/parameters.ts';
import { text } from '../framework/valueTypes.ts';
import { choosePassphrase, type PassphraseSource, readPassphrase } from '../passphrase.ts';
import { writeVendorFile } from '../vendorFile.ts';
import { makeKeyset, makeSigningKey } from './keyset/makeKeyset.ts';
import { defaultLifetimes } from './keyset/nextDraft.ts';
import {
  passphraseSourceOf,
  readVendorFolder,
  unlockKeystore,
  type VendorFolder,
  withKeysLocked,
} from './keystore/openKeystore.ts';
import { maxRootKeys, type OpenRootKey, openRootKey, readPublicKey } from './keystore/rootKey.ts';
import { passphraseNote, signingOptions, validOption } from './options.ts';

export const command = defineCommand({
  name: 'keys init',
  summary: 'Create the first signing key and its keyset.',
  description:
    'The signing key goes into a keystore with a passphrase of its own. With --root the keyset is signed and ' +
    "installed at once; otherwise a draft is written, to be signed on the root key's computer (keyferry keys " +
    'sign).',
  usage: ['keys init --root FILE [OPTIONS]', 'keys init --pin FILE.pub [OPTIONS]'],
  options: {
    root: signingOptions.root,
    pin: option({
      ...{ value: 'FILE', type: text, repeatable: true },
      help: 'Root key that pages accept, at most 8: FILE.pub, or the key itself. The key of --root is always one',
    }),
    output: signingOptions.output,
    ...validOption,
    ...productOptions,
  },
  notes: passphraseNote,
  async run({ data, product, ...order }, environment) {
    if (order.root === undefined && order.pin.length === 0) throw new UsageError(texts.pinNeeded);
    const folder = productFor({ data, product }, environment.variables);
    return withKeysLocked(folder, () => makeFirstKeys(folder, order, environment));
  },
});

const texts = {
  pinNeeded: 'Name the root key: --root FILE to sign here, or --pin FILE.pub to sign elsewhere.',
} as const;

/** How to make the first keys of a product. */
export interface FirstKeysOrder {
  /** File of the root key that signs here; undefined: a draft is written. */
  readonly root: string | undefined;
  /** Root keys to pin, as typed. */
  readonly pin: readonly string[];
  /** File for the draft. */
  readonly output: string | undefined;
  /** Days for which the signing key may sign. */
  readonly valid: number;
}

/**
 * Creates the first signing key of a product and its keyset. The keys must be locked.
 *
 * @returns exit code
 */
export async function makeFirstKeys(
  folder: ProductFolder,
  { root: rootFile, pin, output, valid }: FirstKeysOrder,
  environment: CommandEnvironment,
): Promise<number> {
  const source = passphraseSourceOf(environment);
  const vendor = readVendorFolder(folder);
  if (vendor.keyset) return completeFirstKeyset(vendor, environment);
  const pinned = pin.map((key) => readPublicKey(key, vendor.product));
  const root = rootFile === undefined ? null : await openRootKey(rootFile, vendor.product, source);
  const profile = withPins(vendor, root ? [encodeBase64(root.publicKey), ...pinned] : pinned);
  const { passphrase, keystore, isNew } = await firstKeystore(vendor, root, source);
  writeVendorFile(folder, profile);
  if (isNew) await writeKeystore(folder.keystore, passphrase, keystore);
  const signers = keystore.signingKeys.map(nodeSigner);
  const lifetimes = { ...defaultLifetimes, valid };
  const order = { ...firstKey, lifetimes, root, output };
  await makeKeyset({ ...vendor, profile, passphrase, keystore, signers }, order, environment);
  return exitCodes.success;
}

const firstKey = { newKey: true, revokedKeys: [], revokedLicenses: [] } as const;

/** Completes an installation that was interrupted. */
async function completeFirstKeyset({ folder }: VendorFolder, environment: CommandEnvironment): Promise<number> {
  const opened = await unlockKeystore(folder, passphraseSourceOf(environment));
  if (opened.keystore.installed) throw new CommandError('keys-exist', { path: shown(folder.keyset) });
  const order = { ...firstKey, lifetimes: defaultLifetimes, root: null, output: undefined };
  await makeKeyset(opened, order, environment);
  return exitCodes.success;
}

function withPins({ profile }: VendorFolder, keys: readonly string[]): VendorFolder['profile'] {
  const rootKeys = [...new Set([...profile.rootKeys, ...keys])];
  if (rootKeys.length > maxRootKeys) throw new CommandError('pins-full', { most: maxRootKeys });
  return { ...profile, rootKeys };
}

/** An existing keystore comes from an interrupted command, or its draft is not signed yet: it is used again. */
async function firstKeystore(
  { folder }: VendorFolder,
  root: OpenRootKey | null,
  source: PassphraseSource,
): Promise<{ readonly passphrase: string; readonly keystore: KeystoreContent; readonly isNew: boolean }> {
  const isNew = !isThere(folder.keystore);
  // The keystores of all products have one passphrase.
  const existing = productFolders(folder).find(({ keystore }) => isThere(keystore))?.keystore;
  const passphrase = await (existing === undefined ? choosePassphrase : readPassphrase)('KEYFERRY_PASSPHRASE', source);
  if (existing !== undefined) await readKeystore(existing, passphrase);
  if (!isNew) return { passphrase, keystore: await readKeystore(folder.keystore, passphrase), isNew };
  if (passphrase === root?.passphrase) throw new CommandError('passphrases-same', {});
  return { passphrase, keystore: { signingKeys: [makeSigningKey()], pepper: newPepper() }, isNew };
}
