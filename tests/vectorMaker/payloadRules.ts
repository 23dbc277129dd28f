import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import type { DocumentType } from '../../src/documents/documentType.ts';
import { sealEnvelope } from '../../src/documents/envelope.ts';
import { type KeysetFields, keysetDeclaration, type SigningKey } from '../../src/documents/keyset.ts';
import { type LicenseFields, licenseDeclaration } from '../../src/documents/license.ts';
import { writePayload } from '../../src/documents/payload/declaration.ts';
import { type RequestFields, requestDeclaration } from '../../src/documents/request.ts';
import { swap } from './bytes.ts';
import type { Case } from './case.ts';
import type { ContextName } from './contexts.ts';
import { smallOrderPoints } from './edwards.ts';
import { keysetFields, licenseFields, requestFields } from './golden.ts';
import { installation, root, signing, stranger } from './keys.ts';

/*
 * What independent writers read differently: the order of checks, order and repetition of items, white space between
 * tags, and which values have to fit each other. Every signature is valid.
 */

interface Row {
  readonly name: string;
  readonly expect: Case['expect'];
  readonly payload: string;
  readonly context?: ContextName;
  readonly fields?: Case['fields'];
}

const license = (change: Partial<LicenseFields>) => writePayload(licenseDeclaration, { ...licenseFields, ...change });
const keyset = (change: Partial<KeysetFields>) => writePayload(keysetDeclaration, { ...keysetFields, ...change });
const request = (change: Partial<RequestFields>) => writePayload(requestDeclaration, { ...requestFields, ...change });

const pass = (name: string, payload: string, more: Partial<Row> = {}): Row => ({
  name,
  expect: 'pass',
  payload,
  ...more,
});
const schema = (name: string, payload: string): Row => ({ name, expect: 'payload-schema', payload });
const unacceptable = (name: string, payload: string, more: Partial<Row> = {}): Row => ({
  name,
  expect: 'key-unacceptable',
  payload,
  ...more,
});

const { keys, revokedKeys, revokedLicenses } = keysetFields;
const smallOrder = smallOrderPoints[0] ?? new Uint8Array();
const lifetime = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2028-01-01T00:00:00Z' };
const weak: SigningKey = { keyId: keyIdOf(smallOrder), publicKey: smallOrder, ...lifetime };
const misnamed: SigningKey = { keyId: keyIdOf(stranger.publicKey), publicKey: root.publicKey, ...lifetime };

const keysets: readonly Row[] = [
  unacceptable('key-unacceptable-last', keyset({ keys: [...keys, weak] })),
  unacceptable('key-unacceptable-alone', keyset({ keys: [weak] })),
  unacceptable('key-unacceptable-and-revoked', keyset({ keys: [...keys, weak], revokedKeys: [weak.keyId] })),
  unacceptable('key-unacceptable-and-other-product', keyset({ keys: [weak] }), { context: 'other product' }),
  unacceptable('key-unacceptable-and-rollback', keyset({ keys: [weak] }), { context: 'newer keyset held' }),
  schema('key-unacceptable-under-other-id', keyset({ keys: [{ ...weak, keyId: keyIdOf(signing.publicKey) }] })),
  schema('key-unacceptable-twice', keyset({ keys: [weak, weak] })),
  schema('key-unacceptable-then-misnamed', keyset({ keys: [weak, misnamed] })),
  schema('key-unacceptable-and-root-key-id-of-another', keyset({ keys: [weak], rootKeyId: weak.keyId })),
  schema(
    'key-unacceptable-then-unknown',
    swap(keyset({ keys: [weak] }), '<RevokedKeys', '<Colour Value="x"/><RevokedKeys'),
  ),
  schema('key-under-two-ids', keyset({ keys: [...keys, { ...misnamed, publicKey: signing.publicKey }] })),
  pass('keys-in-other-order', keyset({ keys: keys.toReversed() })),
  pass('keys-none', keyset({ keys: [] })),
  pass('key-without-lifetime', keyset({ keys: [...keys.slice(1), { ...signingKey(), notAfter: lifetime.notBefore }] })),
  pass('key-ends-before-it-begins', keyset({ keys: [{ ...signingKey(), notBefore: '2029-01-01T00:00:00Z' }] })),
  pass('revoked-twice', keyset({ revokedKeys: repeated(revokedKeys), revokedLicenses: repeated(revokedLicenses) })),
  schema('revoked-key-non-canonical', keyset({ revokedKeys: ['AAAAAAAAAAB'] })),
  schema('revoked-license-non-canonical', keyset({ revokedLicenses: ['AAAAAAAAAAAAAAAAAAAAAB'] })),
  schema('space-between-elements', swap(keyset({}), '<Version', ' <Version')),
  schema('space-in-list', swap(keyset({}), '<Keys>', '<Keys> ')),
  schema('space-in-empty-list', swap(keyset({ revokedKeys: [] }), '<RevokedKeys/>', '<RevokedKeys> </RevokedKeys>')),
  schema('space-at-the-end', swap(keyset({}), '</Keyset>', ' </Keyset>')),
];

const { bindings, features, entitlements } = licenseFields;
/** The same 32 bytes with an unused bit set. */
const nonCanonical = { from: /(?<=<InstallationKey Value="[^"]{42})A=/, to: 'B=' };
const updateDate = '<UpdateDate Value="2027-10-24T00:00:00Z"/>';
const ended = [{ namespace: 'orrery', tag: 'catalog', type: 'content', validTo: '2020-01-01T00:00:00Z' }];

