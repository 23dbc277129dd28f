import { encodeBase64 } from '../../src/crypto/base64.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import {
  type DigestedMachine,
  hardwareDigest,
  machineDigestOf,
  machineMark,
  markOf,
} from '../../src/documents/byCode/machineDigest.ts';
import { codeAlgorithm, computerOf, idOfReduced, reduceLicense } from '../../src/documents/byCode/reducedLicense.ts';
import { bytesSignedForCode, sealEnvelope, writeFile } from '../../src/documents/envelope.ts';
import type { RefusalCode } from '../../src/refusal.ts';
import { keyHintOf } from '../../src/typed/confirmationCode.ts';
import type { LicenseByCodeFields } from '../../src/typed/licenseByCode.ts';
import { rebuildLicense, signForCode } from '../../src/typed/signedLicense.ts';
import { swap, utf8 } from './bytes.ts';
import type { Case, DocumentCase } from './case.ts';
import type { ContextName } from './contexts.ts';
import { smallOrderPoints } from './edwards.ts';
import { bindingsOf, golden, keyEntry, licenseFields, product, textOf } from './golden.ts';
import { idOf, installation, revoked, signing, stranger } from './keys.ts';

const bound: DigestedMachine = {
  product,
  installationKey: installation.publicKey,
  bindings: licenseFields.bindings,
};
const unbound: DigestedMachine = { ...bound, bindings: [] };

interface Change {
  readonly machine?: DigestedMachine;
  readonly fields?: Partial<LicenseByCodeFields>;
  readonly signer?: Signer;
}

/** The file that a machine rebuilds from a code. */
async function license({ machine = bound, fields: change, signer = signing }: Change = {}): Promise<string> {
  const keyId = keyIdOf(signer.publicKey);
  const fields = { ...licenseFields, keyId, machineMark: machineMark(machine), ...change };
  const { signature } = await signForCode(fields, signer);
  const key = keyEntry(signer, '2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z');
  const file = rebuildLicense({ fields, keyHint: keyHintOf(keyId), signature }, machine, [key]);
  if (!file) throw new Error('the license was not rebuilt');
  return textIn(file);
}

const textIn = (file: Uint8Array) => new TextDecoder().decode(file);
const payloadIn = (file: string) => file.split('\n')[2] ?? '';
const signatureIn = (file: string) => />([^<]{88})</.exec(file)?.[1] ?? '';

const valid = await license();
const payload = payloadIn(valid);
const licenseId = /<LicenseID Value="([^"]*)"/.exec(payload)?.[1] ?? '';

const idElements = (id: string) => `<LicenseID Value="${id}"/><RequestID Value="${id}"/>`;

/** The text to sign, whatever ids the payload has. */
function reduced(payload: string): string {
  const bindings = payload.match(/<Binding [^>]*>/g)?.join('') ?? '';
  const key = /<InstallationKey Value="([^"]*)"/.exec(payload)?.[1] ?? '';
  const text = reduceLicense(payload, markOf(machineDigestOf(product, key, hardwareDigest(bindings)), computerOf(key)));
  if (text === null) throw new Error('no license');
  return text;
}

/** The valid payload, changed. Anyone can make its ids fit again. */
function edited(from: string, to: string): string {
  const changed = swap(payload, from, to);
  return changed.replace(idElements(licenseId), () => idElements(idOfReduced(reduced(changed))));
}

/** The valid file with an edited payload. */
const withEdited = (from: string, to: string) => swap(valid, payload, edited(from, to));

/** An edited payload, correctly signed, which no honest signer would do. */
async function resigned(from: string, to: string): Promise<string> {
  const changed = edited(from, to);
  const signature = await signing.sign(bytesSignedForCode(reduced(changed)));
  return textIn(writeFile(changed, { algorithm: codeAlgorithm, keyId: licenseFields.keyId, signature }));
}

/** Fields in which a license that came as a code differs from the usual one. */
function fieldsOf(file: string) {
  const id = /<LicenseID Value="([^"]*)"/.exec(file)?.[1] ?? '';
  return { licenseId: id, requestId: id, holder: '', clientProvidedVersion: licenseFields.licenseVersion };
}

function pass(name: string, file: string, context: ContextName = 'usual'): DocumentCase {
  const fields = fieldsOf(file);
  return { name: `license/by-code/${name}`, type: 'license', context, file: utf8(file), expect: 'pass', fields };
}

function refused(name: string, expect: RefusalCode, file: string, context: ContextName = 'usual'): DocumentCase {
  return { name: `license/by-code/${name}`, type: 'license', context, file: utf8(file), expect };
}

const passing: readonly Case[] = [
  pass('valid', valid),
  pass('byte-order-mark-and-crlf', `\ufeff${valid.replaceAll('\n', '\r\n')}`),
  pass('three-of-five', valid, 'three of five bindings'),
  pass('same-hardware-new-installation', valid, 'same hardware, new installation'),
  pass('other-requests', valid, 'other requests'),
  pass('no-requests', valid, 'no requests'),
  pass('installation-alone', await license({ machine: unbound }), 'no bindings'),
  {
    name: 'delivery/by-code-behind-one-for-another-request',
    type: 'delivery',
    context: 'other requests',
    file: joinBundle([golden.license, utf8(valid)]),
    expect: 'pass',
    fields: fieldsOf(valid),
    keysetVersion: 7,
  },
];

