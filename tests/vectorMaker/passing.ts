import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { DocumentType } from '../../src/documents/documentType.ts';
import { type KeysetFields, writeKeyset } from '../../src/documents/keyset.ts';
import { type LicenseFields, writeLicense } from '../../src/documents/license.ts';
import { writeRequest } from '../../src/documents/request.ts';
import { limits } from '../../src/documents/rules.ts';
import { concat, utf8 } from './bytes.ts';
import type { DocumentCase } from './case.ts';
import type { ContextName } from './contexts.ts';
import { golden, keysetFields, licenseFields, requestFields, textOf } from './golden.ts';
import { idOf, installation, retired, root, secondRoot, signing } from './keys.ts';

const word = (letter: string) => letter.repeat(limits.wordBytes);

async function license(
  name: string,
  change: Partial<LicenseFields>,
  context: ContextName = 'usual',
): Promise<DocumentCase> {
  const file = await writeLicense({ ...licenseFields, ...change }, signing);
  return { name: `license/${name}`, type: 'license', context, file, expect: 'pass', fields: withoutKeys(change) };
}

async function keyset(name: string, change: Partial<KeysetFields>, signer = root): Promise<DocumentCase> {
  const rootKeyId = keyIdOf(signer.publicKey);
  const file = await writeKeyset({ ...keysetFields, rootKeyId, ...change }, signer);
  return { name: `keyset/${name}`, type: 'keyset', context: 'usual', file, expect: 'pass' };
}

/** Keys are bytes, which JSON cannot represent. */
function withoutKeys({ installationKey: _, ...fields }: Partial<LicenseFields>): Partial<LicenseFields> {
  return fields;
}

function pass(name: string, type: DocumentType, file: Uint8Array, context: ContextName = 'usual'): DocumentCase {
  return { name, type, context, file, expect: 'pass' };
}

const crlf = (type: DocumentType) => utf8(textOf(type).replaceAll('\n', '\r\n'));
const bom = Uint8Array.of(0xef, 0xbb, 0xbf);

const texts: readonly (readonly [name: string, change: Partial<LicenseFields>])[] = [
  ['holder-empty', { holder: '' }],
  ['holder-leading-zeros', { holder: '0012' }],
  ['holder-null', { holder: 'null' }],
  ['holder-spaces', { holder: '  two before, two after  ' }],
  ['holder-markup', { holder: `<script>alert("1 & 'one'")</script>` }],
  ['holder-entity-written-out', { holder: '&lt;&amp;#60;' }],
  ['holder-cdata-end', { holder: ']]>' }],
  ['holder-prototype', { holder: '__proto__' }],
  ['holder-right-to-left', { holder: 'מכון ירח · معهد الفلك\u200f' }],
  ['holder-emoji', { holder: '👩🏽‍🚀🪐🏳️‍🌈' }],
  ['holder-combining', { holder: 'Zoe\u0308 Ångström' }],
  ['holder-beside-the-forbidden', { holder: '\u00a0\u2027\u202f\u2065\u206a\ufffd\u{1fffe}\u{10ffff}' }],
  ['holder-longest', { holder: 'é'.repeat(limits.holderBytes / 2) }],
  ['holder-longest-escaped', { holder: '"'.repeat(limits.holderBytes) }],
  ['feature-exponent', { features: ['1e5', '0x1F', '1.0', 'NaN', ' 1'] }],
  ['version-number', { clientProvidedVersion: '1.10', licenseVersion: '01' }],
  ['nothing-optional', { features: [], entitlements: [] }],
  ['features-most', { features: Array.from({ length: limits.features }, (_, index) => `feature-${index}`) }],
  [
    'entitlements-most-and-longest',
    {
      entitlements: Array.from({ length: limits.entitlements }, () => ({
        namespace: word('"'),
        tag: word('&'),
        type: word("'"),
        validTo: '9999-12-31T23:59:59Z',
      })),
      features: Array.from({ length: limits.features }, () => word('<')),
    },
  ],
  ['leap-day', { initialActivationDate: '2024-02-29T23:59:59Z' }],
  ['leap-day-of-a-century', { initialActivationDate: '2000-02-29T00:00:00Z' }],
  ['first-year', { initialActivationDate: '0000-02-29T00:00:00Z' }],
  ['license-type-longest', { licenseType: `0${'.-'.repeat(31)}z` }],
  ['required-more-than-bound', { bindings: licenseFields.bindings.slice(0, 4), requiredBindings: 5 }],
];

