import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoCatalog } from '../../server/demo/vendor.ts';
import { reissueLicense } from '../../server/licensing/administration/reissue.ts';
import { releaseSeat } from '../../server/licensing/administration/releaseSeat.ts';
import type { Catalog } from '../../server/licensing/catalog.ts';
import { openLicense, readLicense, type UnverifiedLicense } from '../../src/documents/license.ts';
import { bindingsOf, type Machine, machineWith, requestOf } from '../server/machines.ts';
import { receiptOf } from '../server/receipts.ts';
import { engines } from './databases/engines.ts';
import { openService, type TestService } from './databases/testService.ts';

const [personal] = demoCatalog.licenseTypes;
const trial = { id: 'trial', name: 'Trial', serialNumber: 'none', features: [], entitlements: [] } as const;
const other = { ...trial, id: 'trial-max' } as const;
const catalog: Catalog = {
  ...demoCatalog,
  licenseTypes: [
    ...(personal ? [personal] : []),
    { ...trial, features: ['planets'], entitlements: [], validForDays: 30, trial: true },
    { ...other, features: ['moons'], entitlements: [], validForDays: 10, trial: true },
  ],
};
const end = '2026-12-24T00:00:00Z';
const bare = (): Machine => ({ ...machineWith('any'), bindings: [] });

