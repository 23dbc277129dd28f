import { describe, expect, it, vi } from 'vitest';
import type { Journey } from '../../src/activation/journey.ts';
import { actionable, rowsOf } from '../../src/activation/list/rows.ts';
import { orderActions } from '../../src/activation/order.ts';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { mintSerialNumber } from '../../src/documents/serialNumber.ts';
import { Refusal } from '../../src/refusal.ts';
import { type Machine, requestOf } from '../server/machines.ts';
import { type Environment, emptyDisk, openDevice } from './environment.ts';

const at = (journey: Journey) => journey.state.value.screen.at;
const refusal = (journey: Journey) => journey.state.value.refusal?.code ?? null;
const serial = mintSerialNumber(new Uint8Array(12).fill(9));
const details = { changed: ['board', 'disk'], seat: 'moves' };

async function requestFile(machine: number): Promise<Blob> {
  const asked: Machine = { signer: seedSigner(new Uint8Array(32).fill(machine)), bindings: [] };
  return new Blob([await requestOf(asked)]);
}

/** The service requires confirmation for a changed machine. */
function askFirst(environment: Environment, changed: (index: number) => boolean = () => true): void {
  environment.details = details;
  let index = 0;
  environment.refuse = ({ confirmChange }) => (changed(index++) && !confirmChange ? 'machine-changed' : null);
}

async function order(journey: Journey, requestIds: readonly string[]): Promise<void> {
  const orders = { for: 'carried-requests', requestIds } as const;
  await journey.part(orderActions).chooseType(orders, 'pro');
  await journey.part(orderActions).confirmType(orders);
  await journey.part(orderActions).typeSerialNumber(orders, serial);
  await journey.part(orderActions).submit(orders);
}

async function phoneWith(count: number, disk = emptyDisk()) {
  const device = await openDevice({ handheld: true, disk });
  for (let machine = 1; machine <= count; machine++) {
    await device.journey.intake.deliver([await requestFile(machine)]);
  }
  return { ...device, requestIds: device.journey.state.value.carriedRequests.map(({ requestId }) => requestId) };
}

describe('a changed machine', () => {
  it('asks for confirmation on its own screen and continues after the answer', async () => {
    const { journey, environment, requestIds } = await phoneWith(1);
    askFirst(environment);
    await order(journey, requestIds);
    expect([at(journey), refusal(journey)]).toEqual(['changed', null]);
    const asked = { for: 'carried-requests', requestIds } as const;
    expect(journey.part(orderActions).changeOf(asked)).toEqual({ code: 'machine-changed', details });
    await journey.part(orderActions).confirmChange(asked);
    expect(at(journey)).toBe('license');
    expect(environment.orders.map(({ confirmChange }) => confirmChange)).toEqual([undefined, true]);
    const [{ confirmChange: _, ...first } = {}, { confirmChange: __, ...second } = {}] = environment.orders;
    expect(first).toEqual(second);
  });

  it('is still asked about after a reload and from the list', async () => {
    const { journey, environment, disk, requestIds } = await phoneWith(1);
    askFirst(environment);
    await order(journey, requestIds);
    const entry = journey.state.value.screen;
    const again = await openDevice({ handheld: true, disk, entry });
    expect(at(again.journey)).toBe('changed');
    again.journey.courier.collect();
    again.journey.courier.open(requestIds[0] ?? '');
    expect([at(again.journey), refusal(again.journey)]).toEqual(['changed', null]);
  });

  it('does not delay the other orders of a room', async () => {
    const { journey, environment, disk, requestIds } = await phoneWith(3);
    askFirst(environment, (index) => index === 1);
    await order(journey, requestIds);
    expect([at(journey), refusal(journey)]).toEqual(['outcome', null]);
    const stages = () => [...disk.carriedRequests.values()].map(({ stage, refusal }) => `${stage} ${refusal?.code}`);
    await vi.waitFor(() =>
      expect(stages().sort()).toEqual(['licensed undefined', 'licensed undefined', 'open machine-changed']),
    );
    expect([...actionable(rowsOf(journey.state.value)).orders.values()]).toEqual([]);
  });

  it('shows the question when a queued order is sent while it is on screen', async () => {
    const { journey, environment, requestIds } = await phoneWith(1);
    environment.network = new Refusal('network-offline');
    await order(journey, requestIds);
    expect(at(journey)).toBe('waiting');
    askFirst(environment);
    environment.network = null;
    environment.goOnline();
    await vi.waitFor(() => expect(at(journey)).toBe('changed'));
    expect(refusal(journey)).toBeNull();
  });

  it('keeps the confirmation while the order waits, and asks again after another choice', async () => {
    const { journey, environment, disk, requestIds } = await phoneWith(1);
    askFirst(environment);
    await order(journey, requestIds);
    environment.network = new Refusal('network-offline');
    await journey.part(orderActions).confirmChange({ for: 'carried-requests', requestIds });
    expect(at(journey)).toBe('waiting');
    const again = await openDevice({ handheld: true, disk });
    await vi.waitFor(() => expect(again.environment.orders).toMatchObject([{ confirmChange: true }]));

    const other = await phoneWith(1);
    askFirst(other.environment);
    await order(other.journey, other.requestIds);
    await order(other.journey, other.requestIds);
    expect(other.environment.orders.map(({ confirmChange }) => confirmChange)).toEqual([undefined, undefined]);
  });

  it('is asked about on the machine itself when it is online', async () => {
    const disk = emptyDisk();
    disk.settings.set('role', 'machine');
    const { journey, environment } = await openDevice({ disk });
    askFirst(environment);
    const own = { for: 'this-machine' } as const;
    await journey.part(orderActions).chooseType(own, 'personal');
    await journey.part(orderActions).confirmType(own);
    expect(at(journey)).toBe('changed');
    const again = await openDevice({ disk, entry: journey.state.value.screen });
    expect(at(again.journey)).toBe('changed');
    await again.journey.part(orderActions).confirmChange(own);
    expect(at(again.journey)).toBe('activated');
    expect(disk.machine.refusal).toBeNull();
  });
});
