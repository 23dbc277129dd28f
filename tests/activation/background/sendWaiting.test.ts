import { describe, expect, it } from 'vitest';
import { sendWaiting } from '../../../src/activation/background/sendWaiting.ts';
import { openKeysets } from '../../../src/activation/keys/keysets.ts';
import { orderActions } from '../../../src/activation/order.ts';
import { mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import { Refusal } from '../../../src/refusal.ts';
import { idOf, installationCodeOf, returnCodeOf } from '../courier/codesOnPaper.ts';
import { confirmationCode, journalOn, now, openDevice, profileWith } from '../environment.ts';

const serialNumber = mintSerialNumber(new Uint8Array(12).fill(9));

/** A phone whose order waits for a network, and the service worker on the same disk. */
async function phoneWithWaitingOrder() {
  const machine = await openDevice({});
  machine.journey.machine.review();
  await machine.journey.machine.createRequest();
  const device = await openDevice({ handheld: true });
  await device.journey.intake.deliver([new Blob([new Uint8Array(machine.disk.machine.request ?? [])])]);
  const requestId = device.journey.state.value.carriedRequests[0]?.requestId ?? '';
  const order = { for: 'carried-requests', requestIds: [requestId] } as const;
  await device.journey.part(orderActions).chooseType(order, 'pro');
  await device.journey.part(orderActions).typeSerialNumber(order, serialNumber);
  device.environment.network = new Refusal('network-offline');
  await device.journey.part(orderActions).submit(order);
  device.environment.network = null;
  const profile = await profileWith({ version: 1, epoch: 1 });
  const journal = journalOn(device.disk, new Set());
  const keysets = await openKeysets(profile, journal);
  const product = { profile, keysets, journal, service: device.service };
  const wake = () => sendWaiting({ products: [product], alone: (_name, work) => work(), now: () => now });
  return { ...device, requestId, wake, stored: () => device.disk.carriedRequests.get(requestId) };
}

describe('what waits, with the page closed', () => {
  it('is sent as it stands on disk, checked and stored', async () => {
    const { wake, stored, environment } = await phoneWithWaitingOrder();
    expect(environment.askedToSend).toBe(1);
    expect(environment.badge).toBe(1);
    expect(await wake()).toEqual({ licensed: 1, refused: 0, waiting: 0 });
    expect(environment.orders).toMatchObject([{ licenseType: 'pro', serialNumber }]);
    expect(stored()).toMatchObject({ stage: 'licensed', draft: { serialNumber: '' } });
    expect(await wake()).toEqual({ licensed: 0, refused: 0, waiting: 0 });
    expect(environment.orders).toHaveLength(1);
  });

  it('is sent for a code that was copied, and a return code too', async () => {
    const { wake, stored, environment, disk } = await phoneWithWaitingOrder();
    const record = stored();
    if (!record) return expect.fail('nothing waits');
    const groups = await installationCodeOf(31);
    disk.carriedRequests.clear();
    disk.carriedRequests.set('code', {
      ...record,
      requestId: 'code',
      request: new Uint8Array(),
      code: { groups, answer: null },
    });
    const receipt = { product: 'orrery', machine: idOf(31), licenseId: '', receivedAt: now.toISOString() };
    const code = await returnCodeOf(31, 'A'.repeat(22));
    disk.receipts.set('back', { ...receipt, id: 'back', file: new Uint8Array(), code, answer: null, refusal: null });
    expect(await wake()).toEqual({ licensed: 1, refused: 0, waiting: 0 });
    expect(environment.codeOrders).toEqual([{ installationCode: groups.join(' '), licenseType: 'pro', serialNumber }]);
    expect(environment.returnCodes).toEqual([code.join(' ')]);
    expect(disk.carriedRequests.get('code')?.code?.answer?.groups).toEqual(confirmationCode);
    expect(environment.orders).toEqual([]);
    expect(environment.receipts).toEqual([]);
  });

  it('goes on waiting while the service is out of reach or in trouble', async () => {
    const { wake, stored, environment } = await phoneWithWaitingOrder();
    environment.network = new Refusal('service-fault', { status: 500 });
    expect(await wake()).toEqual({ licensed: 0, refused: 0, waiting: 1 });
    expect(stored()).toMatchObject({ stage: 'waiting', refusal: null });
  });

  it('is not sent before the service takes calls again', async () => {
    const { wake, environment, disk } = await phoneWithWaitingOrder();
    disk.settings.set('send-after', new Date(now.getTime() + 1000).toISOString());
    expect(await wake()).toMatchObject({ waiting: 1 });
    expect(environment.orders).toHaveLength(0);
    disk.settings.set('send-after', now.toISOString());
    expect(await wake()).toMatchObject({ licensed: 1 });
  });

  it('is refused with the reason', async () => {
    const { wake, stored, environment } = await phoneWithWaitingOrder();
    environment.refuse = () => 'serial-refused';
    expect(await wake()).toEqual({ licensed: 0, refused: 1, waiting: 0 });
    expect(stored()).toMatchObject({ stage: 'open', refusal: { code: 'serial-refused' } });
  });

  it('is left alone when the person has taken it back into the form', async () => {
    const { wake, journey, requestId, environment } = await phoneWithWaitingOrder();
    await journey.courier.reconsider(requestId);
    expect(await wake()).toMatchObject({ waiting: 0, licensed: 0 });
    expect(environment.orders).toHaveLength(0);
  });

  it('is not stored when the license is for another request', async () => {
    const { wake, stored, environment } = await phoneWithWaitingOrder();
    environment.issue = { requestId: 'A'.repeat(22) };
    expect(await wake()).toMatchObject({ licensed: 0, refused: 1 });
    expect(stored()).toMatchObject({ stage: 'open', license: null, refusal: { code: 'request-other' } });
  });

  it('fails as a whole when the answer cannot be stored: the browser repeats it', async () => {
    const { wake, disk, stored } = await phoneWithWaitingOrder();
    disk.refusal = new Refusal('storage-full');
    await expect(wake()).rejects.toMatchObject({ code: 'storage-full' });
    expect(stored()).toMatchObject({ stage: 'waiting' });
  });
});
