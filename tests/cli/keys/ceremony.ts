import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Streams } from '../../../cli/command.ts';
import { type KeysetOrder, makeKeyset, makeSigningKey } from '../../../cli/keys/keyset/makeKeyset.ts';
import { defaultLifetimes } from '../../../cli/keys/keyset/nextDraft.ts';
import { type OpenKeystore, unlockKeystore } from '../../../cli/keys/keystore/openKeystore.ts';
import { openRootKey } from '../../../cli/keys/keystore/rootKey.ts';
import { describeVendor } from '../../../cli/setup/vendor.ts';
import { vendorText, writeVendorFile } from '../../../cli/vendorFile.ts';
import { dataFolderAt } from '../../../server/dataFolder.ts';
import { createRootKeystore, openRootKeystore, writeKeystore } from '../../../server/keys/keystore.ts';
import { newPepper } from '../../../server/keys/nodeSigner.ts';
import { productFolderAt } from '../../../server/productFolder.ts';
import { encodeBase64 } from '../../../src/crypto/base64.ts';

export const environment = {
  KEYFERRY_PASSPHRASE: 'a worthless passphrase',
  KEYFERRY_ROOT_PASSPHRASE: 'another worthless passphrase',
};

/** A process without a terminal: every prompt fails. */
const streams = { stdin: { isTTY: false } } as unknown as Streams;
const source = { environment, streams };
const now = () => new Date();

/** A vendor's data folder with real files: first keys created, first keyset installed. */
export async function openCeremony(product = 'orrery') {
  const place = mkdtempSync(join(tmpdir(), 'keyferry-keys-'));
  const folder = productFolderAt(dataFolderAt(join(place, 'data')), product);
  const files = dirname(folder.catalog);
  mkdirSync(files, { recursive: true });
  const rootFile = join(place, 'root.json');
  await createRootKeystore(rootFile, environment.KEYFERRY_ROOT_PASSPHRASE, product);
  const { publicKey } = await openRootKeystore(rootFile, environment.KEYFERRY_ROOT_PASSPHRASE);
  const { catalog, profile } = describeVendor({
    ...{ product, name: 'Orrery Studio', version: '5.2', vendor: 'Northlight', service: 'http://localhost:8080' },
    ...{ status: undefined, supportEmail: undefined, supportUrl: undefined, supportPhone: undefined },
    ...{ accent: undefined, deepLink: undefined, bindings: 3, types: ['pro'] },
  });
  writeFileSync(folder.catalog, JSON.stringify(catalog));
  writeFileSync(folder.profile, vendorText({ ...profile, rootKeys: [] }));
  writeVendorFile(folder, { ...profile, rootKeys: [encodeBase64(publicKey)] });
  const content = { signingKeys: [makeSigningKey()], pepper: newPepper() };
  await writeKeystore(folder.keystore, environment.KEYFERRY_PASSPHRASE, content);
  // Opened once, because opening is slow by design.
  const opened = await openRootKey(rootFile, product, source);
  const ceremony = {
    folder,
    place,
    rootFile,
    open: (damaged: 'refuse' | 'replace' = 'refuse'): Promise<OpenKeystore> => unlockKeystore(folder, source, damaged),
    root: async (file?: string) => (file === undefined ? opened : openRootKey(file, product, source)),
    /** Creates the next keyset. @param root null: leaves a draft */
    async make(change: Partial<Omit<KeysetOrder, 'root'>>, root: KeysetOrder['root']): Promise<string> {
      let printed = '';
      const stdout = { write: (text: string) => (printed += text) } as unknown as NodeJS.WriteStream;
      const nothing = { newKey: false, revokedKeys: [], revokedLicenses: [], lifetimes: defaultLifetimes };
      const output = join(place, 'draft.json');
      await makeKeyset(
        await ceremony.open(),
        { ...nothing, output, ...change, root },
        {
          ...{ stdout, variables: process.env, now },
        },
      );
      return printed;
    },
    rotate: () => ceremony.make({ newKey: true }, opened),
    /** Every file of the product. */
    snapshot(): Snapshot {
      return new Map(readdirSync(files).map((name) => [name, readFileSync(join(files, name))]));
    },
    restore(content: Snapshot): void {
      for (const name of readdirSync(files)) rmSync(join(files, name));
      for (const [name, bytes] of content) writeFileSync(join(files, name), bytes);
    },
    close: () => rmSync(place, { recursive: true, force: true }),
  };
  await ceremony.rotate();
  return ceremony;
}

export type Snapshot = ReadonlyMap<string, Uint8Array>;
