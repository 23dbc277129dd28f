import { beforeEach, describe, expect, it } from 'vitest';
import { copiedCodeActions, copiedCodeIn } from '../../../src/activation/courier/copiedCodes.ts';
import { exchangeActions } from '../../../src/activation/exchange/exchange.ts';
import { readExport } from '../../../src/activation/exchange/exportFile.ts';
import { actionable, rowsOf } from '../../../src/activation/list/rows.ts';
import { orderActions } from '../../../src/activation/order.ts';
import type { Order } from '../../../src/activation/screens.ts';
import { Refusal } from '../../../src/refusal.ts';
import { serial } from '../../steps/devices.ts';
import { confirmationCode, type Disk, emptyDisk, openDevice } from '../environment.ts';
import { nova } from '../secondProduct.ts';
import { idOf, installationCodeOf, returnCodeOf } from './codesOnPaper.ts';

type Device = Awaited<ReturnType<typeof openDevice>>;

function courierDisk(): Disk {
  const disk = emptyDisk();
  disk.settings.set('role', 'courier');
  return disk;
}

const copiedOn = ({ journey }: Device) => journey.part(copiedCodeActions);

async function type(device: Device, groups: readonly string[]): Promise<void> {
  await copiedOn(device).begin();
  await copiedOn(device).type(groups);
  await copiedOn(device).proceed();
}

const orderOf = (groups: readonly string[]): Order => ({ for: 'carried-requests', requestIds: [groups.join('')] });

async function order({ journey }: Device, groups: readonly string[]): Promise<void> {
  const orders = journey.part(orderActions);
  await orders.chooseType(orderOf(groups), 'pro');
  await orders.confirmType(orderOf(groups));
  await orders.typeSerialNumber(orderOf(groups), serial.toLowerCase());
  await orders.submit(orderOf(groups));
}

const recordOf = ({ journey }: Device) => journey.state.value.carriedRequests[0];
const screenOn = ({ journey }: Device) => journey.state.value.screen;
const refusalOn = ({ journey }: Device) => journey.state.value.refusal?.code ?? null;

