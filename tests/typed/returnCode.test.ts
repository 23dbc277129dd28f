import { describe, expect, test } from 'vitest';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { hardwareDigest } from '../../src/documents/byCode/machineDigest.ts';
import { openEnvelope } from '../../src/documents/envelope.ts';
import { machineId } from '../../src/documents/machineId.ts';
import { readReturnReceipt, writeReturnReceipt } from '../../src/documents/returnReceipt.ts';
import {
  licenseCheck,
  type ReturnCode,
  readReturnCode,
  rebuildReceipt,
  writeReturnCode,
} from '../../src/typed/returnCode.ts';
import { nonceForCode } from '../../src/typed/returnNonce.ts';
import { productCheck } from '../../src/typed/vocabulary.ts';
import { refusalOf } from '../refusalOf.ts';

const installation = seedSigner(new Uint8Array(32).fill(3));
const licenseId = 'AQIDBAUGBwgJCgsMDQ4PEA';
const hardware = hardwareDigest('<Binding Key="disk" Value="cccccccccccccccc"/>');

async function returned(counter: number) {
  const fields = {
    installationKey: installation.publicKey,
    licenseId,
    product: 'orrery',
    counter,
    nonce: nonceForCode(licenseId, counter),
    returnedAt: '2026-11-30T09:12:44Z',
  };
  const file = await writeReturnReceipt(fields, installation);
  return { fields, file, signature: openEnvelope(file, 'return').signature };
}

const read = (groups: readonly string[]) => {
  const code = readReturnCode(groups);
  if (typeof code === 'string') throw new Error(code);
  return code;
};

describe.each([1, 31, 32, 2147483647])('a machine’s return number %i', (counter) => {
  test('is the receipt that it signed, for a vendor who has its key', async () => {
    const { fields, file, signature } = await returned(counter);
    const code = read(writeReturnCode(fields, signature, null));
    expect(code).toMatchObject({ product: productCheck('orrery'), license: licenseCheck(licenseId) });
    expect(code.machine).toEqual({ machineId: machineId(installation.publicKey) });
    expect(rebuildReceipt(code, fields)).toEqual(file);
  });

  test('brings the key and the hardware’s digest, for a vendor who has only the machine’s digest', async () => {
    const { fields, file, signature } = await returned(counter);
    const code = read(writeReturnCode(fields, signature, hardware)) as ReturnCode & {
      machine: { installationKey: Uint8Array };
    };
    expect(code.machine).toEqual({ installationKey: installation.publicKey, hardware });
    const { installationKey } = code.machine;
    expect(rebuildReceipt(code, { product: 'orrery', licenseId, installationKey })).toEqual(file);
  });
});

test('takes 25 groups, and 37 with the key', async () => {
  const { fields, signature } = await returned(2);
  expect([null, hardware].map((one) => writeReturnCode(fields, signature, one).length)).toEqual([25, 37]);
});

test('of another license, machine or time has no valid signature', async () => {
  const { fields, signature } = await returned(2);
  const code = read(writeReturnCode(fields, signature, null));
  const others = [
    rebuildReceipt(code, { ...fields, licenseId: 'AQIDBAUGBwgJCgsMDQ4PEQ' }),
    rebuildReceipt(code, { ...fields, installationKey: seedSigner(new Uint8Array(32).fill(4)).publicKey }),
    rebuildReceipt({ ...code, returnedAt: '2026-11-30T09:12:45Z' }, fields),
  ];
  expect(others.map((file) => refusalOf(() => readReturnReceipt(file)))).toEqual(Array(3).fill('signature-invalid'));
});

test('is not taken while groups are missing or too many', async () => {
  const { fields, signature } = await returned(2);
  const groups = writeReturnCode(fields, signature, null);
  expect(readReturnCode([])).toBe('incomplete');
  expect(readReturnCode(groups.slice(1))).toBe('incomplete');
  expect(readReturnCode(groups.slice(0, 24))).toBe('incomplete');
  expect(readReturnCode([...groups, groups[0] as string])).toBe('mistyped');
});
