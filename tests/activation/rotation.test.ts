import { beforeAll, describe, expect, it, vi } from 'vitest';
import { batchActions } from '../../src/activation/courier/batchOrders.ts';
import type { Journey } from '../../src/activation/journey.ts';
import { orderActions } from '../../src/activation/order.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { joinBundle, splitBundle } from '../../src/documents/bundle.ts';
import { readRequest } from '../../src/documents/request.ts';
import { Refusal } from '../../src/refusal.ts';
import { codesOf } from './codesOf.ts';
import {
  type Disk,
  emptyDisk,
  foreignRootKey,
  issueLicense,
  keysetOf,
  newSigningKey,
  openDevice,
  signingKey,
} from './environment.ts';

const at = (journey: Journey) => journey.state.value.screen.at;
const refusal = (journey: Journey) => journey.state.value.refusal?.code ?? null;
const blobs = (...files: Uint8Array[]) => files.map((file) => new Blob([new Uint8Array(file)]));
const ageKept = (disk: Disk) => disk.settings.get('keyset')?.split('\n')[0];

/** The pages of these tests were packed with version 1; the keys have since been rotated once and then again. */
let second: Uint8Array;
let third: Uint8Array;
beforeAll(async () => {
  second = await keysetOf({ version: 2, epoch: 1 }, { signers: [signingKey, newSigningKey] });
  const revokedKeys = [keyIdOf(signingKey.publicKey)];
  third = await keysetOf({ version: 3, epoch: 2 }, { signers: [newSigningKey], revokedKeys });
});

async function machineWithRequest(installation = 7, disk = emptyDisk()) {
  disk.settings.set('role', 'machine');
  const device = await openDevice({ disk, installation });
  device.journey.machine.review();
  await device.journey.machine.createRequest();
  return { ...device, request: device.disk.machine.request ?? new Uint8Array() };
}

const byNewKey = (request: Uint8Array, change = {}) =>
  issueLicense({ request, licenseType: 'pro' }, change, newSigningKey);

async function phoneWith(...requests: Uint8Array[]) {
  const device = await openDevice({ handheld: true });
  device.environment.rotated = second;
  await device.journey.intake.deliver(blobs(...requests));
  return device;
}

async function orderAll({ journey }: Awaited<ReturnType<typeof phoneWith>>) {
  journey.part(batchActions).orderSeveral(journey.state.value.carriedRequests.map(({ requestId }) => requestId));
  const { screen } = journey.state.value;
  if (screen.at !== 'license-type') throw new Error('There is nothing to order.');
  await journey.part(orderActions).chooseType(screen.order, 'personal');
  await journey.part(orderActions).confirmType(screen.order);
  await vi.waitFor(() =>
    expect(journey.state.value.carriedRequests.every(({ stage }) => stage !== 'waiting')).toBe(true),
  );
}

describe('a machine whose page is older than the rotation', () => {
  it('is activated by a license followed by the keyset, and refuses older keysets, also after a reload', async () => {
    const { journey, disk, request } = await machineWithRequest();
    expect(readRequest(request).keysetVersion).toBe(1);
    await journey.intake.deliver(blobs(joinBundle([await byNewKey(request), second])));
    expect([at(journey), refusal(journey), ageKept(disk)]).toEqual(['activated', null, '1.2']);
    const first = await keysetOf({ version: 1, epoch: 1 });
    for (const device of [journey, (await openDevice({ disk })).journey]) {
      expect(device.state.value.license?.licenseType).toBe('pro');
      await device.intake.deliver(blobs(first));
      expect(refusal(device)).toBe('keyset-rollback');
    }
    expect(ageKept(disk)).toBe('1.2');
  });

  it('reports a missing keyset, and is activated once the keyset arrives separately', async () => {
    const { journey, request } = await machineWithRequest();
    await journey.intake.deliver(blobs(await byNewKey(request)));
    expect(refusal(journey)).toBe('key-unknown');
    await journey.intake.deliver(blobs(second));
    expect([at(journey), refusal(journey)]).toEqual(['keyset', null]);
    expect(journey.keysetDate()).toBe('2026-01-01T00:00:00Z');
    await journey.intake.deliver(blobs(await byNewKey(request)));
    expect([at(journey), refusal(journey)]).toEqual(['activated', null]);
  });

  it('stores the keyset after its license, for the program that reads the file', async () => {
    const { journey, disk, request } = await machineWithRequest();
    const license = await byNewKey(request);
    await journey.intake.deliver(blobs(joinBundle([license, second])));
    expect(disk.machine.license).toEqual(joinBundle([license, second]));
    expect(journey.outgoing.value?.file).toEqual(joinBundle([license, second]));
    expect(codesOf(journey.outgoing.value)?.whole?.version).toBeLessThanOrEqual(25);
  });

  it('requests the next license with its current keyset version', async () => {
    const { journey, disk, request } = await machineWithRequest();
    await journey.intake.deliver(blobs(joinBundle([await byNewKey(request), second])));
    journey.machine.review();
    await journey.machine.createRequest();
    expect(readRequest(disk.machine.request ?? new Uint8Array()).keysetVersion).toBe(2);
  });

  it('accepts the keyset even when the license in the same file is another machine’s', async () => {
    const [mine, other] = [await machineWithRequest(7), await machineWithRequest(8)];
    await mine.journey.intake.deliver(blobs(joinBundle([await byNewKey(other.request), second])));
    expect([refusal(mine.journey), ageKept(mine.disk)]).toEqual(['installation-other', '1.2']);
  });

  it('accepts a keyset from the network in the same way', async () => {
    const disk = emptyDisk();
    disk.settings.set('role', 'machine');
    const { journey, environment } = await openDevice({ disk });
    environment.rotated = second;
    const order = { for: 'this-machine' } as const;
    await journey.part(orderActions).chooseType(order, 'personal');
    await journey.part(orderActions).confirmType(order);
    expect([at(journey), refusal(journey), ageKept(disk)]).toEqual(['activated', null, '1.2']);
  });

  it('continues in this visit when the keyset cannot be stored, and reports that', async () => {
    const { journey, disk, request } = await machineWithRequest();
    disk.refusal = new Refusal('storage-full');
    await journey.intake.deliver(blobs(joinBundle([await byNewKey(request), second])));
    expect([at(journey), journey.state.value.storageError?.code]).toEqual(['activated', 'storage-full']);
  });
});

