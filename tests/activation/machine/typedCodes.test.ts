import { describe, expect, test } from 'vitest';
import type { Journey } from '../../../src/activation/journey.ts';
import { returningActions } from '../../../src/activation/machine/returning.ts';
import { typedCodeActions } from '../../../src/activation/machine/typedCodes.ts';
import { keyIdOf } from '../../../src/crypto/keyId.ts';
import { markOf } from '../../../src/documents/byCode/machineDigest.ts';
import { bytesOfMachineId } from '../../../src/documents/machineId.ts';
import { readRequest } from '../../../src/documents/request.ts';
import { Refusal } from '../../../src/refusal.ts';
import { writeCode } from '../../../src/typed/code.ts';
import { writeConfirmationCode } from '../../../src/typed/confirmationCode.ts';
import { readInstallationCode } from '../../../src/typed/installationCode.ts';
import type { LicenseByCodeFields } from '../../../src/typed/licenseByCode.ts';
import { readReturnCode, rebuildReceipt } from '../../../src/typed/returnCode.ts';
import { signForCode } from '../../../src/typed/signedLicense.ts';
import { vocabularyOf } from '../../../src/typed/vocabulary.ts';
import { machineWith } from '../../server/machines.ts';
import { receiptOf } from '../../server/receipts.ts';
import { activatedMachine, machineWithRequest } from '../../steps/devices.ts';
import { demonstrationLicense } from '../../typed/demonstration.ts';
import { type emptyDisk, openDevice, signingKey } from '../environment.ts';

const codesOf = ({ journey }: { readonly journey: Journey }) => journey.part(typedCodeActions);
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const at = ({ journey }: { readonly journey: Journey }) => journey.state.value.screen.at;
const refusal = ({ journey }: { readonly journey: Journey }) => journey.state.value.refusal?.code ?? null;

const issued = '2026-11-23T12:00:00Z';
const terms = {
  ...demonstrationLicense,
  issuedAt: issued,
  initialActivationDate: issued,
  startDate: '2026-11-22T00:00:00Z',
  keyId: keyIdOf(signingKey.publicKey),
};

/** The vendor's side: answers an installation code as it was read out. */
async function answer(device: { readonly journey: Journey }, change: Partial<LicenseByCodeFields> = {}) {
  const asked = readInstallationCode(codesOf(device).installationCode() ?? []);
  if (typeof asked === 'string') throw new Error(asked);
  const license = {
    ...terms,
    features: [],
    machineMark: markOf(asked.digest, bytesOfMachineId(asked.machineId) ?? new Uint8Array()),
    ...change,
  };
  const { signature } = await signForCode(license, signingKey);
  return writeConfirmationCode(license, signature, vocabularyOf(device.journey.profile));
}

async function activated() {
  const device = await machineWithRequest();
  await codesOf(device).type(await answer(device));
  await codesOf(device).activate();
  return device;
}

describe('an installation code', () => {
  test('is that of the stored request, also after a reload', async () => {
    const device = await machineWithRequest();
    const code = codesOf(device).installationCode();
    const { installationKey } = readRequest(device.disk.machine.request ?? new Uint8Array());
    expect(installationKey).toEqual(signingKeyOfMachine(device));
    expect(readInstallationCode(code ?? [])).toMatchObject({ machineId: device.journey.machineId.value });
    const again = await openDevice({ disk: device.disk });
    expect(codesOf(again).installationCode()).toEqual(code);
  });

  test('is none without a request', async () => {
    const device = await openDevice({});
    expect(codesOf(device).installationCode()).toBeNull();
  });
});

function signingKeyOfMachine({ disk }: { readonly disk: ReturnType<typeof emptyDisk> }): Uint8Array {
  return readRequest(disk.machine.request ?? new Uint8Array()).installationKey;
}

