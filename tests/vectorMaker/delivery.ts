import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { type KeysetFields, writeKeyset } from '../../src/documents/keyset.ts';
import { type LicenseFields, writeLicense } from '../../src/documents/license.ts';
import { limits } from '../../src/documents/rules.ts';
import type { RefusalCode } from '../../src/refusal.ts';
import { concat, utf8 } from './bytes.ts';
import type { Case } from './case.ts';
import type { ContextName } from './contexts.ts';
import { bindingsOf, damaged, golden, keyEntry, keysetFields, licenseFields, textOf } from './golden.ts';
import { idOf, nextSigning, revoked, root, secondRoot, signing, stranger } from './keys.ts';

type Change = Partial<LicenseFields>;

const license = (change: Change, signer: Signer = signing) =>
  writeLicense({ ...licenseFields, keyId: keyIdOf(signer.publicKey), ...change }, signer);

const keyset = (change: Partial<KeysetFields>, signer: Signer = root) =>
  writeKeyset({ ...keysetFields, rootKeyId: keyIdOf(signer.publicKey), ...change }, signer);

/** Lists a key that the first one does not, and revokes one license more. */
const newerFields: Partial<KeysetFields> = {
  version: 8,
  epoch: 3,
  keys: [...keysetFields.keys, keyEntry(nextSigning, '2026-06-01T00:00:00Z', '2028-06-01T00:00:00Z')],
  revokedLicenses: [...keysetFields.revokedLicenses, idOf('license revoked later')],
};
const newer = await keyset(newerFields);
/** From before the key was revoked. */
const older = await keyset({ version: 6, epoch: 1, revokedKeys: [], revokedLicenses: [] });

function pass(
  name: string,
  file: Uint8Array,
  fields: Change = {},
  { context = 'usual', keysetVersion = 7 }: { context?: ContextName; keysetVersion?: number } = {},
): Case {
  const expected = { licenseId: licenseFields.licenseId, ...fields };
  return { name: `delivery/${name}`, type: 'delivery', context, file, expect: 'pass', fields: expected, keysetVersion };
}

function refused(name: string, expect: RefusalCode, file: Uint8Array, context: ContextName = 'usual'): Case {
  return { name: `delivery/${name}`, type: 'delivery', context, file, expect };
}

const bundle = (...files: readonly Uint8Array[]) => joinBundle(files);

/** A license that differs from the usual one in its id and as given, by which a verifier's choice shows. */
function named(name: string, change: Change = {}): { fields: Change; file: Promise<Uint8Array> } {
  const fields = { licenseId: idOf(name), ...change };
  return { fields, file: license(fields) };
}

const licenseAndKeyset = await (async (): Promise<readonly Case[]> => {
  const byNextKey = await license({ issuedAt: '2026-11-23T09:59:59Z' }, nextSigning);
  const revokedLater = await license({ licenseId: idOf('license revoked later') });
  const byRevoked = await license({}, revoked);
  const ofOther = await keyset({ ...newerFields, product: 'planisphere' });
  const byStranger = await keyset(newerFields, stranger);
  const bySecondRoot = await keyset({}, secondRoot);
  return [
    pass('license-alone', golden.license),
    pass('license-then-keyset', bundle(byNextKey, newer), {}, { keysetVersion: 8 }),
    pass('keyset-then-license', bundle(newer, byNextKey), {}, { keysetVersion: 8 }),
    refused('key-of-no-keyset', 'key-unknown', byNextKey),
    pass('key-of-the-kept-keyset', byNextKey, {}, { context: 'newer keyset kept', keysetVersion: 8 }),
    pass('older-keyset-kept', byNextKey, {}, { context: 'older keyset kept', keysetVersion: 8 }),
    pass('older-keyset', bundle(golden.license, older)),
    refused('older-keyset-before-the-revocation', 'key-revoked', bundle(byRevoked, older)),
    pass('two-keysets', bundle(older, newer, byNextKey), {}, { keysetVersion: 8 }),
    pass('keyset-by-stranger', bundle(golden.license, byStranger)),
    pass('keyset-of-other-product', bundle(golden.license, ofOther)),
    pass(
      'keyset-damaged',
      bundle(
        golden.license,
        newer.map((byte, at) => (at === 300 ? byte ^ 1 : byte)),
      ),
    ),
    refused('revoked-by-its-keyset', 'license-revoked', bundle(revokedLater, newer)),
    refused('revoked-by-the-kept-keyset', 'license-revoked', revokedLater, 'newer keyset kept'),
    pass('keyset-alone-is-genuine', bundle(golden.license, bySecondRoot), {}, { context: 'other root keys' }),
    refused('no-genuine-keyset', 'key-unknown', golden.license, 'other root keys'),
    refused('keyset-alone', 'document-type-wrong', newer),
  ];
})();

