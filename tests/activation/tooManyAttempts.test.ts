import { describe, expect, it, vi } from 'vitest';
import { orderActions } from '../../src/activation/order.ts';
import { mintSerialNumber } from '../../src/documents/serialNumber.ts';
import { Refusal } from '../../src/refusal.ts';
import { openDevice } from './environment.ts';

const refusal = new Refusal('too-many-attempts', { retryAfter: 840 });
const serial = mintSerialNumber(new Uint8Array(12).fill(9));

async function machineOnline() {
  const device = await openDevice({});
  const order = { for: 'this-machine' } as const;
  await device.journey.chooseRole('machine');
  await device.journey.part(orderActions).chooseType(order, 'pro');
  await device.journey.part(orderActions).confirmType(order);
  await device.journey.part(orderActions).typeSerialNumber(order, serial);
  device.environment.network = refusal;
  await device.journey.part(orderActions).submit(order);
  return { ...device, order, state: () => device.journey.state.value };
}

async function phoneWithOrder() {
  const machine = await openDevice({});
  machine.journey.machine.review();
  await machine.journey.machine.createRequest();
  const device = await openDevice({ handheld: true });
  await device.journey.intake.deliver([new Blob([new Uint8Array(machine.disk.machine.request ?? [])])]);
  const [carriedRequest] = device.journey.state.value.carriedRequests;
  const order = { for: 'carried-requests', requestIds: [carriedRequest?.requestId ?? ''] } as const;
  await device.journey.part(orderActions).chooseType(order, 'pro');
  await device.journey.part(orderActions).typeSerialNumber(order, serial);
  device.environment.network = refusal;
  await device.journey.part(orderActions).submit(order);
  return { ...device, order, state: () => device.journey.state.value };
}

describe('an order after too many attempts', () => {
  it('waits on the phone and is sent automatically when the lockout ends', async () => {
    const { environment, state } = await phoneWithOrder();
    expect(state().screen.at).toBe('waiting');
    expect(state().unreachable).toEqual({ code: 'too-many-attempts', details: { retryAfter: 840 } });
    expect(environment.disk.carriedRequests.values().next().value).toMatchObject({
      stage: 'waiting',
      draft: { serialNumber: serial },
    });
    expect(environment.delays.at(-1)).toBe(840_000);
    environment.network = null;
    environment.elapse();
    await vi.waitFor(() => expect(state().screen.at).toBe('license'));
    expect(environment.orders).toHaveLength(1);
  });

  it('is delayed for at most an hour, whatever the answer says', async () => {
    const { environment, journey } = await phoneWithOrder();
    environment.network = new Refusal('too-many-attempts', { retryAfter: 99_999 });
    await journey.courier.retry();
    expect(environment.delays.at(-1)).toBe(3_600_000);
  });

  it('stays on screen on the machine itself and is sent automatically when the lockout ends', async () => {
    const { environment, state } = await machineOnline();
    expect(state().refusal?.code).toBe('too-many-attempts');
    expect(environment.delays.at(-1)).toBe(840_000);
    environment.network = null;
    environment.elapse();
    await vi.waitFor(() => expect(state().screen.at).toBe('activated'));
  });

  it('is not sent while the user edits it or after the user has left', async () => {
    for (const leave of ['correct', 'leave'] as const) {
      const { environment, journey, order, state } = await machineOnline();
      journey.closeRefusal();
      if (leave === 'correct') await journey.part(orderActions).typeSerialNumber(order, serial.slice(0, 5));
      else await journey.machine.review();
      environment.network = null;
      environment.elapse();
      expect([state().busy, environment.orders.length]).toEqual([false, 0]);
    }
  });
});