describe('a confirmation code', () => {
  test('activates the machine like a file, and is kept no longer', async () => {
    const device = await activated();
    expect([at(device), refusal(device)]).toEqual(['activated', null]);
    expect(device.journey.state.value.license).toMatchObject({ licenseType: 'plus', holder: '' });
    expect(device.disk.machine).toMatchObject({ request: null, license: expect.any(Uint8Array) });
    expect(device.disk.settings.get('typed-code')).toBe(JSON.stringify({ requestId: '', groups: [] }));
    expect(codesOf(device).groups.value).toEqual([]);
    const again = await openDevice({ disk: device.disk });
    expect(again.journey.state.value.license).toMatchObject({ licenseType: 'plus' });
  });

  test('survives a reload half-way', async () => {
    const device = await machineWithRequest();
    const code = await answer(device);
    const typed = [...code.slice(0, 9), 'abc'];
    await codesOf(device).type(typed);
    const again = await openDevice({ disk: device.disk, entry: { at: 'confirmation-code' } });
    codesOf(again);
    await settle();
    expect([at(again), codesOf(again).groups.value]).toEqual(['confirmation-code', typed]);
  });

  test('is not that of another request', async () => {
    const device = await machineWithRequest();
    await codesOf(device).type(['D265N6']);
    await device.journey.machine.startOver();
    await device.journey.machine.createRequest();
    expect(codesOf(device).groups.value).toEqual([]);
  });

  test('is typed on in memory where the disk refuses', async () => {
    const device = await machineWithRequest();
    device.disk.refusal = new Refusal('storage-full');
    await codesOf(device).type(['D265N6']);
    expect(codesOf(device).groups.value).toEqual(['D265N6']);
    expect(device.journey.state.value.storageError?.code).toBe('storage-full');
  });

  test.each([
    ['of another machine', { machineMark: new Uint8Array(17).fill(1) }, 'code-other-machine'],
    ['for this machine', {}, null],
  ])('tells with its first group that it is %s', async (_, change, code) => {
    const device = await machineWithRequest();
    const [first = ''] = await answer(device, change);
    expect(codesOf(device).checkFirst(first)?.code ?? null).toBe(code);
  });

  test('is told from an installation code at once', async () => {
    const device = await machineWithRequest();
    const [first = ''] = codesOf(device).installationCode() ?? [];
    expect(codesOf(device).checkFirst(first)).toMatchObject({
      code: 'code-of-another-kind',
      details: { kind: 'installation' },
    });
    expect(codesOf(device).checkFirst('ABCDEF')).toBeNull();
  });

  test('with right groups that the vendor never gave is refused, and what was typed stays', async () => {
    const device = await machineWithRequest();
    const code = await answer(device);
    const [first = ''] = code;
    const forged = [first, ...writeCode('confirmation', Array(5 * code.length).fill(3)).slice(1)];
    await codesOf(device).type(forged);
    await codesOf(device).activate();
    expect([at(device), refusal(device)]).toEqual([expect.anything(), expect.stringMatching(/^code-/)]);
    expect(codesOf(device).groups.value).toEqual(forged);
  });

  test('of a license that has ended is refused like a file', async () => {
    const device = await machineWithRequest();
    await codesOf(device).type(await answer(device, { stopDate: '2026-11-23T11:00:00Z' }));
    await codesOf(device).activate();
    expect(refusal(device)).toBe('license-expired');
    expect(codesOf(device).groups.value).not.toEqual([]);
  });
});

describe('a return code', () => {
  async function returned(device: Awaited<ReturnType<typeof activated>>) {
    device.journey.part(returningActions).ask();
    await device.journey.part(returningActions).confirm();
    const code = codesOf(device).returnCode() ?? [];
    const read = readReturnCode(code);
    if (typeof read === 'string') throw new Error(read);
    return { read, code, receipt: device.disk.machine.returns[0]?.receipt };
  }

  test('is the receipt, for a license that came as a file', async () => {
    const device = await activatedMachine();
    const license = device.journey.state.value.license;
    if (!license) throw new Error('no license');
    const { read, code, receipt } = await returned(device);
    expect(code).toHaveLength(25);
    expect(read.machine).toEqual({ machineId: device.journey.machineId.value });
    expect(rebuildReceipt(read, license)).toEqual(receipt);
  });

  test('also holds the key, for a license that came as a code', async () => {
    const device = await activated();
    const license = device.journey.state.value.license;
    if (!license) throw new Error('no license');
    const { read, code, receipt } = await returned(device);
    expect(code).toHaveLength(37);
    expect(read.machine).toMatchObject({ installationKey: license.installationKey });
    expect(rebuildReceipt(read, license)).toEqual(receipt);
  });

  test('is none for a return of an earlier version, whose nonce is random', async () => {
    const device = await activatedMachine();
    await returned(device);
    const [one] = device.disk.machine.returns;
    if (!one) throw new Error('no return');
    const receipt = await receiptOf(machineWith('alpha'), one.licenseId);
    const disk = { ...device.disk, machine: { ...device.disk.machine, returns: [{ ...one, receipt }] } };
    expect(codesOf(await openDevice({ disk })).returnCode()).toBeNull();
  });
});
