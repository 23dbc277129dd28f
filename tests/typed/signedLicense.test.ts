import { beforeAll, describe, expect, test } from 'vitest';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { machineMark } from '../../src/documents/byCode/machineDigest.ts';
import { chooseCandidate } from '../../src/documents/heal/choose.ts';
import { heal } from '../../src/documents/heal/heal.ts';
import type { Keyset } from '../../src/documents/keyset.ts';
import { recognize } from '../../src/documents/recognize.ts';
import { readConfirmationCode, writeConfirmationCode } from '../../src/typed/confirmationCode.ts';
import type { LicenseByCodeFields } from '../../src/typed/licenseByCode.ts';
import { rebuildLicense, signForCode } from '../../src/typed/signedLicense.ts';
import { type MachineContext, verifyLicense } from '../../src/verify/license.ts';
import { refusalOf } from '../refusalOf.ts';
import { demonstrationLicense, vocabulary } from './demonstration.ts';

const seed = (fill: number) => seedSigner(new Uint8Array(32).fill(fill));
const [signing, retired, installation, stranger] = [seed(1), seed(2), seed(3), seed(4)];
const binding = (component: 'os' | 'disk' | 'board', letter: string) => ({ component, value: letter.repeat(16) });
const machine = {
  product: 'orrery',
  installationKey: installation.publicKey,
  bindings: [binding('os', 'a'), binding('board', 'b'), binding('disk', 'c')],
};
const { updateDate: _, ...terms } = demonstrationLicense;
const license: LicenseByCodeFields = {
  ...terms,
  keyId: keyIdOf(signing.publicKey),
  requiredBindings: 2,
  machineMark: machineMark(machine),
};
const keyset: Keyset = {
  rootKeyId: 'AAAAAAAAAAA',
  product: 'orrery',
  epoch: 1,
  version: 1,
  issuedAt: '2026-01-01T00:00:00Z',
  keys: [retired, signing].map(({ publicKey }) => ({
    keyId: keyIdOf(publicKey),
    publicKey,
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2028-01-01T00:00:00Z',
  })),
  revokedKeys: [],
  revokedLicenses: [],
} as unknown as Keyset;
const context: MachineContext = {
  keyset,
  product: 'orrery',
  installationKey: installation.publicKey,
  bindings: machine.bindings,
  requestIds: ['BBBBBBBBBBBBBBBBBBBBBA'],
  now: new Date('2026-11-30T10:00:00Z'),
};

/** All the way: signed, typed, and rebuilt. */
async function typedOn(here: typeof machine, fields = license, names: typeof vocabulary | null = vocabulary) {
  const { signature } = await signForCode(fields, signing);
  const confirmed = readConfirmationCode(writeConfirmationCode(fields, signature, names), vocabulary);
  return typeof confirmed === 'string' ? null : rebuildLicense(confirmed, here, keyset.keys);
}

const asText = (file: Uint8Array) => new TextDecoder().decode(file);
let file: Uint8Array;
beforeAll(async () => {
  file = (await typedOn(machine)) as Uint8Array;
});

test('verifies on its machine like a license that came by file', async () => {
  const { licenseId } = await signForCode(license, signing);
  const { machineMark: _, ...fields } = license;
  expect(verifyLicense(file, context)).toEqual({
    ...fields,
    licenseId,
    requestId: licenseId,
    holder: '',
    bindings: machine.bindings,
    installationKey: installation.publicKey,
    clientProvidedVersion: '5.x',
  });
});

test('with names spelled out, is the same file', async () => {
  expect(asText((await typedOn(machine, license, null)) as Uint8Array)).toBe(asText(file));
});

test('follows the hardware as other licenses do', () => {
  const { bindings } = machine;
  const shown = [binding('os', 'x'), ...bindings.slice(1)];
  expect(verifyLicense(file, { ...context, bindings: shown }).licenseType).toBe('plus');
  const other = [binding('os', 'x'), binding('board', 'y'), binding('disk', 'z')];
  expect(refusalOf(() => verifyLicense(file, { ...context, bindings: other }))).toBe('machine-other');
});

describe('cannot be rebuilt', () => {
  test.each([
    ['by another installation', { ...machine, installationKey: stranger.publicKey }],
    ['on other hardware', { ...machine, bindings: [binding('os', 'a'), binding('board', 'b'), binding('disk', 'd')] }],
    ['with a part of the hardware', { ...machine, bindings: machine.bindings.slice(1) }],
    ['for another product', { ...machine, product: 'orrery2' }],
  ])('%s', async (_, here) => {
    expect(await typedOn(here)).toBeNull();
  });
});

test('cannot be rebuilt where its installation code named another computer ID', async () => {
  const mark = machineMark(machine);
  const other = { ...license, machineMark: Uint8Array.from([...mark.subarray(0, 16), (mark[16] as number) ^ 1]) };
  expect(await typedOn(machine, other)).toBeNull();
});

test.each([
  ['a feature that no document may hold', { features: ['é'.repeat(40)] }],
  ['too many features', { features: Array.from({ length: 33 }, (_, at) => `feature ${at}`) }],
])('%s is not signed', async (_, change) => {
  await expect(signForCode({ ...license, ...change }, signing)).rejects.toMatchObject({ code: 'payload-schema' });
});

describe('is refused when its file was changed', () => {
  const swaps: readonly (readonly [string, string | RegExp, string, string])[] = [
    ['type', 'Value="plus"', 'Value="pro"', 'payload-schema'],
    ['end', '2027-12-01', '2037-12-01', 'payload-schema'],
    ['another binding', 'Value="cccccccccccccccc"', 'Value="cccccccccccccccd"', 'payload-schema'],
    ['number of bindings', 'Required="2"', 'Required="1"', 'payload-schema'],
    ['ids', /(LicenseID|RequestID) Value="./g, '$1 Value="_', 'payload-schema'],
    ['algorithm', 'Ed25519-Code', 'Ed25519', 'signature-invalid'],
    ['algorithm unknown', 'Ed25519-Code', 'Ed25519-Codes', 'signature-malformed'],
  ];
  test.each(swaps)('%s', (_, from, to, code) => {
    const changed = asText(file).replace(from, to);
    expect(changed).not.toBe(asText(file));
    expect(refusalOf(() => verifyLicense(new TextEncoder().encode(changed), context))).toBe(code);
  });
});

test('is recognized and healed like any license', () => {
  const damaged = asText(file).replaceAll('\n', '\r\n  ').replaceAll('"', '&quot;');
  expect(recognize(file)).toBe('license');
  const [document] = heal(new TextEncoder().encode(damaged)).documents;
  if (!document) throw new Error('nothing was found');
  const healed = chooseCandidate(document, (candidate) => {
    verifyLicense(candidate, context);
    return asText(candidate);
  });
  expect(healed).toBe(asText(file));
});