describe('an untrusted keyset', () => {
  it('has no effect after a license that is valid without it', async () => {
    const stranger = await keysetOf({ version: 9, epoch: 9 }, { root: foreignRootKey });
    const old = await keysetOf({ version: 1, epoch: 1 });
    for (const keyset of [stranger, old]) {
      const { journey, disk, request } = await machineWithRequest();
      await journey.intake.deliver(blobs(third));
      await journey.intake.deliver(blobs(joinBundle([await byNewKey(request), keyset])));
      expect([at(journey), ageKept(disk)]).toEqual(['activated', '2.3']);
    }
  });

  it('restores no revoked key', async () => {
    const { journey, request } = await machineWithRequest();
    await journey.intake.deliver(blobs(third));
    const byOldKey = await issueLicense({ request, licenseType: 'pro' });
    await journey.intake.deliver(blobs(joinBundle([byOldKey, second])));
    expect(refusal(journey)).toBe('key-revoked');
  });

  it('does not make its keys valid for a license', async () => {
    const stranger = await keysetOf({ version: 9, epoch: 9 }, { signers: [newSigningKey], root: foreignRootKey });
    const { journey, disk, request } = await machineWithRequest();
    await journey.intake.deliver(blobs(joinBundle([await byNewKey(request), stranger])));
    expect([refusal(journey), ageKept(disk)]).toEqual(['key-unknown', '1.1']);
  });

  it.each([
    ['keyset-rollback', () => keysetOf({ version: 1, epoch: 1 })],
    ['key-unknown', () => keysetOf({ version: 9, epoch: 9 }, { root: foreignRootKey })],
    ['product-other', () => keysetOf({ version: 9, epoch: 9 }, { product: 'other' })],
  ])('alone is refused with %s, on either device', async (code, keyset) => {
    for (const handheld of [false, true]) {
      const { journey, disk } = await openDevice({ handheld });
      await journey.intake.deliver(blobs(third));
      await journey.intake.deliver(blobs(await keyset()));
      expect([refusal(journey), ageKept(disk)]).toEqual([code, '2.3']);
    }
  });
});

it('a keyset that revokes the key of the license in force reports it at once', async () => {
  const { journey, request } = await machineWithRequest();
  await journey.intake.deliver(blobs(await issueLicense({ request, licenseType: 'pro' })));
  expect(at(journey)).toBe('activated');
  await journey.intake.deliver(blobs(third));
  expect(refusal(journey)).toBe('key-revoked');
});

describe('a phone', () => {
  it('transfers license and keyset as one code, and trusts the new keys from then on', async () => {
    const machine = await machineWithRequest();
    const phone = await phoneWith(machine.request);
    await orderAll(phone);
    const { outgoing } = phone.journey;
    expect([at(phone.journey), ageKept(phone.disk)]).toEqual(['license', '1.2']);
    expect(phone.journey.courier.licenseOf(readRequest(machine.request).requestId)?.licenseType).toBe('personal');
    expect(codesOf(outgoing.value)?.whole?.version).toBeLessThanOrEqual(25);
    await machine.journey.intake.deliver(codesOf(outgoing.value)?.whole?.text ?? '');
    expect([at(machine.journey), refusal(machine.journey)]).toEqual(['activated', null]);
  });

  it('transfers the keyset of a whole room once', async () => {
    const machines = await Promise.all([7, 8, 9].map((installation) => machineWithRequest(installation)));
    const phone = await phoneWith(...machines.map(({ request }) => request));
    await orderAll(phone);
    phone.journey.courier.showAll();
    const bundle = phone.journey.outgoing.value?.file ?? new Uint8Array();
    expect(splitBundle(bundle)).toHaveLength(4);
    for (const { journey } of machines) {
      await journey.intake.deliver(blobs(bundle));
      expect([at(journey), refusal(journey)]).toEqual(['activated', null]);
    }
  });

  it('reports nothing about a license whose key was revoked later', async () => {
    const { request } = await machineWithRequest();
    const phone = await phoneWith(request);
    phone.environment.rotated = null;
    await orderAll(phone);
    const { requestId } = readRequest(request);
    expect(phone.journey.courier.licenseOf(requestId)?.licenseType).toBe('personal');
    await phone.journey.intake.deliver(blobs(third));
    expect(phone.journey.courier.licenseOf(requestId)).toBeNull();
  });

  it('accepts what another tab has stored', async () => {
    const { journey, disk, environment } = await openDevice({});
    disk.settings.set('keyset', `2.3\n${new TextDecoder().decode(third)}`);
    environment.writeInOtherTab();
    await journey.intake.deliver(blobs(second));
    expect(refusal(journey)).toBe('keyset-rollback');
  });
});

it('a pasted license followed by its keyset is accepted, whatever the clipboard did to the line ends', async () => {
  const { journey, request } = await machineWithRequest();
  const text = new TextDecoder().decode(joinBundle([await byNewKey(request), second]));
  await journey.intake.deliver(`\n  ${text.trim().replaceAll('\n', '\r\n')}  `);
  expect([at(journey), refusal(journey)]).toEqual(['activated', null]);
});
