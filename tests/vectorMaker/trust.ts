import { encodeBase64 } from '../../src/crypto/base64.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { type DocumentType, documentTypes, elementNameOf } from '../../src/documents/documentType.ts';
import { sealEnvelope } from '../../src/documents/envelope.ts';
import { type KeysetFields, writeKeyset } from '../../src/documents/keyset.ts';
import { type LicenseFields, writeLicense } from '../../src/documents/license.ts';
import type { RefusalCode } from '../../src/refusal.ts';
import { swap, utf8 } from './bytes.ts';
import type { Case } from './case.ts';
import type { ContextName } from './contexts.ts';
import { forge, mixedOrderKey, nonCanonicalKeys, smallOrderPoints } from './edwards.ts';
import { damaged, golden, keysetFields, licenseFields, payloadOf, resigned, textOf } from './golden.ts';
import { idOf, installation, retired, revoked, root, seedOf, signing, stranger } from './keys.ts';

function refused(name: string, expect: RefusalCode, file: Uint8Array, context: ContextName = 'usual'): Case {
  const type = documentTypes.find((one) => name.startsWith(`${one}/`)) ?? 'license';
  return { name, type, context, file, expect };
}

const license = (change: Partial<LicenseFields>, signer: Signer = signing) =>
  writeLicense({ ...licenseFields, keyId: keyIdOf(signer.publicKey), ...change }, signer);

const keyset = (change: Partial<KeysetFields>, signer: Signer = root) =>
  writeKeyset({ ...keysetFields, rootKeyId: keyIdOf(signer.publicKey), ...change }, signer);

const onLicense = (name: string, expect: RefusalCode, context: ContextName) =>
  refused(`license/trust/${name}`, expect, golden.license, context);

/** Claims another key: the signature is by `signer`, the ID that of `claimed`. */
const impostor = (signer: Signer, claimed: Signer): Promise<Uint8Array> =>
  sealEnvelope('license', payloadOf('license'), signer).then((file) =>
    utf8(swap(new TextDecoder().decode(file), keyIdOf(signer.publicKey), keyIdOf(claimed.publicKey))),
  );

