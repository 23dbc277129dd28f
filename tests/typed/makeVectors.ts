import { encodeBase64, encodeBase64Url } from '../../src/crypto/base64.ts';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { sha256 } from '../../src/crypto/hash.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { hardwareDigest, machineDigest, machineMark } from '../../src/documents/byCode/machineDigest.ts';
import { openEnvelope } from '../../src/documents/envelope.ts';
import { machineId } from '../../src/documents/machineId.ts';
import { writeReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { checkCode, splitCode, writeCode } from '../../src/typed/code.ts';
import { readConfirmationCode, writeConfirmationCode } from '../../src/typed/confirmationCode.ts';
import type { CodeKind } from '../../src/typed/group.ts';
import { readInstallationCode, writeInstallationCode } from '../../src/typed/installationCode.ts';
import type { LicenseByCodeFields } from '../../src/typed/licenseByCode.ts';
import { readReturnCode, writeReturnCode } from '../../src/typed/returnCode.ts';
import { nonceForCode } from '../../src/typed/returnNonce.ts';
import { rebuildLicense, signForCode } from '../../src/typed/signedLicense.ts';
import { demonstrationLicense, vocabulary } from './demonstration.ts';
import { bits, respelled } from './respelled.ts';

/** Worthless keys, as those of the other vectors. */
const key = (name: string) => seedSigner(sha256(utf8(`keyferry test vectors, worthless key: ${name}`)));
const utf8 = (text: string) => new TextEncoder().encode(text);
const [signing, installation] = [key('signing'), key('installation')];

const bindings = [
  { component: 'os', value: 'c2hvd3MgYW4gb3Mg' },
  { component: 'board', value: 'c2hvd3MgYSBib2Fy' },
  { component: 'disk', value: 'c2hvd3MgYSBkaXNr' },
] as const;
const machines = {
  bound: { product: 'orrery', installationKey: installation.publicKey, bindings },
  unbound: { product: 'orrery', installationKey: installation.publicKey, bindings: [] },
};
type MachineName = keyof typeof machines;

const demonstration: Omit<LicenseByCodeFields, 'machineMark'> = {
  ...demonstrationLicense,
  keyId: keyIdOf(signing.publicKey),
};
const { serialMasked: _, stopDate: __, updateDate: ___, ...bare } = demonstration;

const licenses: Readonly<Record<string, { machine: MachineName; fields: typeof demonstration; isSpelled?: true }>> = {
  'of the demonstration vendor': { machine: 'bound', fields: demonstration },
  'without bindings': { machine: 'unbound', fields: demonstration },
  'with nothing optional': { machine: 'bound', fields: { ...bare, features: [] } },
  'names spelled though known': { machine: 'bound', fields: demonstration, isSpelled: true },
  'a feature that the profile lacks': {
    machine: 'bound',
    fields: { ...bare, features: ['ring systems', 'Änderungen'] },
  },
  'entitlements and instants': {
    machine: 'bound',
    fields: {
      ...demonstration,
      entitlements: [
        { namespace: 'content', tag: 'saturn', type: 'package', validTo: '2027-06-01T00:00:00Z' },
        { namespace: 'content', tag: 'pluto', type: 'package' },
      ],
      startDate: '2026-11-30T09:12:44Z',
      stopDate: '2026-12-30T17:30:01Z',
      initialActivationDate: '2024-02-29T00:00:00Z',
    },
  },
};

/** @returns codes with what they say, and codes to refuse */
export async function makeVectors(): Promise<unknown> {
  return {
    vocabulary,
    signingKey: { keyId: keyIdOf(signing.publicKey), publicKey: encodeBase64(signing.publicKey) },
    machines: Object.fromEntries(
      Object.entries(machines).map(([name, machine]) => [
        name,
        {
          installationKey: encodeBase64(machine.installationKey),
          bindings: machine.bindings,
          digest: encodeBase64Url(machineDigest(machine)),
        },
      ]),
    ),
    installation: Object.keys(machines).map((name) => installationVector(name as MachineName)),
    confirmation: await Promise.all(Object.keys(licenses).map((name) => confirmationVector(name))),
    return: [await returnVector(1, false), await returnVector(40, true)],
    refused: await refusedVectors(),
  };
}

const spaced = (groups: readonly string[]) => groups.join(' ');

function installationVector(name: MachineName) {
  const machine = machines[name];
  const facts = { digest: machineDigest(machine), machineId: machineId(machine.installationKey), keysetVersion: 260 };
  return { machine: name, keysetVersion: 260 % 256, code: spaced(writeInstallationCode({ ...facts, vocabulary })) };
}

async function codeOf(name: string): Promise<string[]> {
  const { machine, fields, isSpelled } = licenses[name] as (typeof licenses)[string];
  const license = { ...fields, machineMark: machineMark(machines[machine]) };
  const { signature } = await signForCode(license, signing);
  return writeConfirmationCode(license, signature, isSpelled ? null : vocabulary);
}

async function confirmationVector(name: string) {
  const { machine } = licenses[name] as (typeof licenses)[string];
  const groups = await codeOf(name);
  const confirmed = readConfirmationCode(groups, vocabulary);
  const keys = [{ keyId: keyIdOf(signing.publicKey), publicKey: signing.publicKey, notBefore: '', notAfter: '' }];
  const file = typeof confirmed === 'string' ? null : rebuildLicense(confirmed, machines[machine], keys);
  return { name, machine, code: spaced(groups), file: file && new TextDecoder().decode(file) };
}

async function returnVector(counter: number, isByCode: boolean) {
  const licenseId = 'AQIDBAUGBwgJCgsMDQ4PEA';
  const receipt = {
    installationKey: installation.publicKey,
    licenseId,
    product: 'orrery',
    counter,
    nonce: nonceForCode(licenseId, counter),
    returnedAt: '2026-12-24T18:00:00Z',
  };
  const file = await writeReturnReceipt(receipt, installation);
  const { signature } = openEnvelope(file, 'return');
  const text = bindings.map(({ component, value }) => `<Binding Key="${component}" Value="${value}"/>`).join('');
  const code = writeReturnCode(receipt, signature, isByCode ? hardwareDigest(text) : null);
  return { machine: 'bound', licenseId, isByCode, code: spaced(code), file: new TextDecoder().decode(file) };
}

/** `groups`: places, from 1, of the groups that are wrong; none where each is right and the whole is not. */
async function refusedVectors() {
  const groups = await codeOf('of the demonstration vendor');
  const [first = '', second = '', third = ''] = groups;
  const rest = groups.slice(3);
  const installationCode = splitCode(installationVector('bound').code);
  const swapped = third.slice(0, 2) + third.charAt(3) + third.charAt(2) + third.slice(4);
  const filled = checkCode('confirmation', groups).data.map((symbol, at) => (at === 129 ? symbol ^ 1 : symbol));
  const other = writeCode(
    'installation',
    checkCode('installation', installationCode).data.map((one, at) => (at === 7 ? one ^ 8 : one)),
  );
  const rows: readonly (readonly [string, CodeKind, readonly string[]])[] = [
    [
      'a wrong character',
      'confirmation',
      [first, `${second.slice(0, 5)}${second.endsWith('7') ? '8' : '7'}`, third, ...rest],
    ],
    ['two swapped characters', 'confirmation', [first, second, swapped, ...rest]],
    ['a group left out', 'confirmation', [first, third, ...rest]],
    ['a group twice', 'confirmation', [first, second, second, third, ...rest]],
    ['two swapped groups', 'confirmation', [first, third, second, ...rest]],
    ['an installation code', 'confirmation', installationCode],
    ['a confirmation code', 'installation', groups.slice(0, 7)],
    ['bits behind the end', 'confirmation', writeCode('confirmation', filled)],
    ['a group too many', 'confirmation', [...groups, groups[25] ?? '']],
    ['cut short', 'confirmation', groups.slice(0, 20)],
    ['another whole', 'installation', other],
    ['empty', 'return', []],
    ...(await unwritten()),
  ];
  return rows.map(([name, kind, typed]) => {
    const checks = checkCode(kind, typed).groups;
    const wrong = [...checks.keys()].filter((at) => checks[at]?.status !== 'right').map((at) => at + 1);
    return { name, kind, code: spaced(typed), groups: wrong, expect: outcomeOf(kind, typed) };
  });
}

/** Right groups that say in another way what a writer says shorter, or what no license has. */
async function unwritten() {
  const code = await codeOf('with nothing optional');
  const receipt = splitCode((await returnVector(1, false)).code);
  const confirmed = (name: string, at: number, removed: number, inserted: string) =>
    [name, 'confirmation', respelled('confirmation', code, { length: 590, at, removed, inserted })] as const;
  const returned = (name: string, inserted: string) =>
    [name, 'return', respelled('return', receipt, { length: 613, at: 25, removed: 6, inserted })] as const;
  const day = (instant: string) => bits(16, (Date.parse(instant) - Date.parse('2020-01-01')) / 86_400_000);
  const second = (instant: string) => bits(33, (Date.parse(instant) - Date.parse('2020-01-01')) / 1000);
  const idText = (...places: readonly number[]) => `1${bits(8, places.length)}${bits(6, ...places)}`;
  const utf8Text = (...bytes: readonly number[]) => `0${bits(8, bytes.length)}${bits(8, ...bytes)}`;
  const version = idText(31, 37, 23);
  const spelled = (type: string) => `0${type}${version}${bits(6, 0)}`;
  return [
    confirmed('a type that the profile lacks', 64, 5, bits(5, 4)),
    confirmed('a text in UTF-8 that needs none', 63, 9, spelled(utf8Text(0x70, 0x72, 0x6f))),
    confirmed('a text that is not UTF-8', 63, 9, spelled(utf8Text(0x70, 0xff))),
    confirmed('an index behind the last character', 63, 9, spelled(idText(15, 38))),
    confirmed('an empty text', 63, 9, spelled(idText())),
    confirmed('a line end in a text', 63, 9, spelled(utf8Text(0x70, 0x0a))),
    confirmed('too many features', 63, 9, `0${idText(15)}${version}${bits(6, 33)}${version.repeat(33)}`),
    confirmed('a list of no entitlements', 72, 1, `1${bits(6, 0)}`),
    confirmed('too many entitlements', 72, 1, `1${bits(6, 33)}`),
    confirmed('no required binding', 73, 3, bits(3, 0)),
    confirmed('six required bindings', 73, 3, bits(3, 6)),
    confirmed('the usual start', 76, 1, `11${day('2026-11-29')}`),
    confirmed('a midnight in seconds', 77, 1, `10${second('2027-12-01')}`),
    confirmed('the usual activation', 79, 1, `10${second('2026-11-30T09:12:44Z')}`),
    returned('no return', `0${bits(5, 0)}`),
    returned('a small counter in many bits', `1${bits(31, 31)}`),
  ];
}

function outcomeOf(kind: CodeKind, typed: readonly string[]): string {
  const found =
    kind === 'installation'
      ? readInstallationCode(typed)
      : kind === 'return'
        ? readReturnCode(typed)
        : readConfirmationCode(typed, vocabulary);
  return typeof found === 'string' ? found : 'taken';
}
