import { describe, expect, it } from 'vitest';
import { tourActions } from '../../../src/activation/courier/tour.ts';
import type { Journey } from '../../../src/activation/journey.ts';
import { listActions } from '../../../src/activation/list/list.ts';
import { confirmationActions } from '../../../src/activation/machine/confirmation.ts';
import { orderActions } from '../../../src/activation/order.ts';
import { readActivationReceipt } from '../../../src/documents/activationReceipt.ts';
import { Refusal } from '../../../src/refusal.ts';
import { codesOf } from '../codesOf.ts';
import { emptyDisk, openDevice } from '../environment.ts';

const offline = new Refusal('network-offline');
const screenOf = (journey: Journey) => journey.state.value.screen;
const codeOf = (journey: Journey) => codesOf(journey.outgoing.value)?.whole?.text ?? '';
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

async function openMachine(installation: number, disk = emptyDisk()) {
  disk.settings.set('role', 'machine');
  const device = await openDevice({ disk, installation });
  device.environment.network = offline;
  device.journey.machine.review();
  await device.journey.machine.createRequest();
  return { ...device, disk, id: device.journey.machineId.value ?? '' };
}

/** A phone with the licenses of two machines, the first of which has a name. */
async function roomOfTwo() {
  const machines = [await openMachine(1), await openMachine(2)] as const;
  const phone = await openDevice({ handheld: true });
  for (const { journey } of machines) await phone.journey.intake.deliver(codeOf(journey));
  const ids = phone.journey.state.value.carriedRequests.map(({ requestId }) => requestId);
  await phone.journey.part(listActions).rename(ids[0] ?? '', 'Line 3 left panel');
  for (const requestId of ids) {
    const order = { for: 'carried-requests', requestIds: [requestId] } as const;
    await phone.journey.part(orderActions).chooseType(order, 'personal');
    await phone.journey.part(orderActions).confirmType(order);
    await settled();
  }
  expect(phone.journey.state.value.carriedRequests.map(({ stage }) => stage)).toEqual(['licensed', 'licensed']);
  return { phone: phone.journey, disk: phone.disk, ids, machines };
}

const current = (journey: Journey) => (screenOf(journey) as { current?: string | null }).current;

describe('one machine after another', () => {
  it('shows each its own code, and goes on by itself when the machine’s receipt is scanned', async () => {
    const { phone, ids, machines, disk } = await roomOfTwo();
    phone.part(tourActions).begin(ids);
    expect(current(phone)).toBe(ids[0]);
    expect(phone.outgoing.value).toMatchObject({ kind: 'license', machine: machines[0].id, name: 'Line 3 left panel' });

    const [first, second] = machines;
    await first.journey.intake.deliver(codeOf(phone));
    expect(screenOf(first.journey).at).toBe('activated');
    expect(first.disk.machine.name).toBe('Line 3 left panel');
    await first.journey.part(confirmationActions).confirm();
    expect(screenOf(first.journey).at).toBe('confirmation');
    expect(readActivationReceipt(first.disk.machine.activation ?? new Uint8Array()).product).toBe('orrery');

    phone.open('camera');
    await phone.intake.deliver(codeOf(first.journey));
    expect(screenOf(phone)).toEqual({ at: 'next-machine', requestIds: ids, current: ids[1] });
    expect(disk.carriedRequests.get(ids[0] ?? '')?.deliveredAt).not.toBeNull();

    await second.journey.intake.deliver(codeOf(phone));
    expect(second.disk.machine.name).toBe('');
    await phone.part(tourActions).deliver();
    expect(current(phone)).toBeNull();
    expect(phone.part(tourActions).progress(screenOf(phone) as never)).toMatchObject({ delivered: 2, current: null });
  });

  it('comes back to a skipped one, jumps to one whose request is scanned, and can be put in another order', async () => {
    const { phone, ids, machines } = await roomOfTwo();
    phone.part(tourActions).begin(ids);
    phone.part(tourActions).skip();
    expect(current(phone)).toBe(ids[1]);
    phone.part(tourActions).skip();
    expect(current(phone)).toBe(ids[0]);
    await phone.intake.deliver(codeOf(machines[1].journey));
    expect(current(phone)).toBe(ids[1]);
    phone.part(tourActions).moveUp(ids[1] ?? '');
    expect(screenOf(phone)).toMatchObject({ requestIds: [ids[1], ids[0]], current: ids[1] });
    phone.part(tourActions).visit(ids[0] ?? '');
    expect(current(phone)).toBe(ids[0]);
  });

  it('a receipt twice changes nothing, and one of an unknown machine is named', async () => {
    const { phone, machines, disk, ids } = await roomOfTwo();
    const [first] = machines;
    phone.part(tourActions).begin(ids);
    await first.journey.intake.deliver(codeOf(phone));
    await first.journey.part(confirmationActions).confirm();
    const receipt = codeOf(first.journey);
    await phone.intake.deliver(receipt);
    const before = disk.carriedRequests.get(ids[0] ?? '')?.deliveredAt;
    await phone.intake.deliver(receipt);
    expect(disk.carriedRequests.get(ids[0] ?? '')?.deliveredAt).toBe(before);

    const stranger = await openDevice({ handheld: true });
    await stranger.journey.intake.deliver(receipt);
    expect(stranger.journey.state.value.refusal).toEqual({ code: 'delivery-unknown', details: { machine: first.id } });
  });

  it('a machine takes its name along: its next request arrives named, by code and by file name', async () => {
    const { phone, machines, ids } = await roomOfTwo();
    const [first] = machines;
    phone.part(tourActions).begin(ids);
    await first.journey.intake.deliver(codeOf(phone));
    await first.journey.machine.startOver();
    await first.journey.machine.createRequest();
    const { fileName = '', file = new Uint8Array() } = first.journey.outgoing.value ?? {};
    expect(fileName).toBe(`Line 3 left panel-${first.id}.licreq`);
    for (const items of [codeOf(first.journey), [new File([new Uint8Array(file)], fileName)]]) {
      const other = await openDevice({ handheld: true });
      await other.journey.intake.deliver(items);
      expect(other.journey.state.value.carriedRequests[0]).toMatchObject({
        machine: first.id,
        name: 'Line 3 left panel',
      });
    }
  });
});