const licenses: readonly Row[] = [
  schema('key-id-of-another-and-key-unacceptable', license({ keyId: weak.keyId, installationKey: smallOrder })),
  unacceptable('key-unacceptable-and-other-product', license({ installationKey: smallOrder }), {
    context: 'other product',
  }),
  schema('installation-key-non-canonical', swap(license({}), nonCanonical.from, nonCanonical.to)),
  pass('features-in-other-order', license({ features: features.toReversed() }), {
    fields: { features: features.toReversed() },
  }),
  pass('features-repeated', license({ features: repeated(features) }), { fields: { features: repeated(features) } }),
  pass('entitlements-repeated', license({ entitlements: repeated(entitlements) }), {
    fields: { entitlements: repeated(entitlements) },
  }),
  pass('entitlement-ended', license({ entitlements: ended }), { fields: { entitlements: ended } }),
  pass('bindings-with-gaps', license({ bindings: bindings.filter((_, index) => index % 2 === 0) })),
  pass('required-without-bindings', license({ bindings: [], requiredBindings: 5 }), {
    context: 'no bindings',
    fields: { bindings: [], requiredBindings: 5 },
  }),
  schema('binding-order-first-two', exchange(license({}), 'os', 'system')),
  schema('binding-order-last-two', exchange(license({}), 'disk', 'network')),
  schema('binding-order-first-and-last', exchange(license({}), 'os', 'network')),
  schema('required-missing', swap(license({}), ' Required="3"', '')),
  schema('bindings-empty-written-out', swap(license({ bindings: [] }), '"3"/>', '"3"></MachineBindings>')),
  schema('space-after-outer-tag', swap(license({}), 'id="Terms">', 'id="Terms"> ')),
  schema('space-in-list', swap(license({}), '</Features', ' </Features')),
  schema('space-in-empty-list', swap(license({ features: [] }), '<Features/>', '<Features> </Features>')),
  schema('space-at-the-end', swap(license({}), '</License>', ' </License>')),
  schema('no-break-space-between-elements', swap(license({}), '<Holder', '\u00a0<Holder')),
  pass('update-missing', without(license({}), 'UpdateDate')),
  pass('update-and-stop-missing', without(without(license({}), 'UpdateDate'), 'StopDate')),
  schema('update-twice', swap(license({}), '<UpdateDate', `${updateDate}<UpdateDate`)),
  schema('update-before-stop', swap(without(license({}), 'UpdateDate'), '<StopDate', `${updateDate}<StopDate`)),
  pass('update-after-stop', license({ updateDate: '2030-01-01T00:00:00Z' })),
  pass('activated-after-issued', license({ initialActivationDate: '2026-11-23T09:59:31Z' })),
  {
    ...pass('stop-before-start', license({ stopDate: '2026-11-21T00:00:00Z' })),
    expect: 'license-expired',
  },
];

const requests: readonly Row[] = [
  pass('strong-with-three', request({ bindings: bindings.slice(2) })),
  pass('weak-with-two', request({ bindings: bindings.slice(3), bindingStrength: 'weak' })),
  schema('weak-with-five', request({ bindingStrength: 'weak' })),
  schema('weak-with-three', request({ bindings: bindings.slice(2), bindingStrength: 'weak' })),
  schema('strong-with-two', request({ bindings: bindings.slice(3) })),
  schema('strong-without-bindings', request({ bindings: [] })),
  schema('binding-order', exchange(request({}), 'os', 'system')),
  schema('binding-twice', swap(request({}), 'Key="system"', 'Key="os"')),
  schema('space-between-elements', swap(request({}), '<Product ', ' <Product ')),
  schema(
    'bindings-empty-written-out',
    swap(request({ bindings: [], bindingStrength: 'weak' }), '"weak"/>', '"weak"></MachineBindings>'),
  ),
];

const tables: readonly (readonly [type: DocumentType, signer: Signer, rows: readonly Row[]])[] = [
  ['keyset', root, keysets],
  ['license', signing, licenses],
  ['request', installation, requests],
];

export const payloadRuleCases: readonly Case[] = await Promise.all(
  tables.flatMap(([type, signer, rows]) =>
    rows.map(async ({ name, expect, payload, context = 'usual', fields }): Promise<Case> => {
      const file = await sealEnvelope(type, payload, signer);
      return { name: `${type}/rule/${name}`, type, context, file, expect, ...(fields && { fields }) };
    }),
  ),
);

function signingKey(): SigningKey {
  return { keyId: keyIdOf(signing.publicKey), publicKey: signing.publicKey, ...lifetime };
}

function repeated<Item>(items: readonly Item[]): readonly Item[] {
  return [...items, ...items];
}

function without(payload: string, element: string): string {
  return swap(payload, new RegExp(`<${element} [^>]*>`), '');
}

/** Exchanges two bindings, component and value. */
function exchange(payload: string, one: string, other: string): string {
  const binding = (component: string) => new RegExp(`<Binding Key="${component}".*?/>`).exec(payload)?.[0] ?? '';
  const [first, second] = [binding(one), binding(other)];
  return swap(swap(swap(payload, first, '@'), second, first), '@', second);
}