describe('an installation code', () => {
  let device: Device;
  let groups: readonly string[];
  beforeEach(async () => {
    device = await openDevice({ disk: courierDisk() });
    groups = await installationCodeOf(31);
  });

  it('is typed in any case, and ordered as it was written, with the typed serial number', async () => {
    const sloppy = groups.map((group) => group.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'));
    await type(device, sloppy);
    expect(screenOn(device)).toEqual({ at: 'license-type', order: orderOf(groups) });
    expect(recordOf(device)).toMatchObject({ machine: idOf(31), product: 'orrery', stage: 'open' });
    await order(device, groups);
    expect(device.environment.codeOrders).toEqual([
      { installationCode: groups.join(' '), licenseType: 'pro', serialNumber: serial },
    ]);
    expect(device.environment.orders).toEqual([]);
  });

  it('gets a confirmation code, which survives a reload, and no serial number stays', async () => {
    await type(device, groups);
    await order(device, groups);
    expect(screenOn(device)).toEqual({ at: 'license', requestId: groups.join('') });
    const again = await openDevice({ disk: device.disk, entry: screenOn(device) });
    expect(screenOn(again)).toEqual(screenOn(device));
    expect(recordOf(again)).toMatchObject({ stage: 'licensed', license: null, draft: { serialNumber: '' } });
    expect(recordOf(again)?.code?.answer?.groups).toEqual(confirmationCode);
    expect(JSON.stringify([...device.disk.carriedRequests.values()])).not.toContain(serial);
  });

  it('is kept with every letter over a reload', async () => {
    await copiedOn(device).begin();
    await copiedOn(device).type([groups[0] as string, '4F']);
    const again = await openDevice({ disk: device.disk, entry: screenOn(device) });
    expect(screenOn(again)).toEqual({ at: 'copied-code' });
    expect(copiedOn(again).groups.value).toEqual([]);
    await Promise.resolve();
    expect(copiedOn(again).groups.value).toEqual([groups[0], '4F']);
  });

  it('is no file: what can be done with license files leaves it out', async () => {
    await type(device, groups);
    await order(device, groups);
    const rows = rowsOf(device.journey.state.value);
    expect(rows.map(({ state }) => state)).toEqual(['licensed']);
    expect(actionable(rows)).toMatchObject({ licenses: new Map(), undelivered: [groups.join('')] });
  });

  it('continues where it stands when it is typed again', async () => {
    await type(device, groups);
    await order(device, groups);
    await type(device, groups);
    expect(screenOn(device)).toEqual({ at: 'license', requestId: groups.join('') });
    expect(device.environment.codeOrders).toHaveLength(1);
  });

  it('can be ordered again, for another license', async () => {
    await type(device, groups);
    await order(device, groups);
    await copiedOn(device).orderAgain(groups.join(''));
    expect(screenOn(device)).toEqual({ at: 'license-type', order: orderOf(groups) });
    await device.journey.part(orderActions).chooseType(orderOf(groups), 'personal');
    await device.journey.part(orderActions).confirmType(orderOf(groups));
    expect(device.environment.codeOrders[1]).toEqual({
      installationCode: groups.join(' '),
      licenseType: 'personal',
      // The same order would get the same code.
      new: true,
    });
    expect(recordOf(device)?.code?.answer?.licenseType).toBe('personal');
  });

  it('waits without network, and is sent when there is one', async () => {
    device.environment.network = new Refusal('network-offline');
    await type(device, groups);
    await order(device, groups);
    expect(screenOn(device)).toEqual({ at: 'waiting', requestId: groups.join('') });
    const again = await openDevice({ disk: device.disk, entry: screenOn(device) });
    await expect.poll(() => screenOn(again)).toEqual({ at: 'license', requestId: groups.join('') });
    expect(again.environment.codeOrders).toHaveLength(1);
  });

  it('asks before the seat of a changed machine moves', async () => {
    device.environment.refuseCode = new Refusal('machine-changed', { seat: 'moves' });
    await type(device, groups);
    await order(device, groups);
    expect(screenOn(device)).toEqual({ at: 'changed', order: orderOf(groups) });
    await device.journey.part(orderActions).confirmChange(orderOf(groups));
    expect(device.environment.codeOrders[1]).toMatchObject({ confirmChange: true, serialNumber: serial });
    expect(screenOn(device)).toEqual({ at: 'license', requestId: groups.join('') });
  });

  it('stays in the form with the reason when the service refuses', async () => {
    device.environment.refuseCode = new Refusal('seats-exhausted');
    await type(device, groups);
    await order(device, groups);
    expect(refusalOn(device)).toBe('seats-exhausted');
    expect(recordOf(device)).toMatchObject({ stage: 'open', draft: { serialNumber: serial } });
  });

  it('can be removed and put back', async () => {
    await type(device, groups);
    await device.journey.courier.remove(groups.join(''));
    expect(device.journey.state.value.carriedRequests).toEqual([]);
    expect(device.disk.removed?.carriedRequests[0]?.code?.groups).toEqual(groups);
  });

  it('is in no export, and stays when the exported records are removed', async () => {
    const saved: Uint8Array[] = [];
    const files = { canShare: false, share: async () => true };
    const save = (name: string, bytes: Uint8Array) => {
      saved.push(bytes);
      return name;
    };
    device = await openDevice({
      disk: courierDisk(),
      ports: (ports) => ({ ...ports, files: { ...files, save } }),
    });
    await type(device, groups);
    const exchange = device.journey.part(exchangeActions);
    expect(exchange.content()).toEqual({ requests: 0, receipts: 0, left: 1 });
    exchange.save(true);
    expect(saved.map(readExport)).toEqual([{ requests: [], receipts: [] }]);
    await exchange.removeSaved();
    expect(recordOf(device)?.code?.groups).toEqual(groups);
  });

  it('with a mistake is not taken in', async () => {
    await type(device, [...groups.slice(0, 6), '000000']);
    expect(refusalOn(device)).toBe('code-mistyped');
    expect(device.journey.state.value.carriedRequests).toEqual([]);
  });

  it.each([
    ['another kind of code', async () => confirmationCode, 'code-of-another-kind'],
    ['another product', () => installationCodeOf(31, { id: 'nova' }), 'code-other-product'],
  ] as const)('is refused at the first group for %s', async (_name, codeOf, refusal) => {
    const [first = ''] = await codeOf();
    expect(copiedOn(device).checkFirst(first)?.code).toBe(refusal);
    expect(copiedOn(device).checkFirst(groups[0] ?? '')).toBeNull();
  });

  it('shows its computer ID once it is complete', () => {
    expect(copiedOn(device).machineOf(groups.slice(0, 6))).toBeNull();
    expect(copiedOn(device).machineOf(groups)).toEqual({ machine: idOf(31), name: '', product: 'Orrery Studio' });
  });
});

it('chooses the product where the page serves several', async () => {
  const device = await openDevice({ ...nova(), disk: courierDisk() });
  const [, other] = device.journey.products;
  const groups = await installationCodeOf(31, { id: other?.product.id ?? '' });
  expect(copiedOn(device).checkFirst(groups[0] ?? '')).toBeNull();
  await type(device, groups);
  expect(recordOf(device)?.product).toBe(other?.product.id);
});

describe('a return code', () => {
  it('is told by its first group, sent, and answered with the seats that are left', async () => {
    const device = await openDevice({ disk: courierDisk() });
    const groups = await returnCodeOf(31, 'DDDDDDDDDDDDDDDDDDDDDA');
    expect(copiedOn(device).kind.value).toBe('installation');
    await copiedOn(device).type(groups);
    expect(copiedOn(device).kind.value).toBe('return');
    expect(copiedOn(device).checkFirst(groups[0] ?? '')).toBeNull();
    await copiedOn(device).proceed();
    await expect
      .poll(() => device.journey.state.value.receipts[0]?.answer)
      .toEqual({ outcome: 'returned', seatsLeft: 1 });
    expect(screenOn(device)).toMatchObject({ at: 'receipt' });
    expect(device.journey.state.value.receipts[0]).toMatchObject({ machine: idOf(31), product: 'orrery' });
    expect(device.environment.returnCodes).toEqual([groups.join(' ')]);
    expect(device.environment.receipts).toEqual([]);
  });

  it('belongs to the confirmation code of the same machine', async () => {
    const device = await openDevice({ disk: courierDisk() });
    const groups = await installationCodeOf(31);
    await type(device, groups);
    await order(device, groups);
    await type(device, await returnCodeOf(31, 'DDDDDDDDDDDDDDDDDDDDDA'));
    await expect.poll(() => recordOf(device)?.returnedAt).toBe('2026-11-23T12:00:00Z');
    expect(rowsOf(device.journey.state.value).map(({ state }) => state)).toEqual(['returned']);
  });

  it('that was refused can be typed again, corrected', async () => {
    const device = await openDevice({ disk: courierDisk() });
    device.environment.refuseReturn = new Refusal('return-superseded');
    const groups = await returnCodeOf(31, 'DDDDDDDDDDDDDDDDDDDDDA');
    await type(device, groups);
    await expect.poll(() => device.journey.state.value.receipts[0]?.refusal?.code).toBe('return-superseded');
    device.environment.refuseReturn = null;
    await type(device, groups);
    await expect.poll(() => device.journey.state.value.receipts[0]?.answer?.outcome).toBe('returned');
  });
});

describe('a code that arrives as text', () => {
  it('leads to its entry, mistakes included', async () => {
    const device = await openDevice({ disk: courierDisk() });
    const groups = await installationCodeOf(31);
    const text = [...groups.slice(0, 6), '000000'].join(' ').toLowerCase();
    await device.journey.intake.deliver(text);
    expect(screenOn(device)).toEqual({ at: 'copied-code' });
    expect(copiedOn(device).groups.value).toEqual([...groups.slice(0, 6), '000000']);
  });

  it.each(['', serial, 'no code', 'K7QM-2X3Y', confirmationCode.join(' ')])('is not seen in %j', (text) => {
    expect(copiedCodeIn(text)).toBeNull();
  });
});