describe.each(engines)('a trial on $name', (engine) => {
  let service: TestService;
  beforeEach(async () => {
    service = await openService({ engine, catalog });
  });
  afterEach(() => service.close());

  const wait = (days: number) => service.wait(days);
  const parts = () => ({ ...service, actor: 'token:ada' }) as const;
  const seats = () => service.store.selectFrom('seats').selectAll().orderBy('taken_at').execute();

  async function order(machine: Machine, licenseType = 'trial'): Promise<UnverifiedLicense | string> {
    const response = await service.order({ request: await requestOf(machine), licenseType });
    if (response.status !== 201) return JSON.stringify(await response.json());
    return readLicense(
      openLicense(new Uint8Array(await response.arrayBuffer())),
      service.keystore.signers[0].publicKey,
    );
  }

  async function activate(machine: Machine, licenseType = 'trial'): Promise<UnverifiedLicense> {
    const license = await order(machine, licenseType);
    if (typeof license === 'string') throw new Error(license);
    return license;
  }

  let returns = 0;
  async function giveBack(machine: Machine, { licenseId }: UnverifiedLicense): Promise<void> {
    returns += 1;
    const response = await service.returnLicense(await receiptOf(machine, licenseId, { counter: returns }));
    expect(response.status).toBe(200);
  }

  test('is refused after a new installation of a system that shows few parts', async () => {
    const shows = (hardware: string, ...components: string[]) =>
      bindingsOf(hardware).filter(({ component }) => components.includes(component));
    const kept = shows('alpha', 'disk', 'network');
    await activate({ ...bare(), bindings: [...shows('alpha', 'os'), ...kept] });
    wait(31);
    expect(await order({ ...bare(), bindings: [...shows('new', 'os'), ...kept] })).toContain('trial-used');
    // Other machines, to which one part moved, or with another adapter.
    await activate({ ...bare(), bindings: [...shows('gamma', 'os'), ...shows('alpha', 'disk')] });
    await activate({ ...bare(), bindings: [...shows('beta', 'os', 'network'), ...shows('alpha', 'disk')] });
  });

  test('keeps its end within its days, on the same seat, and is refused afterwards', async () => {
    const machine = machineWith('alpha');
    expect(await activate(machine)).toMatchObject({ stopDate: end, initialActivationDate: '2026-11-23T10:00:00Z' });
    wait(10);
    expect(await activate(machine)).toMatchObject({ stopDate: end, initialActivationDate: '2026-11-23T10:00:00Z' });
    expect(await seats()).toHaveLength(1);
    wait(21);
    expect(JSON.parse(String(await order(machine)))).toMatchObject({
      code: 'trial-used',
      status: 403,
      details: { stopDate: end, now: '2026-12-24T10:00:00Z' },
    });
    expect(await seats()).toHaveLength(1);
  });

  test('is known by the hardware after a reinstallation, and by the key without hardware', async () => {
    await activate(machineWith('alpha'));
    const browser = bare();
    await activate(browser);
    wait(5);
    expect(await activate(machineWith('alpha'))).toMatchObject({ stopDate: end });
    const within = { ...machineWith('x'), bindings: [...bindingsOf('alpha').slice(0, 3), ...bindingsOf('x').slice(3)] };
    expect(await activate(within)).toMatchObject({ stopDate: end });
    expect(await activate(browser)).toMatchObject({ stopDate: end });
    // Nothing shows that this is the same browser, or that computer with another disk and board.
    expect(await activate(bare())).toMatchObject({ stopDate: '2026-12-29T00:00:00Z' });
    const rebuilt = {
      ...machineWith('y'),
      bindings: [...bindingsOf('alpha').slice(0, 2), ...bindingsOf('y').slice(2)],
    };
    expect(await activate(rebuilt)).toMatchObject({ stopDate: '2026-12-29T00:00:00Z' });
  });

  test.each(['returned', 'released'])('that was %s still counts, by key and by hardware', async (how) => {
    for (const machine of [machineWith('alpha'), bare()]) {
      const license = await activate(machine);
      if (how === 'returned') await giveBack(machine, license);
      else await releaseSeat(parts(), license.licenseId);
    }
    wait(31);
    const [withHardware, known] = [machineWith('alpha'), machineWith('beta')];
    expect(String(await order(withHardware))).toContain('trial-used');
    expect(await activate(known)).toMatchObject({ stopDate: '2027-01-24T00:00:00Z' });
  });

  test('goes on after it was given back, with the same end, however often', async () => {
    const machine = bare();
    for (let round = 0; round < 5; round += 1) {
      const license = await activate(machine);
      expect(license).toMatchObject({ stopDate: end, initialActivationDate: '2026-11-23T10:00:00Z' });
      await giveBack(machine, license);
      wait(5);
    }
    wait(6);
    expect(String(await order(machine))).toContain('trial-used');
  });

  test('is still known after a hundred later ones that resemble the machine more', async () => {
    const partly = { ...machineWith('alpha'), bindings: bindingsOf('alpha').slice(0, 3) };
    await releaseSeat(parts(), (await activate(partly)).licenseId);
    wait(10);
    for (let round = 0; round < 101; round += 1) {
      await releaseSeat(parts(), (await activate(machineWith('alpha'))).licenseId);
    }
    expect(await activate(machineWith('alpha'))).toMatchObject({ stopDate: end });
  });

  test('is one per license type, and ends no other license', async () => {
    const machine = machineWith('alpha');
    await activate(machine);
    wait(31);
    expect(await activate(machine, 'trial-max')).toMatchObject({ stopDate: '2027-01-04T00:00:00Z' });
    expect(await activate(machine, 'personal')).toMatchObject({ features: ['planets'] });
    expect(String(await order(machine))).toContain('trial-used');
  });

  test('is one when many requests of one machine arrive at once', async () => {
    const machine = machineWith('alpha');
    const copies = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? machine : machineWith('alpha')));
    const licenses = await Promise.all(copies.map((copy) => activate(copy)));
    expect(new Set(licenses.map(({ stopDate }) => stopDate))).toEqual(new Set([end]));
    expect(await seats()).toHaveLength(1);
  });

  test('is reissued with its end, and not once it has ended', async () => {
    const machine = machineWith('alpha');
    const { licenseId } = await activate(machine);
    wait(3);
    expect(await reissueLicense(parts(), licenseId)).toMatchObject({ outcome: 'current', licenseId });
    const again = await reissueLicense(parts(), licenseId, true);
    expect(again.outcome).toBe('reissued');
    expect(new TextDecoder().decode(again.file)).toContain(`<StopDate Value="${end}"/>`);
    wait(31);
    await expect(reissueLicense(parts(), licenseId)).rejects.toMatchObject({ code: 'trial-used' });
  });

  test('never lasts longer than its days, whatever a machine does', async () => {
    const step = fc.record({
      machine: fc.nat(2),
      does: fc.constantFrom('order', 'order', 'order', 'reinstall', 'return', 'release', 'wait'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), fc.string({ minLength: 8 }), async (steps, round) => {
        const machines = [0, 1].map((index) => machineWith(`${round} ${index}`)).concat(bare());
        const ends = new Map<number, string>();
        const last = new Map<number, UnverifiedLicense>();
        for (const { machine: index, does } of steps) {
          const machine = machines[index] ?? bare();
          const license = last.get(index);
          if (does === 'wait') wait(7);
          // A browser that forgets its key is another machine: nothing shows that it is not.
          if (does === 'reinstall' && index < 2)
            machines[index] = { ...machineWith('new'), bindings: machine.bindings };
          if (does === 'return' && license) await service.returnLicense(await receiptOf(machine, license.licenseId));
          if (does === 'release' && license) await releaseSeat(parts(), license.licenseId);
          if (does !== 'order') continue;
          const answer = await order(machine);
          const known = ends.get(index);
          if (typeof answer === 'string') {
            expect(answer).toContain('trial-used');
            expect(known !== undefined && new Date(known) <= service.now()).toBe(true);
            continue;
          }
          expect(answer.stopDate).toBe(known ?? answer.stopDate);
          ends.set(index, answer.stopDate ?? '');
          last.set(index, answer);
        }
      }),
      { numRuns: 15 },
    );
  });
});