const onMachine: readonly Case[] = [
  refused('two-of-five', 'machine-other', valid, 'two of five bindings'),
  refused(
    'installation-other',
    'installation-other',
    await license({ machine: unbound }),
    'no bindings, other installation',
  ),
  refused('at-its-end', 'license-expired', valid, 'the end'),
  refused('product-other', 'product-other', valid, 'other product'),
  refused('stranger', 'key-unknown', await license({ signer: stranger })),
  refused('key-revoked', 'key-revoked', await license({ signer: revoked })),
  refused('key-not-yet-valid', 'key-outside-validity', await license({ fields: { issuedAt: '2025-12-31T23:59:59Z' } })),
];

const [os = '', system = ''] = payload.match(/<Binding [^>]*>/g) ?? [];
const allBindings = /><Binding .*<\/MachineBindings>/.exec(payload)?.[0] ?? '';
const otherOs = os.replace(/(?<=Value=")[^"]*/, bindingsOf('second')[0]?.value ?? '');
const [key, otherKey] = [installation, stranger].map(({ publicKey }) => encodeBase64(publicKey)) as [string, string];

/** Taken to another machine, or changed in another way. */
const changed: readonly Case[] = [
  refused('binding-exchanged', 'payload-schema', swap(valid, os, otherOs)),
  refused('binding-exchanged-ids-fit', 'signature-invalid', withEdited(os, otherOs)),
  refused('binding-left-out-ids-fit', 'signature-invalid', withEdited(system, '')),
  refused('all-bindings-left-out-ids-fit', 'signature-invalid', withEdited(allBindings, '/>')),
  refused('installation-exchanged-ids-fit', 'signature-invalid', withEdited(key, otherKey)),
  refused('required-exchanged-ids-fit', 'signature-invalid', withEdited('Required="3"', 'Required="1"')),
  refused('date-exchanged', 'payload-schema', swap(valid, '2027-11-24', '2097-11-24')),
  refused('date-exchanged-ids-fit', 'signature-invalid', withEdited('2027-11-24', '2097-11-24')),
  refused('ids-exchanged', 'payload-schema', valid.replaceAll(licenseId, idOf('license'))),
  refused('ids-left-out', 'payload-schema', swap(valid, idElements(licenseId), '')),
  refused(
    'license-id-exchanged',
    'payload-schema',
    swap(valid, `<LicenseID Value="${licenseId}`, `<LicenseID Value="${idOf('license')}`),
  ),
  refused(
    'request-id-exchanged',
    'payload-schema',
    swap(valid, `<RequestID Value="${licenseId}`, `<RequestID Value="${idOf('request')}`),
  ),
  // The ids are checked before the key is looked for.
  refused(
    'ids-exchanged-key-unknown',
    'payload-schema',
    swap(await license({ signer: stranger }), /<LicenseID Value="[^"]*/, `<LicenseID Value="${licenseId}`),
  ),
];

const algorithms: readonly Case[] = [
  refused('algorithm-ordinary', 'signature-invalid', swap(valid, '"Ed25519-Code"', '"Ed25519"')),
  refused('algorithm-lower-case', 'signature-malformed', swap(valid, '"Ed25519-Code"', '"ed25519-code"')),
  refused('algorithm-on-ordinary', 'payload-schema', swap(textOf('license'), '"Ed25519"', '"Ed25519-Code"')),
  refused(
    'signature-of-ordinary',
    'signature-invalid',
    swap(valid, signatureIn(valid), signatureIn(textIn(await sealEnvelope('license', payload, signing)))),
  ),
  ...(['request', 'keyset', 'return', 'activation'] as const).map(
    (type): Case => ({
      name: `${type}/envelope/algorithm-of-code`,
      type,
      context: 'usual',
      file: utf8(swap(textOf(type), '"Ed25519"', '"Ed25519-Code"')),
      expect: 'signature-malformed',
    }),
  ),
];

const schema: readonly Case[] = [
  refused('bindings-out-of-order', 'payload-schema', await resigned(os + system, system + os)),
  refused('binding-twice', 'payload-schema', await resigned(system, os)),
  refused('holder-missing', 'payload-schema', await resigned('<Holder Value=""/>', '')),
  refused(
    'machine-twice',
    'payload-schema',
    swap(valid, '<MachineBindings ', '<MachineBindings Required="3"/><MachineBindings '),
  ),
  refused('six-bindings', 'payload-schema', swap(valid, system, system + system)),
  refused('required-6', 'payload-schema', swap(valid, 'Required="3"', 'Required="6"')),
  refused('no-bindings-with-end-tag', 'payload-schema', swap(valid, allBindings, '></MachineBindings>')),
  refused(
    'small-order-key',
    'key-unacceptable',
    await license({ machine: { ...bound, installationKey: smallOrderPoints[0] ?? new Uint8Array() } }),
  ),
];

export const byCodeCases: readonly Case[] = [...passing, ...onMachine, ...changed, ...algorithms, ...schema];
