import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { nodeSigner } from '../../../server/keys/nodeSigner.ts';
import { bindingsOf, type Machine } from '../machines.ts';

const place = join(import.meta.dirname, 'layout1');

/** What layout1/README.md says. */
export const layout1 = {
  passphrase: 'the keystore of layout 1',
  rootPassphrase: 'the root key of layout 1',
  serialNumber: 'QJNHN-5TKQN-QFHJF-NW7HA',
  token: 'kfa_z2AfiibtQXUrD-h4nbl4Xn54GXbyAMT8bTbxnrf9iUg',
  rootFile: join(place, 'root.json'),
  /** The request of the machine that has a seat, and the license that answers it. */
  request: readFileSync(join(place, 'first.licreq'), 'utf8'),
  license: readFileSync(join(place, 'first.lic')),
} as const;

/** The machine that has a seat. */
export const machine1: Machine = {
  signer: nodeSigner(Buffer.from(readFileSync(join(place, 'first.key'), 'utf8'), 'base64')),
  bindings: bindingsOf('first'),
};

/** @returns path of a copy of the data folder, to be removed by `remove` */
export function copyLayout1(): { readonly path: string; remove(): void } {
  const parent = mkdtempSync(join(tmpdir(), 'keyferry-layout1-'));
  const path = join(parent, 'data');
  cpSync(join(place, 'data'), path, { recursive: true });
  writeFileSync(join(path, 'store.sqlite'), gunzipSync(readFileSync(join(path, 'store.sqlite.gz'))), { mode: 0o600 });
  rmSync(join(path, 'store.sqlite.gz'));
  // Git keeps no permissions.
  chmodSync(path, 0o700);
  for (const name of readdirSync(path)) chmodSync(join(path, name), name === 'vendor.json' ? 0o644 : 0o600);
  return { path, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
