import { describe, expect, it, vi } from 'vitest';
import type { Journey } from '../../src/activation/journey.ts';
import { returningActions } from '../../src/activation/machine/returning.ts';
import { Refusal } from '../../src/refusal.ts';
import { type Disk, emptyDisk, issueLicense, openDevice } from './environment.ts';

const offline = new Refusal('network-offline');
const day = 24 * 60 * 60 * 1000;
const fileOf = (bytes: Uint8Array) => [new Blob([new Uint8Array(bytes)])];
const at = (journey: Journey) => journey.state.value.screen.at;
const refusal = (journey: Journey) => journey.state.value.refusal;
const tooSoon = new Refusal('return-too-soon', { coolDownDays: 7, nextAt: '2026-11-30T12:00:00Z' });

/** @param disk of a machine that may have returned licenses before */
async function activated(disk: Disk = emptyDisk(), serialMasked: string | null = '*****-*****-*****-B7QG9') {
  disk.settings.set('role', 'machine');
  const device = await openDevice({ disk });
  device.environment.network = offline;
  device.journey.machine.review();
  await device.journey.machine.createRequest();
  const order = { request: disk.machine.request ?? new Uint8Array(), licenseType: 'pro' };
  const licenseId = `${'A'.repeat(20)}${String.fromCharCode(65 + disk.machine.returns.length)}A`;
  const license = await issueLicense(order, { licenseId, ...(serialMasked && { serialMasked }) });
  await device.journey.intake.deliver(fileOf(license));
  expect(at(device.journey)).toBe('activated');
  return { ...device, license };
}

async function returnedBefore(withoutSerial = false): Promise<Disk> {
  const { journey, disk } = await activated(emptyDisk(), withoutSerial ? null : '*****-*****-*****-B7QG9');
  await journey.part(returningActions).confirm();
  expect(disk.machine.returns).toHaveLength(1);
  return disk;
}

describe('without a network', () => {
  it('a license is not given up when the machine’s own records say that it is too soon', async () => {
    const disk = await returnedBefore();
    const { journey, license } = await activated(disk);
    journey.part(returningActions).ask();
    expect(journey.part(returningActions).standing()?.refusal).toMatchObject({ code: 'return-too-soon' });
    await journey.part(returningActions).confirm();
    expect(refusal(journey)).toEqual({
      code: 'return-too-soon',
      details: { coolDownDays: 7, nextAt: '2026-11-30T12:00:00Z' },
    });
    expect(disk.machine.returns).toHaveLength(1);
    expect(disk.machine.license).toEqual(license);
  });

  it('it is returned once the days have passed', async () => {
    const { journey, environment, disk } = await activated(await returnedBefore());
    environment.wait(7 * day);
    await journey.part(returningActions).confirm();
    expect(disk.machine.returns).toHaveLength(2);
    expect(at(journey)).toBe('returned');
  });

  it('a return that no limit counts does not delay the next', async () => {
    const { journey, disk } = await activated(await returnedBefore(true));
    await journey.part(returningActions).confirm();
    expect(disk.machine.returns).toHaveLength(2);
  });
});

describe('with a network', () => {
  it('the service is asked first, and its refusal leaves the license in force', async () => {
    const { journey, environment, disk, license } = await activated();
    environment.network = null;
    environment.refuseReturn = tooSoon;
    await journey.part(returningActions).confirm();
    expect(refusal(journey)).toEqual({ code: tooSoon.code, details: tooSoon.details });
    expect(environment.checked).toEqual([license]);
    expect([environment.receipts, disk.machine.returns]).toEqual([[], []]);
    expect(disk.machine.license).toEqual(license);
  });

  it('the service decides where it knows better than the machine', async () => {
    const { journey, environment, disk } = await activated(await returnedBefore());
    environment.network = null;
    await journey.part(returningActions).confirm();
    expect(disk.machine.returns).toHaveLength(2);
  });

  it('the limits are shown before the license is returned', async () => {
    const { journey, environment } = await activated();
    environment.network = null;
    journey.part(returningActions).ask();
    await vi.waitFor(() => expect(journey.part(returningActions).asked.value?.status).toBe('possible'));
    expect(journey.part(returningActions).asked.value).toMatchObject({
      check: { limits: { perYear: 2, coolDownDays: 7 } },
    });
  });
});

describe('a receipt that came too early', () => {
  it('waits on the machine, and is sent by itself on the day from which it is taken', async () => {
    const { journey, environment, disk } = await activated();
    await journey.part(returningActions).confirm();
    environment.network = null;
    environment.refuseReturn = tooSoon;
    await vi.waitFor(() => {
      environment.goOnline();
      expect(disk.machine.returns[0]?.refusal?.code).toBe('return-too-soon');
    });
    environment.refuseReturn = null;
    await vi.waitFor(() => expect(environment.delays).toContain(6 * 60 * 60 * 1000));
    expect(environment.receipts).toHaveLength(1);
    environment.wait(7 * day);
    await vi.waitFor(() => {
      environment.elapse();
      expect(disk.machine.returns[0]?.answer).not.toBeNull();
    });
    expect(disk.machine.returns[0]?.refusal).toBeNull();
  });

  it('waits on the phone too, also over a restart', async () => {
    const { journey: machine, disk: machineDisk } = await activated();
    await machine.part(returningActions).confirm();
    const receipt = machineDisk.machine.returns[0]?.receipt ?? new Uint8Array();
    const { journey, environment, disk } = await openDevice({ handheld: true });
    const kept = () => [...disk.receipts.values()][0];
    environment.refuseReturn = tooSoon;
    await journey.intake.deliver(fileOf(receipt));
    await vi.waitFor(() => expect(kept()?.refusal?.code).toBe('return-too-soon'));
    const again = await openDevice({ handheld: true, disk });
    again.environment.goOnline();
    expect(again.environment.receipts).toEqual([]);
    again.environment.wait(8 * day);
    again.environment.goOnline();
    await vi.waitFor(() => expect(kept()).toMatchObject({ refusal: null, answer: { outcome: 'returned' } }));
  });
});