const keysAndRights: readonly Case[] = [
  refused('license/trust/stranger', 'key-unknown', await license({}, stranger)),
  refused('license/trust/stranger-under-known-key-id', 'signature-invalid', await impostor(stranger, signing)),
  refused('license/trust/root-key-signs', 'key-unknown', await license({}, root)),
  refused('license/trust/installation-key-signs', 'key-unknown', await license({}, installation)),
  refused('license/trust/key-revoked', 'key-revoked', await license({}, revoked)),
  refused(
    'license/trust/key-revoked-and-not-listed',
    'key-revoked',
    await license({}, revoked),
    'keyset without the revoked key',
  ),
  refused('license/trust/key-retired', 'key-outside-validity', await license({}, retired)),
  refused(
    'license/trust/key-not-yet-valid',
    'key-outside-validity',
    await license({ issuedAt: '2025-12-31T23:59:59Z' }),
  ),
  refused('license/trust/key-at-its-end', 'key-outside-validity', await license({ issuedAt: '2028-01-01T00:00:00Z' })),
  refused('license/trust/license-revoked', 'license-revoked', await license({ licenseId: idOf('revoked license') })),
  refused('license/trust/field-edited', 'signature-invalid', damaged('license', '2027-11-24', '2097-11-24')),
  refused(
    'license/trust/hint-to-other-known-key',
    'signature-invalid',
    damaged('license', /KeyId="[^"]*"/, `KeyId="${keyIdOf(retired.publicKey)}"`),
  ),
  onLicense('keyset-without-key', 'key-unknown', 'keyset without the signing key'),
  onLicense('product-other', 'product-other', 'other product'),
  refused('license/trust/product-signed-other', 'product-other', await license({ product: 'planisphere' })),
  onLicense('two-of-five', 'machine-other', 'two of five bindings'),
  onLicense('two-of-five-others-gone', 'machine-other', 'two of five, the others gone'),
  onLicense('one-of-five-three-times', 'machine-other', 'first binding shown three times'),
  onLicense('no-bindings-shown', 'machine-other', 'no bindings'),
  refused(
    'license/trust/one-of-two-bound',
    'machine-other',
    await license({ bindings: licenseFields.bindings.slice(0, 2) }),
    'first binding alone',
  ),
  refused(
    'license/trust/one-of-three-bound',
    'machine-other',
    await license({ bindings: licenseFields.bindings.slice(0, 3) }),
    'first binding alone',
  ),
  refused(
    'license/trust/two-of-three-bound-third-differs',
    'machine-other',
    await license({ bindings: licenseFields.bindings.slice(0, 3) }),
    'first two bindings, another third',
  ),
  refused(
    'license/trust/installation-other',
    'installation-other',
    await license({ bindings: [] }),
    'no bindings, other installation',
  ),
  refused(
    'license/trust/installation-other-same-hardware',
    'installation-other',
    await license({ bindings: [] }),
    'same hardware, new installation',
  ),
  onLicense('request-other', 'request-other', 'other requests'),
  onLicense('request-none', 'request-other', 'no requests'),
  onLicense('clock-before-start', 'license-not-yet-valid', 'more than five minutes before the start'),
  onLicense('at-its-end', 'license-expired', 'the end'),
  refused('keyset/trust/stranger', 'key-unknown', await keyset({}, stranger)),
  refused('keyset/trust/signing-key-signs', 'key-unknown', await keyset({}, signing)),
  refused('keyset/trust/root-not-pinned', 'key-unknown', golden.keyset, 'other root keys'),
  refused('keyset/trust/field-edited', 'signature-invalid', damaged('keyset', '2028-01-01', '2098-01-01')),
  refused('keyset/trust/product-other', 'product-other', golden.keyset, 'other product'),
  refused('keyset/trust/rollback-version', 'keyset-rollback', golden.keyset, 'newer keyset held'),
  refused('keyset/trust/rollback-epoch', 'keyset-rollback', golden.keyset, 'newer epoch held'),
  refused(
    'keyset/trust/rollback-epoch-with-higher-version',
    'keyset-rollback',
    await keyset({ version: 99, epoch: 1 }),
  ),
  refused('keyset/trust/rollback-version-with-higher-epoch', 'keyset-rollback', await keyset({ version: 1, epoch: 9 })),
  refused('request/trust/other-key-signs', 'key-unknown', await resigned('request', '"5.2"', '"5.3"', stranger)),
  refused('request/trust/field-edited', 'signature-invalid', damaged('request', '"5.2"', '"5.3"')),
  refused(
    'request/trust/key-exchanged',
    'key-unknown',
    damaged('request', encodeBase64(installation.publicKey), encodeBase64(stranger.publicKey)),
  ),
  refused('return/trust/product-other', 'product-other', golden.return, 'other product'),
  refused('return/trust/other-license', 'return-other', golden.return, 'other license returned'),
  refused('return/trust/other-installation', 'installation-other', golden.return, 'other installation holds the seat'),
  refused('return/trust/counter-reached', 'return-outdated', golden.return, 'counter already reached'),
  refused(
    'return/trust/field-edited',
    'signature-invalid',
    damaged('return', '<Counter Value="5"', '<Counter Value="6"'),
  ),
  refused('activation/trust/product-other', 'product-other', golden.activation, 'other product'),
  refused('activation/trust/other-license', 'delivery-unknown', golden.activation, 'other license returned'),
  refused(
    'activation/trust/other-installation',
    'installation-other',
    golden.activation,
    'other installation holds the seat',
  ),
  refused(
    'activation/trust/field-edited',
    'signature-invalid',
    damaged('activation', '<ActivatedAt Value="2026', '<ActivatedAt Value="2027'),
  ),
];

/** Each type presented as each other, and each payload under another's name with its own signature. */
const types: readonly Case[] = documentTypes.flatMap((type) =>
  documentTypes
    .filter((other) => other !== type)
    .flatMap((other): Case[] => [
      refused(`${type}/type/${other}-offered`, 'document-type-wrong', golden[other]),
      refused(`${type}/type/${other}-renamed`, renamedCode(type, other), renamed(other, type)),
    ]),
);

function renamed(from: DocumentType, to: DocumentType): Uint8Array {
  return utf8(textOf(from).replaceAll(new RegExp(`(?<=</?)${elementNameOf(from)}(?=[ >])`, 'g'), elementNameOf(to)));
}

