import { describe, expect, it, vi } from 'vitest';
import { outcomeOf } from '../../../src/activation/batch/outcome.ts';
import { batchActions } from '../../../src/activation/courier/batchOrders.ts';
import type { Journey } from '../../../src/activation/journey.ts';
import { orderActions } from '../../../src/activation/order.ts';
import type { Order } from '../../../src/activation/screens.ts';
import { readRequest } from '../../../src/documents/request.ts';
import { mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import { Refusal } from '../../../src/refusal.ts';
import { type Disk, emptyDisk, openDevice } from '../environment.ts';
import { requestsOf } from './requests.ts';

const serial = mintSerialNumber(new Uint8Array(12).fill(9));
const files = await requestsOf([11, 12, 13, 14]);

async function phoneWith(count: number, disk: Disk = emptyDisk()) {
  const phone = await openDevice({ handheld: true, disk });
  await phone.journey.intake.deliver(files.slice(0, count).map((file) => new Blob([new Uint8Array(file)])));
  const ids = phone.journey.state.value.carriedRequests.map(({ requestId }) => requestId);
  return { ...phone, ids };
}

const several = (requestIds: readonly string[]): Order => ({ for: 'carried-requests', requestIds });
const one = (requestId: string): Order => several([requestId]);
const at = (journey: Journey) => journey.state.value.screen.at;
const stages = (journey: Journey) => journey.state.value.carriedRequests.map(({ stage }) => stage);
const allAnswered = (journey: Journey) => vi.waitFor(() => expect(stages(journey)).not.toContain('waiting'));

describe('an order for several', () => {
  it('sends what was chosen for all of them, whatever one of them had before', async () => {
    const { journey, environment, ids } = await phoneWith(3);
    const [first = ''] = ids;
    await journey.part(orderActions).chooseType(one(first), 'pro');
    await journey.part(orderActions).typeSerialNumber(one(first), serial);

    const order = several(ids);
    journey.part(batchActions).orderSeveral(ids);
    expect(journey.part(orderActions).typeOf(order)).toBeUndefined();
    expect(journey.part(orderActions).draftOf(order)).toEqual({ licenseType: null, serialNumber: '' });
    expect(journey.part(orderActions).draftOf(one(first))).toMatchObject({ licenseType: 'pro', serialNumber: serial });

    await journey.part(orderActions).chooseType(order, 'personal');
    expect(journey.part(orderActions).draftOf(one(first))).toMatchObject({ licenseType: 'pro', serialNumber: serial });
    await journey.part(orderActions).confirmType(order);
    await allAnswered(journey);
    expect(environment.orders.map(({ licenseType, serialNumber }) => [licenseType, serialNumber])).toEqual([
      ['personal', undefined],
      ['personal', undefined],
      ['personal', undefined],
    ]);
    expect(stages(journey)).toEqual(['licensed', 'licensed', 'licensed']);
  });

  it('is not sent before a type is chosen', async () => {
    const { journey, environment, ids } = await phoneWith(3);
    journey.part(batchActions).orderSeveral(ids);
    await journey.part(orderActions).confirmType(several(ids));
    expect([at(journey), environment.orders.length]).toEqual(['license-type', 0]);
  });

  it('survives a reload with what was chosen and typed', async () => {
    const disk = emptyDisk();
    const { journey, ids } = await phoneWith(3, disk);
    await journey.part(orderActions).chooseType(several(ids), 'pro');
    await journey.part(orderActions).typeSerialNumber(several(ids), serial);
    const again = await openDevice({ handheld: true, disk });
    expect(again.journey.part(orderActions).draftOf(several(ids))).toEqual({
      licenseType: 'pro',
      serialNumber: serial,
    });
  });

  it('keeps what was typed when a computer is added, and chooses nothing for it', async () => {
    const { journey, ids } = await phoneWith(3);
    const two = several(ids.slice(0, 2));
    await journey.part(orderActions).chooseType(two, 'pro');
    await journey.part(orderActions).typeSerialNumber(two, serial);
    expect(journey.part(orderActions).draftOf(several(ids))).toEqual({ licenseType: null, serialNumber: serial });
    expect(journey.part(orderActions).draftOf(several([...ids.slice(0, 2)].reverse())).licenseType).toBe('pro');
  });

  it('waits as a whole without a connection, and is taken back as a whole', async () => {
    const disk = emptyDisk();
    const { journey, environment, ids } = await phoneWith(3, disk);
    environment.network = new Refusal('network-offline');
    await journey.part(orderActions).chooseType(several(ids), 'personal');
    await journey.part(orderActions).confirmType(several(ids));
    expect(stages(journey)).toEqual(['waiting', 'waiting', 'waiting']);
    expect([...disk.carriedRequests.values()].map(({ stage }) => stage)).toEqual(['waiting', 'waiting', 'waiting']);
    await journey.part(batchActions).takeBack(ids);
    expect(stages(journey)).toEqual(['open', 'open', 'open']);
  });

  it('groups refusals by reason, and orders a group again with what was typed for it', async () => {
    const { journey, environment, ids } = await phoneWith(4);
    const codes = ['seats-exhausted', 'serial-refused', 'seats-exhausted'] as const;
    environment.refuse = ({ request }) => codes[ids.indexOf(readRequest(request).requestId)] ?? null;
    await journey.part(orderActions).chooseType(several(ids), 'pro');
    await journey.part(orderActions).typeSerialNumber(several(ids), serial);
    await journey.part(orderActions).confirmType(several(ids));
    await journey.part(orderActions).submit(several(ids));
    await allAnswered(journey);
    const { refused, licensed } = outcomeOf(ids, journey.state.value.carriedRequests);
    expect(licensed.map(({ requestId }) => requestId)).toEqual([ids[3]]);
    expect(refused.map(({ refusal, requests }) => [refusal.code, requests.map(({ requestId }) => requestId)])).toEqual([
      ['seats-exhausted', [ids[0], ids[2]]],
      ['serial-refused', [ids[1]]],
    ]);
    await journey.part(batchActions).orderAgain(refused[0]?.requests ?? []);
    const order = several([ids[0] ?? '', ids[2] ?? '']);
    expect(journey.state.value.screen).toEqual({ at: 'license-type', order });
    expect(journey.part(orderActions).draftOf(order)).toEqual({ licenseType: 'pro', serialNumber: serial });
  });

  it('goes on without those that another tab has removed or ordered', async () => {
    const disk = emptyDisk();
    const { journey, environment, ids } = await phoneWith(4, disk);
    journey.part(batchActions).orderSeveral(ids);
    const [first = '', second = ''] = ids;
    disk.carriedRequests.delete(first);
    const other = disk.carriedRequests.get(second);
    if (other) disk.carriedRequests.set(second, { ...other, stage: 'waiting' });
    environment.writeInOtherTab();
    const left = { at: 'license-type', order: several(ids.slice(2)) };
    await vi.waitFor(() => expect(journey.state.value.screen).toEqual(left));
  });
});

describe('one after another', () => {
  it('orders each with its own, skips, and shows what became of all', async () => {
    const { journey, environment, ids } = await phoneWith(3);
    journey.part(batchActions).orderEach(ids);
    const orderNow = () => {
      const { screen } = journey.state.value;
      if (screen.at !== 'license-type' && screen.at !== 'serial-number') throw new Error(screen.at);
      if (screen.order.for !== 'carried-requests') throw new Error('not a carried request');
      return screen.order;
    };
    expect(orderNow()).toMatchObject({ requestIds: [ids[0]], among: ids });
    await journey.part(orderActions).chooseType(orderNow(), 'pro');
    await journey.part(orderActions).confirmType(orderNow());
    await journey.part(orderActions).typeSerialNumber(orderNow(), serial);
    await journey.part(orderActions).submit(orderNow());
    expect(orderNow().requestIds).toEqual([ids[1]]);
    journey.part(batchActions).skip(orderNow());
    await journey.part(orderActions).chooseType(orderNow(), 'personal');
    await journey.part(orderActions).confirmType(orderNow());
    expect(journey.state.value.screen).toEqual({ at: 'outcome', requestIds: ids });
    await allAnswered(journey);
    expect(environment.orders.map(({ licenseType }) => licenseType)).toEqual(['pro', 'personal']);
    expect(stages(journey)).toEqual(['licensed', 'open', 'licensed']);
  });
});
