import { describe, expect, it, vi } from 'vitest';
import type { Journey } from '../../src/activation/journey.ts';
import { returningActions } from '../../src/activation/machine/returning.ts';
import { readReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { Refusal } from '../../src/refusal.ts';
import { codesOf } from './codesOf.ts';
import { type Disk, emptyDisk, issueLicense, openDevice } from './environment.ts';

const offline = new Refusal('network-offline');
const at = (journey: Journey) => journey.state.value.screen.at;
const refusal = (journey: Journey) => journey.state.value.refusal?.code ?? null;
const fileOf = (bytes: Uint8Array) => [new Blob([new Uint8Array(bytes)])];
const newest = (disk: Disk) => disk.machine.returns.at(-1);

async function activated(disk = emptyDisk()) {
  disk.settings.set('role', 'machine');
  const device = await openDevice({ disk });
  device.environment.network = offline;
  device.journey.machine.review();
  await device.journey.machine.createRequest();
  const license = await issueLicense({ request: disk.machine.request ?? new Uint8Array(), licenseType: 'pro' });
  await device.journey.intake.deliver(fileOf(license));
  expect(at(device.journey)).toBe('activated');
  return { ...device, license };
}

async function returned(disk = emptyDisk()) {
  const device = await activated(disk);
  device.journey.part(returningActions).ask();
  await device.journey.part(returningActions).confirm();
  return device;
}

describe('a returned license', () => {
  it('is recorded on disk before its receipt is created and shown', async () => {
    const { journey, disk } = await returned();
    expect(at(journey)).toBe('returned');
    expect(disk.machine).toMatchObject({ license: null, request: null });
    const receipt = readReturnReceipt(journey.outgoing.value?.file ?? new Uint8Array());
    expect(receipt).toMatchObject({ licenseId: 'AAAAAAAAAAAAAAAAAAAAAA', counter: 1, product: 'orrery' });
    expect(newest(disk)).toMatchObject({ nonce: receipt.nonce, licenseId: receipt.licenseId });
    expect(journey.outgoing.value).toMatchObject({
      kind: 'return',
      fileName: expect.stringMatching(/^orrery-.{9}\.licret$/),
    });
    expect(codesOf(journey.outgoing.value)?.whole).not.toBeNull();
  });

  it('is refused on this machine from then on, from file or code, also after a reload', async () => {
    const { journey, disk, license } = await returned();
    await journey.intake.deliver(fileOf(license));
    expect(refusal(journey)).toBe('license-returned');
    const again = await openDevice({ disk });
    expect(at(again.journey)).toBe('returned');
    await again.journey.intake.deliver(fileOf(license));
    expect(refusal(again.journey)).toBe('license-returned');
    expect(disk.machine.license).toBeNull();
  });

  it('stays in force when the return cannot be stored, and no receipt is created', async () => {
    const { journey, disk } = await activated();
    journey.part(returningActions).ask();
    disk.refusal = new Refusal('storage-full');
    await journey.part(returningActions).confirm();
    expect(refusal(journey)).toBe('storage-full');
    expect([disk.machine.returns, disk.machine.license === null]).toEqual([[], false]);
    disk.refusal = null;
    journey.closeRefusal();
    journey.part(returningActions).keep();
    expect(at(journey)).toBe('activated');
  });

  it('gets its receipt at the next start after a crash in between', async () => {
    const { disk } = await returned();
    const recorded = newest(disk);
    if (!recorded) throw new Error('nothing was returned');
    const whole = recorded.receipt;
    disk.machine = { ...disk.machine, returns: [{ ...recorded, receipt: null }] };
    const { journey } = await openDevice({ disk });
    expect(at(journey)).toBe('returned');
    expect(journey.outgoing.value?.file).toEqual(whole);
  });

  it('is returned once by two tabs', async () => {
    const one = await activated();
    const other = await openDevice({ disk: one.disk });
    expect(at(other.journey)).toBe('activated');
    await Promise.all([one.journey.part(returningActions).confirm(), other.journey.part(returningActions).confirm()]);
    expect(one.disk.machine.returns).toHaveLength(1);
    other.environment.writeInOtherTab();
    await vi.waitFor(() => expect(at(other.journey)).toBe('returned'));
    expect(other.journey.outgoing.value?.file).toEqual(one.journey.outgoing.value?.file);
  });

  it('makes the other tab leave the license screen', async () => {
    const one = await activated();
    const other = await openDevice({ disk: one.disk });
    await one.journey.part(returningActions).confirm();
    other.environment.writeInOtherTab();
    await vi.waitFor(() => expect(at(other.journey)).toBe('returned'));
  });

  it('increments the counter for the next return', async () => {
    const { journey, disk } = await returned();
    await journey.machine.connect();
    journey.machine.review();
    await journey.machine.createRequest();
    const order = { request: disk.machine.request ?? new Uint8Array(), licenseType: 'pro' };
    await journey.intake.deliver(fileOf(await issueLicense(order, { licenseId: 'AAAAAAAAAAAAAAAAAAAAAQ' })));
    expect(at(journey)).toBe('activated');
    await journey.part(returningActions).confirm();
    expect(disk.machine.returns.map(({ counter }) => counter)).toEqual([1, 2]);
    expect(readReturnReceipt(journey.outgoing.value?.file ?? new Uint8Array()).counter).toBe(2);
  });
});

describe('its receipt', () => {
  it('is sent at once when there is a network, and the outcome is stored', async () => {
    const { journey, environment, disk } = await activated();
    environment.network = null;
    await journey.part(returningActions).confirm();
    await vi.waitFor(() => expect(newest(disk)?.answer).toEqual({ outcome: 'returned', seatsLeft: 1 }));
    expect(environment.receipts).toEqual([newest(disk)?.receipt]);
    const again = await openDevice({ disk });
    expect(at(again.journey)).toBe('returned');
    expect(again.environment.receipts).toEqual([]);
  });

  it('is sent automatically when the network returns', async () => {
    const { environment, disk } = await returned();
    await vi.waitFor(() => expect(environment.delays).toContain(5000));
    expect(newest(disk)?.answer).toBeNull();
    environment.network = null;
    await vi.waitFor(() => {
      environment.goOnline();
      expect(newest(disk)?.answer).not.toBeNull();
    });
  });

  it('is kept with the reason when the service refuses it, and can be sent again', async () => {
    const { journey, environment, disk } = await activated();
    await journey.part(returningActions).confirm();
    await vi.waitFor(() => expect(environment.delays).toContain(5000));
    environment.network = null;
    environment.refuseReturn = new Refusal('return-too-soon', { nextAt: '2026-11-30T10:00:00Z' });
    environment.goOnline();
    await vi.waitFor(() => expect(newest(disk)?.refusal?.code).toBe('return-too-soon'));
    expect(journey.outgoing.value?.kind).toBe('return');
    environment.refuseReturn = null;
    await journey.part(returningActions).sendAgain();
    expect(newest(disk)).toMatchObject({ refusal: null, answer: { outcome: 'already-returned' } });
  });
});

it('a machine has the name by which the vendor finds it as soon as it has sent something', async () => {
  const disk = emptyDisk();
  disk.settings.set('role', 'machine');
  const { journey } = await openDevice({ disk });
  expect(journey.machineId.value).toBeNull();
  const device = await activated(disk);
  const name = device.journey.machineId.value;
  expect(name).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  await device.journey.part(returningActions).confirm();
  expect(device.journey.machineId.value).toBe(name);
});