const severalLicenses = await (async (): Promise<readonly Case[]> => {
  const first = named('issued first', { issuedAt: '2026-11-23T09:59:28Z' });
  const last = named('issued last', { issuedAt: '2026-11-23T09:59:32Z', features: ['render'], entitlements: [] });
  const ended = named('issued last, ended', { issuedAt: '2026-11-23T09:59:33Z', stopDate: '2026-11-23T10:00:00Z' });
  const ofOther = named('issued last, other machine', {
    issuedAt: '2026-11-23T09:59:34Z',
    bindings: bindingsOf('second'),
  });
  const longer = named('longer', { stopDate: '2028-01-01T00:00:00Z' });
  const { stopDate: _, ...endless } = { ...licenseFields, licenseId: idOf('endless') };
  const withoutEnd = await writeLicense(endless, signing);
  const ids = ['-AAAAAAAAAAAAAAAAAAAAA', '0AAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAAA', '_AAAAAAAAAAAAAAAAAAAAA'];
  const equal = await Promise.all([...ids, 'aAAAAAAAAAAAAAAAAAAAAA'].map((licenseId) => license({ licenseId })));
  const [lowest = golden.license, ...others] = equal;
  const files = { first: await first.file, last: await last.file, ended: await ended.file, other: await ofOther.file };
  const returned = 'returned' as const;
  return [
    pass('newest-issue-last', bundle(files.first, golden.license, files.last), last.fields),
    pass('newest-issue-first', bundle(files.last, files.first, golden.license), last.fields),
    pass('newest-issue-ended', bundle(files.ended, golden.license, files.first)),
    pass('newest-issue-for-other-machine', bundle(files.other, files.first, golden.license)),
    pass('newest-issue-returned', bundle(golden.license, files.first), first.fields, { context: returned }),
    pass('later-end', bundle(golden.license, await longer.file), longer.fields),
    pass('no-end', bundle(golden.license, withoutEnd, await longer.file), { licenseId: endless.licenseId }),
    pass('first-id-in-text-order', bundle(...others, lowest), { licenseId: '-AAAAAAAAAAAAAAAAAAAAA' }),
    pass('the-same-twice', bundle(golden.license, golden.license)),
    refused('one-of-this-machine-ended', 'license-expired', bundle(files.other, files.ended)),
    refused('one-ended-one-returned', 'license-expired', bundle(golden.license, files.ended), returned),
    refused('one-returned-one-of-other-machine', 'license-returned', bundle(files.other, golden.license), returned),
    refused('none-of-this-machine', 'machine-other', bundle(files.other, await license({}, stranger))),
    refused('none-of-this-vendor', 'key-unknown', bundle(await license({}, stranger), files.other)),
    refused('returned', 'license-returned', golden.license, returned),
    refused('returned-before-request', 'license-returned', golden.license, 'returned, other requests'),
    refused('machine-before-returned', 'machine-other', golden.license, 'returned, other machine'),
  ];
})();

const shapes = await (async (): Promise<readonly Case[]> => {
  const last = named('issued last', { issuedAt: '2026-11-23T09:59:32Z' });
  const file = await last.file;
  const largest = await license({
    requestId: idOf('another request'),
    entitlements: Array.from({ length: limits.entitlements }, () => {
      const word = '"'.repeat(limits.wordBytes);
      return { namespace: word, tag: word, type: word };
    }),
  });
  const crlf = (text: string) => utf8(text.replaceAll('\n', '\r\n'));
  const mark = Uint8Array.of(0xef, 0xbb, 0xbf);
  const between = utf8('\r\n \n');
  return [
    pass('larger-than-one-file', bundle(largest, largest, file), last.fields),
    // They belong to the second file, which is then none.
    pass('blank-lines-between', concat(golden.license, between, file)),
    pass('crlf', concat(crlf(textOf('license')), crlf(new TextDecoder().decode(file))), last.fields),
    pass('byte-order-marks', concat(mark, golden.license, mark, file), last.fields),
    refused('text-between', 'envelope-malformed', concat(golden.license, utf8('and\n'), file)),
    refused('text-behind', 'envelope-malformed', concat(golden.license, utf8('\n\n'))),
    pass('request-among', bundle(golden.request, golden.license)),
    refused('requests-alone', 'document-type-wrong', bundle(golden.request, golden.request)),
    pass('damaged-and-whole', bundle(damaged('license', 'Mbali', 'Mballi'), golden.license)),
    refused('damaged-first', 'envelope-malformed', bundle(utf8('<?xml ?></root>\n'), await license({}, stranger))),
    refused('empty', 'file-empty', new Uint8Array()),
  ];
})();

/** Deliveries: files that bring licenses, keysets or both. */
export const deliveryCases: readonly Case[] = [
  { name: 'keyset/newer', type: 'keyset', context: 'usual', file: newer, expect: 'pass' },
  ...licenseAndKeyset,
  ...severalLicenses,
  ...shapes,
];
