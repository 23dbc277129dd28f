import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openKeystore } from '../../../server/keys/keystore.ts';
import { keyIdOf } from '../../../src/crypto/keyId.ts';
import type { Keyset } from '../../../src/documents/keyset.ts';
import { openLicense, readLicense } from '../../../src/documents/license.ts';
import { machineId } from '../../../src/documents/machineId.ts';
import { licenseFromCode } from '../../../src/typed/licenseFromCode.ts';
import { vocabularyOf } from '../../../src/typed/vocabulary.ts';
import { readProfile } from '../../../src/vendor/profile.ts';
import { machineWith } from '../../server/machines.ts';
import { installationCodeOf, returnCodeOf } from '../../server/typedCodes.ts';
import { environment as secrets } from '../keys/ceremony.ts';
import { keyferryHere } from '../tool.ts';
import { makeVendor, type VendorFolder } from '../vendorFolder.ts';

let vendor: Awaited<ReturnType<typeof makeVendor>>;
let folder: VendorFolder;
beforeAll(async () => {
  vendor = await makeVendor(keyferryHere);
});
afterAll(() => vendor.close());
beforeEach(() => {
  folder = vendor.copy();
});

const machine = machineWith('alpha');
const file = (name: string) => folder.at(`.keyferry/products/orrery/${name}`);
const vocabulary = () => vocabularyOf(readProfile(readFileSync(file('vendor.json'), 'utf8')));
const order = () => ['issue', '--type', 'pro', '--serial', vendor.serialNumber];
const groupsIn = (text: string) => [...text.matchAll(/^\s*\d+ +([0-9A-Z]{6}) /gm)].map(([, group = '']) => group);

async function licenseOf(groups: readonly string[]) {
  const { signers } = await openKeystore(file('keystore.json'), secrets.KEYFERRY_PASSPHRASE);
  const { publicKey } = signers.at(-1) ?? { publicKey: new Uint8Array() };
  const here = { product: 'orrery', installationKey: machine.signer.publicKey, bindings: machine.bindings };
  const keyset = { keys: [{ keyId: keyIdOf(publicKey), publicKey }] } as unknown as Keyset;
  return readLicense(
    openLicense(licenseFromCode(groups, { machine: here, vocabulary: vocabulary(), keyset })),
    publicKey,
  );
}

test('the command answers an installation code with a code to read out, and takes the return code', async () => {
  const code = installationCodeOf(machine, vocabulary());
  const printed = await folder.done([...order(), '--code', code]);
  expect(printed).toContain(machineId(machine.signer.publicKey));
  const license = await licenseOf(groupsIn(printed));
  expect(license).toMatchObject({ licenseType: 'pro', bindings: machine.bindings });
  const again = JSON.parse(await folder.done([...order(), '--code', code.toLowerCase(), '--json']));
  expect(again).toMatchObject({ outcome: 'already-issued', licenseId: license.licenseId, groups: groupsIn(printed) });
  const returned = await folder.done([
    'returns',
    'take',
    '--code',
    await returnCodeOf(machine, license.licenseId),
    '--json',
  ]);
  expect(JSON.parse(returned)).toMatchObject({
    results: [{ outcome: 'returned', machine: machineId(machine.signer.publicKey) }],
  });
});

test.each([
  [['--code', 'X', '-o', 'a.lic'], 2],
  [['--code', 'X', 'a.licreq'], 2],
  [[], 2],
  [['--code', '4FBA13'], 1],
])('%j is refused', async (args, exitCode) => {
  expect(await folder.run([...order(), ...args])).toMatchObject({ exitCode });
});