export const passing: readonly DocumentCase[] = [
  pass('request/valid', 'request', golden.request),
  pass('license/valid', 'license', golden.license),
  pass('keyset/valid', 'keyset', golden.keyset),
  pass('return/valid', 'return', golden.return),
  pass('activation/valid', 'activation', golden.activation),
  pass('request/crlf', 'request', crlf('request')),
  pass('license/crlf', 'license', crlf('license')),
  pass('license/byte-order-mark', 'license', concat(bom, golden.license)),
  pass('license/byte-order-mark-and-crlf', 'license', concat(bom, crlf('license'))),
  pass('license/byte-order-mark-and-some-crlf', 'license', concat(bom, utf8(textOf('license').replace('\n', '\r\n')))),

  ...(await Promise.all(texts.map(([name, change]) => license(name, change)))),
  pass('license/three-of-five', 'license', golden.license, 'three of five bindings'),
  pass('license/three-of-five-others-gone', 'license', golden.license, 'three of five, the others gone'),
  pass('license/same-hardware-new-installation', 'license', golden.license, 'same hardware, new installation'),
  pass('license/clock-five-minutes-slow', 'license', golden.license, 'five minutes before the start'),
  pass('license/last-second', 'license', golden.license, 'the last second'),
  await license('two-bound-both-shown', { bindings: licenseFields.bindings.slice(0, 2) }, 'first two bindings alone'),
  await license('three-bound-two-shown', { bindings: licenseFields.bindings.slice(0, 3) }, 'first two bindings alone'),
  await license('four-bound-two-shown', { bindings: licenseFields.bindings.slice(0, 4) }, 'first two bindings alone'),
  await license('request-id-its-own', { requestId: licenseFields.licenseId }, 'other requests'),
  pass('license/adapter-among-several', 'license', golden.license, 'two adapters, the second bound'),
  await license('installation-alone', { bindings: [] }, 'no bindings'),
  {
    ...pass('license/perpetual-without-serial', 'license', await withoutOptions()),
    fields: { holder: licenseFields.holder },
  },
  pass('license/key-retired-since', 'license', await byRetiredKey()),

  await keyset('version-and-epoch-higher', { version: 8, epoch: 3 }),
  await keyset('second-root-key', {}, secondRoot),
  await keyset('without-the-signing-key', { keys: keysetFields.keys.slice(1), revokedKeys: [], revokedLicenses: [] }),
  await keyset('without-the-revoked-key', { keys: keysetFields.keys.slice(0, 2) }),
  await keyset('largest', {
    version: limits.number,
    epoch: limits.number,
    revokedLicenses: Array.from({ length: limits.revokedLicenses }, (_, index) => idOf(`revoked ${index}`)),
  }),

  pass('request/weak', 'request', await request({ bindingStrength: 'weak', bindings: [], keysetVersion: 0 })),
  pass('request/version-like-a-number', 'request', await request({ productVersion: '0012' })),
  pass('request/other-product', 'request', await request({ product: 'x' })),
];

function request(change: Partial<typeof requestFields>): Promise<Uint8Array> {
  return writeRequest({ ...requestFields, ...change }, installation);
}

async function withoutOptions(): Promise<Uint8Array> {
  const { serialMasked: _, stopDate: __, ...fields } = licenseFields;
  return writeLicense(fields, signing);
}

/** Signed while the key was valid; signatures remain valid after the end of the key. */
async function byRetiredKey(): Promise<Uint8Array> {
  return writeLicense(
    { ...licenseFields, keyId: keyIdOf(retired.publicKey), issuedAt: '2025-12-31T23:59:59Z' },
    retired,
  );
}
