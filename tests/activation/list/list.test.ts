import { describe, expect, it } from 'vitest';
import { listActions } from '../../../src/activation/list/list.ts';
import { actionable, computersIn, rowsOf, shownRows } from '../../../src/activation/list/rows.ts';
import { createSearch } from '../../../src/activation/list/search.ts';
import { plainView, readView } from '../../../src/activation/list/view.ts';
import { orderActions } from '../../../src/activation/order.ts';
import { requestsOf } from '../batch/requests.ts';
import { type Disk, emptyDisk, openDevice } from '../environment.ts';

const files = await requestsOf([21, 22, 23]);
const blobs = (some: readonly Uint8Array[]) => some.map((file) => new Blob([new Uint8Array(file)]));

async function phone(disk: Disk = emptyDisk()) {
  const device = await openDevice({ handheld: true, disk });
  await device.journey.intake.deliver(blobs(files));
  const ids = device.journey.state.value.carriedRequests.map(({ requestId }) => requestId);
  return { ...device, ids };
}

describe('the search', () => {
  it.each([
    ['', true],
    ['line 3', true],
    ['PANEL line', true],
    ['muhle', true],
    ['line 4', false],
    ['k7qm', true],
    ['K7QM2X3Y', true],
    ['k7qm-2x', true],
    ['o0', false],
  ])('%j finds the computer: %s', (query, isFound) => {
    expect(createSearch(query)({ name: 'Line 3, left panel, Mühle', machine: 'K7QM-2X3Y' })).toBe(isFound);
  });
});

describe('the list', () => {
  it('is newest first, and sorted by name or state', async () => {
    const { journey, environment, ids } = await phone();
    const [a = '', b = '', c = ''] = ids;
    await journey.part(listActions).rename(a, 'Oven 10');
    await journey.part(listActions).rename(c, 'Oven 9');
    await journey.part(orderActions).chooseType({ for: 'carried-requests', requestIds: [b] }, 'personal');
    await journey.part(orderActions).confirmType({ for: 'carried-requests', requestIds: [b] });
    const rows = () => rowsOf(journey.state.value);
    const order = (sort: (typeof plainView)['sort']) =>
      shownRows(rows(), { ...plainView, sort }, 'en').rows.map(({ id }) => ids.indexOf(id));
    expect(environment.orders).toHaveLength(1);
    expect(order('newest')).toEqual([2, 1, 0]);
    expect(order('name')).toEqual([2, 0, 1]);
    expect(order('state')).toEqual([2, 0, 1]);
    const { rows: licensed, counts, found } = shownRows(rows(), { ...plainView, state: 'licensed' }, 'en');
    expect([licensed.map(({ id }) => id), counts.get('new'), counts.get('licensed'), found]).toEqual([[b], 2, 1, 3]);
    expect(computersIn(rows())).toBe(3);
    const can = actionable(rows());
    expect([can.orders.get('orrery'), can.licenses.get('orrery'), can.undelivered]).toEqual([[c, a], [b], [b]]);
  });

  it('keeps how it was shown, and the ticks, over a reload', async () => {
    const disk = emptyDisk();
    const { journey, ids } = await phone(disk);
    journey.part(listActions).search('line');
    journey.part(listActions).show({ state: 'new', sort: 'name' });
    journey.part(listActions).tick(ids, true);
    journey.part(listActions).tick(ids.slice(0, 1), false);
    const again = await openDevice({ handheld: true, disk });
    expect(again.journey.state.value.list).toEqual({
      query: 'line',
      state: 'new',
      product: null,
      sort: 'name',
      ticked: ids.slice(1),
    });
    for (const broken of ['{', '[]', 'null', '{"sort":"size","ticked":[1]}'])
      expect(readView(broken)).toEqual(plainView);
  });

  it('gives a name to a computer, and to its next request', async () => {
    const disk = emptyDisk();
    const { journey, ids } = await phone(disk);
    await journey.part(listActions).rename(ids[0] ?? '', 'Line 3 left panel');
    expect(disk.carriedRequests.get(ids[0] ?? '')?.name).toBe('Line 3 left panel');
    const next = await requestsOf([21]);
    await journey.part(listActions).remove(ids.slice(1), []);
    const named = journey.state.value.carriedRequests.map(({ name }) => name);
    expect([named, next.length]).toEqual([['Line 3 left panel'], 1]);
  });

  it('marks licenses as delivered, and takes that back', async () => {
    const { journey, ids } = await phone();
    const [first = ''] = ids;
    await journey.part(orderActions).chooseType({ for: 'carried-requests', requestIds: [first] }, 'personal');
    await journey.part(orderActions).confirmType({ for: 'carried-requests', requestIds: [first] });
    await journey.part(listActions).markDelivered(ids, true);
    expect(rowsOf(journey.state.value).map(({ state }) => state)).toEqual(['new', 'new', 'delivered']);
    await journey.part(listActions).markDelivered(ids, false);
    expect(rowsOf(journey.state.value)[2]?.state).toBe('licensed');
  });

  it('removes many, and puts them back after a reload, for a day', async () => {
    const disk = emptyDisk();
    const { journey, ids } = await phone(disk);
    journey.part(listActions).tick(ids, true);
    await journey.part(listActions).remove(ids, []);
    expect([journey.state.value.carriedRequests, journey.state.value.list.ticked]).toEqual([[], []]);
    const again = await openDevice({ handheld: true, disk });
    expect(again.journey.state.value.removed?.carriedRequests).toHaveLength(3);
    await again.journey.part(listActions).undo();
    expect(again.journey.state.value.carriedRequests.map(({ requestId }) => requestId)).toEqual(ids);
    await again.journey.part(listActions).remove(ids, []);
    if (disk.removed) disk.removed = { ...disk.removed, at: '2026-11-20T10:00:00Z' };
    const later = await openDevice({ handheld: true, disk });
    expect(later.journey.state.value.removed).toBeNull();
  });

  it('goes on in memory when the disk refuses', async () => {
    const disk = emptyDisk();
    const { journey, ids } = await phone(disk);
    const { Refusal } = await import('../../../src/refusal.ts');
    disk.refusal = new Refusal('storage-full');
    await journey.part(listActions).remove(ids.slice(0, 2), []);
    expect(journey.state.value.carriedRequests).toHaveLength(1);
    expect(journey.state.value.storageError?.code).toBe('storage-full');
    await journey.part(listActions).undo();
    expect(journey.state.value.carriedRequests).toHaveLength(3);
  });
});