/** The first check that a renamed document fails: who may sign it, or where its own key is. */
function renamedCode(type: DocumentType, other: DocumentType): RefusalCode {
  const selfSigned = (one: DocumentType) => ['request', 'return', 'activation'].includes(one);
  if (!selfSigned(type)) return 'key-unknown';
  return selfSigned(other) ? 'signature-invalid' : 'payload-schema';
}

const requestUnder = (key: Uint8Array, sign: Signer['sign']) =>
  resigned('request', encodeBase64(installation.publicKey), encodeBase64(key), { publicKey: key, sign });

/** R = 01 00 … 00, S = 0: OpenSSL accepts it as a signature of anything under the key 01 00 … 00. */
const identitySignature = Uint8Array.from({ length: 64 }, (_, index) => (index === 0 ? 1 : 0));

const mixedOrders = ([8, 4, 2] as const).map((order) => mixedOrderKey(seedOf('installation'), order));
/** There is no point with y = 2. */
const notOnCurve = Uint8Array.from({ length: 32 }, (_, index) => (index === 0 ? 2 : 0));

const forged = (name: string, expect: RefusalCode, options: Parameters<typeof forge>[2]): Promise<Case> =>
  sealEnvelope('license', payloadOf('license'), {
    publicKey: signing.publicKey,
    sign: (message) => forge(seedOf('signing'), message, options),
  }).then((file) => refused(`license/edge/${name}`, expect, file));

const edges: readonly Case[] = await Promise.all([
  ...smallOrderPoints.map(async (key, index) =>
    refused(
      `request/edge/small-order-key-${index + 1}`,
      'key-unacceptable',
      await requestUnder(key, () => identitySignature),
    ),
  ),
  ...nonCanonicalKeys.map(async (key, index) =>
    refused(
      `request/edge/non-canonical-key-${index + 1}`,
      'key-unacceptable',
      await requestUnder(key, () => identitySignature),
    ),
  ),
  ...mixedOrders.map(mixedOrderRequest),
  ...[...smallOrderPoints, ...nonCanonicalKeys, ...mixedOrders.map((key) => key.publicKey), notOnCurve].map(
    (key, index) => keysetListing(`unacceptable-key-${index + 1}`, key),
  ),
  smallOrderRoot(),
  forged('malleable', 'signature-invalid', { s: 'plus-order' }),
  forged('s-top-bits', 'signature-invalid', { s: 'top-bit' }),
  forged('r-identity', 'signature-invalid', { r: 'identity' }),
  forged('r-identity-non-canonical', 'signature-invalid', { r: 'identity-non-canonical' }),
  forged('r-mixed-order', 'signature-invalid', { r: 'mixed-order' }),
  forged('r-mixed-order-2', 'signature-invalid', { r: 'mixed-order-2' }),
  forged('r-not-on-curve', 'signature-invalid', { r: 'not-on-curve' }),
]);

/** A real private key whose public key had a point of small order added: verifies with the cofactored equation. */
async function mixedOrderRequest({ publicKey, sign }: Signer, index: number): Promise<Case> {
  const name = `request/edge/mixed-order-key-${index + 1}`;
  return refused(name, 'key-unacceptable', await requestUnder(publicKey, sign));
}

async function keysetListing(name: string, key: Uint8Array): Promise<Case> {
  const file = await resigned(
    'keyset',
    /<Key KeyID="[^"]*" Value="[^"]*"/,
    `<Key KeyID="${keyIdOf(key)}" Value="${encodeBase64(key)}"`,
  );
  return refused(`keyset/edge/${name}`, 'key-unacceptable', file);
}

/** A vendor who pins such a root key has no security; the check refuses the key before a forged keyset passes. */
async function smallOrderRoot(): Promise<Case> {
  const publicKey = smallOrderPoints[0] ?? new Uint8Array();
  const file = await resigned('keyset', keyIdOf(root.publicKey), keyIdOf(publicKey), {
    publicKey,
    sign: () => identitySignature,
  });
  return refused('keyset/edge/small-order-root', 'key-unacceptable', file, 'small-order root key pinned');
}

export const trustCases: readonly Case[] = [...keysAndRights, ...types, ...edges];
