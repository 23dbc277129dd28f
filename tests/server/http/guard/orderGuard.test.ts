import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createLimit } from '../../../../server/http/guard/limit.ts';
import { createOrderGuard } from '../../../../server/http/guard/orderGuard.ts';
import { mintSerialNumber } from '../../../../src/documents/serialNumber.ts';
import { Refusal, type RefusalCode } from '../../../../src/refusal.ts';

const serial = () => mintSerialNumber(randomBytes(12));

function openGuard({ failedOrders = 3, failedSerial = 5 } = {}) {
  const limited: string[] = [];
  const policy = (name: string, quota: number) => createLimit({ name, quota, windowSeconds: 900 });
  const guard = createOrderGuard(policy('caller', failedOrders), policy('serial', failedSerial), (name) => {
    limited.push(name);
  });
  let asked = 0;
  /** Sends an order that is refused or succeeds. @returns its outcome */
  const order = async (caller: string, typed: string | undefined, code: RefusalCode | null, after?: Promise<void>) => {
    try {
      return await guard.watch(caller, typed, async () => {
        asked += 1;
        await after;
        if (code !== null) throw new Refusal(code);
        return 'issued';
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'too-many-attempts') expect(error.details).toEqual({ retryAfter: 900 });
      return error.code;
    }
  };
  return { guard, order, limited, asked: () => asked };
}

test.each(['serial-refused', 'serial-malformed', 'request-id-reused'] as const)(
  'a few orders refused with %s block further ones, right or wrong',
  async (code) => {
    const { order, asked, limited } = openGuard();
    for (let time = 0; time < 3; time += 1) expect(await order('a', serial(), code)).toBe(code);
    expect(await order('a', serial(), null)).toBe('too-many-attempts');
    expect(await order('a', serial(), code)).toBe('too-many-attempts');
    expect([asked(), limited]).toEqual([3, ['caller', 'caller']]);
  },
);

test('orders without a serial number, and other clients, continue', async () => {
  const { order } = openGuard();
  for (let time = 0; time < 4; time += 1) await order('a', serial(), 'serial-refused');
  expect(await order('a', undefined, null)).toBe('issued');
  expect(await order('a', ' - ', null)).toBe('issued');
  expect(await order('b', serial(), null)).toBe('issued');
});

test('successful orders and other refusals are not counted', async () => {
  const { order } = openGuard();
  const codes = ['seats-exhausted', 'serial-expired', 'license-type-not-covered', 'service-busy', null] as const;
  for (const code of [...codes, ...codes]) expect(await order('a', serial(), code)).toBe(code ?? 'issued');
});

test('300 valid orders at once are all processed', async () => {
  const { order } = openGuard();
  const one = serial();
  const outcomes = await Promise.all(Array.from({ length: 300 }, () => order('a', one, null)));
  expect(new Set(outcomes)).toEqual(new Set(['issued']));
});

test('concurrent guesses are limited like consecutive ones', async () => {
  const { order, asked } = openGuard();
  const outcomes = await Promise.all(Array.from({ length: 200 }, () => order('a', serial(), 'serial-refused')));
  expect(outcomes.filter((outcome) => outcome === 'serial-refused')).toHaveLength(3);
  expect(asked()).toBe(3);
});

test('waiting orders are processed as soon as there is capacity, whatever the outcome of earlier ones', async () => {
  const { order, asked } = openGuard();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = [
    order('a', serial(), 'serial-refused', held),
    order('a', serial(), null, held),
    order('a', serial(), null, held),
  ];
  const waiting = [order('a', serial(), null), order('a', serial(), 'serial-refused'), order('a', serial(), null)];
  while (asked() < 3) await new Promise(setImmediate);
  release();
  expect(await Promise.all([...first, ...waiting])).toEqual([
    ...['serial-refused', 'issued', 'issued'],
    ...['issued', 'serial-refused', 'issued'],
  ]);
});

test('a serial number that was refused often is blocked for every client', async () => {
  const { order, asked, limited } = openGuard();
  const leaked = serial();
  for (let time = 0; time < 5; time += 1) await order(`caller-${time}`, leaked.toLowerCase(), 'serial-refused');
  expect(await order('another', ` ${leaked} `, 'serial-refused')).toBe('too-many-attempts');
  expect(await order('another', serial(), null)).toBe('issued');
  expect([asked(), limited]).toEqual([6, ['serial']]);
});

test('limits that are switched off let every order through', async () => {
  const { order } = openGuard({ failedOrders: 0, failedSerial: 0 });
  const one = serial();
  for (let time = 0; time < 50; time += 1) expect(await order('a', one, 'serial-refused')).toBe('serial-refused');
});

test('an error of the handler is rethrown and frees the slot', async () => {
  const { guard, order } = openGuard({ failedOrders: 1 });
  const failing = guard.watch('a', serial(), () => Promise.reject(new TypeError('broken')));
  await expect(failing).rejects.toThrow(TypeError);
  expect(await order('a', serial(), null)).toBe('issued');
});
