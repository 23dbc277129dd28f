import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoCatalog } from '../../server/demo/vendor.ts';
import { importSerials } from '../../server/licensing/administration/importSerials.ts';
import { mintSerials } from '../../server/licensing/administration/mintSerials.ts';
import { reissueLicense } from '../../server/licensing/administration/reissue.ts';
import { blockSerial } from '../../server/licensing/administration/serialChanges/blockSerial.ts';
import { changeSerial, changeSerials } from '../../server/licensing/administration/serialChanges/changeSerials.ts';
import { readChangeTable } from '../../server/licensing/administration/serialChanges/changeTable.ts';
import { showSerial } from '../../server/licensing/administration/showSerial.ts';
import type { Catalog } from '../../server/licensing/catalog.ts';
import { findAuditBreak } from '../../server/store/audit.ts';
import { serialChangeColumnNames } from '../../src/contract/csvColumns.ts';
import { openLicense, readLicense, type UnverifiedLicense } from '../../src/documents/license.ts';
import { type Machine, machineWith, requestOf } from '../server/machines.ts';
import { engines } from './databases/engines.ts';
import { openService, type TestService } from './databases/testService.ts';

const yearly = { id: 'yearly', name: 'Yearly', serialNumber: 'required', features: ['planets'] } as const;
const catalog: Catalog = {
  ...demoCatalog,
  licenseTypes: [
    ...demoCatalog.licenseTypes,
    { ...yearly, features: ['planets'], entitlements: [], validForDays: 365, validFrom: 'activation' },
    { ...yearly, id: 'bought', features: ['planets'], entitlements: [], validForDays: 365, validFrom: 'sale' },
  ],
};

describe.each(engines)('a serial number on $name', (engine) => {
  let service: TestService;
  beforeEach(async () => {
    service = await openService({ engine, catalog });
  });
  afterEach(() => service.close());

  const wait = (days: number) => service.wait(days);
  const parts = () => ({ ...service, actor: 'token:ada' }) as const;
  const change = (id: string, fields: Parameters<typeof changeSerial>[2]) => changeSerial(parts(), id, fields);

  async function order(machine: Machine, serialNumber: string, licenseType: string) {
    const response = await service.order({ request: await requestOf(machine), licenseType, serialNumber });
    if (response.status !== 201) return ((await response.json()) as { code: string }).code;
    return readLicense(
      openLicense(new Uint8Array(await response.arrayBuffer())),
      service.keystore.signers[0].publicKey,
    );
  }

  async function activate(machine: Machine, serialNumber: string, licenseType: string): Promise<UnverifiedLicense> {
    const license = await order(machine, serialNumber, licenseType);
    if (typeof license === 'string') throw new Error(license);
    return license;
  }

  describe('whose days count from the first activation', () => {
    test('has one end for all its machines, and is renewed by sale alone', async () => {
      const { serialNumber, id } = await service.sell(3, { licenseType: 'yearly' });
      wait(40);
      expect(await showSerial(service.store, id)).toMatchObject({ firstActivatedAt: null });
      const [first, second] = [machineWith('alpha'), machineWith('beta')];
      const end = '2028-01-03T00:00:00Z';
      expect(await activate(first, serialNumber, 'yearly')).toMatchObject({ stopDate: end });
      expect(await showSerial(service.store, id)).toMatchObject({ firstActivatedAt: '2027-01-02T10:00:00Z' });
      wait(100);
      expect(await activate(second, serialNumber, 'yearly')).toMatchObject({ stopDate: end });
      expect(await activate(first, serialNumber, 'yearly')).toMatchObject({ stopDate: end });
      wait(266);
      expect(await order(first, serialNumber, 'yearly')).toBe('serial-expired');
      expect(await change(id, { extendDays: 365, reason: 'Order 17' })).toEqual([
        { field: 'expiresAt', before: end, after: '2029-01-03T00:00:00Z' },
      ]);
      expect(await activate(first, serialNumber, 'yearly')).toMatchObject({ stopDate: '2029-01-03T00:00:00Z' });
      expect(await showSerial(service.store, id)).toMatchObject({
        seatsTaken: 2,
        firstActivatedAt: '2027-01-02T10:00:00Z',
        expiresAt: '2029-01-03T00:00:00Z',
      });
    });

    test('counts other days from there, and again its own when its end is taken away', async () => {
      const { serialNumber, id } = await service.sell(1, { licenseType: 'yearly' });
      await activate(machineWith('alpha'), serialNumber, 'yearly');
      const end = async () => (await showSerial(service.store, id)).expiresAt;
      expect(await end()).toBe('2027-11-24T00:00:00Z');
      wait(30);
      expect(await change(id, { termDays: 10 })).toEqual([
        { field: 'termDays', before: null, after: '10' },
        { field: 'expiresAt', before: '2027-11-24T00:00:00Z', after: '2026-12-04T00:00:00Z' },
      ]);
      await change(id, { expiresAt: '2030-01-01T00:00:00Z' });
      expect(await end()).toBe('2030-01-01T00:00:00Z');
      await change(id, { termDays: null, expiresAt: null });
      expect(await end()).toBe('2027-11-24T00:00:00Z');
    });

    test('has an end when it is upgraded from a type without one', async () => {
      const { serialNumber, id } = await service.sell(1);
      await activate(machineWith('alpha'), serialNumber, 'pro');
      wait(100);
      expect(await change(id, { licenseType: 'yearly' })).toHaveLength(2);
      expect(await activate(machineWith('alpha'), serialNumber, 'yearly')).toMatchObject({
        stopDate: '2027-11-24T00:00:00Z',
      });
    });

    test('begins once, when many machines are activated at once', async () => {
      const { serialNumber, id } = await service.sell(20, { licenseType: 'yearly' });
      const machines = Array.from({ length: 20 }, (_, index) => machineWith(`machine ${index}`));
      const licenses = await Promise.all(machines.map((machine) => activate(machine, serialNumber, 'yearly')));
      expect(new Set(licenses.map(({ stopDate }) => stopDate))).toEqual(new Set(['2027-11-24T00:00:00Z']));
      expect(await showSerial(service.store, id)).toMatchObject({ firstActivatedAt: '2026-11-23T10:00:00Z' });
    });

    test('gets more days when it is extended before', async () => {
      const { serialNumber, id } = await service.sell(1, { licenseType: 'yearly' });
      expect(await change(id, { extendDays: 10 })).toEqual([{ field: 'termDays', before: null, after: '375' }]);
      expect(await activate(machineWith('alpha'), serialNumber, 'yearly')).toMatchObject({
        stopDate: '2027-12-04T00:00:00Z',
      });
    });
  });

  test('whose days count from the sale has its end at once, and can be imported again', async () => {
    const sale = { ...parts(), pepper: service.keystore.pepper };
    const [minted] = await mintSerials(sale, { licenseType: 'bought', seats: 1, count: 1, termDays: 10 });
    expect(await showSerial(service.store, minted?.serialId ?? '')).toMatchObject({
      soldAt: '2026-11-23T10:00:00Z',
      expiresAt: '2026-12-04T00:00:00Z',
    });
    const line = { line: 2, serialNumber: minted?.serialNumber ?? '', licenseType: 'bought', seats: 1, termDays: 10 };
    wait(3);
    expect(await importSerials(sale, [line])).toEqual({ outcome: 'imported', added: 0, known: 1 });
    expect(await importSerials(sale, [{ ...line, soldAt: '2026-01-01T00:00:00Z' }])).toMatchObject({
      faults: [{ code: 'serial-known-otherwise', details: { field: 'soldAt' } }],
    });
  });

  test('whose days count from the sale ends with them, whenever it is activated', async () => {
    const { serialNumber, id } = await service.sell(1, { licenseType: 'bought', soldAt: '2026-06-01T00:00:00Z' });
    expect(await activate(machineWith('alpha'), serialNumber, 'bought')).toMatchObject({
      stopDate: '2027-06-02T00:00:00Z',
    });
    expect(await change(id, { expiresAt: '2027-01-01T00:00:00Z' })).toHaveLength(1);
    wait(60);
    expect(await order(machineWith('alpha'), serialNumber, 'bought')).toBe('serial-expired');
  });

  describe('that was changed', () => {
    test('gives machines the new terms with their next request, on the same seat', async () => {
      const { serialNumber, id } = await service.sell(2, { licenseType: 'plus', holder: 'Observatory' });
      const machine = machineWith('alpha');
      const before = await activate(machine, serialNumber, 'plus');
      expect(before).toMatchObject({ licenseType: 'plus', features: ['planets', 'moons'] });
      const expiresAt = '2027-05-01T00:00:00Z';
      const terms = {
        licenseType: 'pro',
        features: ['telescope'],
        expiresAt,
        seats: 5,
        holder: 'Ada',
        note: 'Order 9',
      };
      expect((await change(id, { ...terms, reason: 'Upgrade' })).map(({ field }) => field)).toEqual([
        'licenseType',
        'seats',
        'expiresAt',
        'features',
        'holder',
        'note',
      ]);
      // An order for the earlier type, which the machine knows, gets the present one.
      for (const licenseType of ['plus', 'pro']) {
        expect(await activate(machine, serialNumber, licenseType)).toMatchObject({
          licenseType: 'pro',
          features: ['planets', 'moons', 'export', 'telescope'],
          stopDate: expiresAt,
          holder: 'Ada',
        });
      }
      expect(await order(machine, serialNumber, 'yearly')).toBe('license-type-not-covered');
      const shown = await showSerial(service.store, id);
      expect(shown).toMatchObject({ ...terms, seatsTaken: 1 });
      expect(shown.history).toMatchObject([
        {
          event: 'changed',
          actor: 'token:ada',
          reason: 'Upgrade',
          changes: [
            { field: 'licenseType', before: 'plus', after: 'pro' },
            { field: 'seats', before: '2', after: '5' },
            { field: 'expiresAt', before: '2027-11-24T00:00:00Z', after: expiresAt },
            { field: 'features', before: null, after: 'telescope' },
            { field: 'holder', before: null, after: null },
            { field: 'note', before: null, after: null },
          ],
        },
        { event: 'added', actor: 'command-line', reason: null, changes: [] },
      ]);
      expect(await findAuditBreak(service.store)).toBeNull();
      const trail = JSON.stringify(await service.store.selectFrom('audit').select('entry').execute());
      for (const text of ['Ada', 'Observatory', 'Order 9']) expect(trail).not.toContain(text);
    });

    test('stays blocked, and a change to what it was changes nothing', async () => {
      const { serialNumber, id } = await service.sell(2);
      await blockSerial(parts(), id);
      expect(await change(id, { seats: 3 })).toHaveLength(1);
      expect(await change(id, { seats: 3, licenseType: 'pro', features: [], reason: 'again' })).toEqual([]);
      expect(await order(machineWith('alpha'), serialNumber, 'pro')).toBe('serial-refused');
      expect((await showSerial(service.store, id)).history.map(({ event }) => event)).toEqual([
        'changed',
        'blocked',
        'added',
      ]);
    });

    test('gets a new license when it is reissued, once', async () => {
      const { serialNumber, id } = await service.sell(1, { licenseType: 'plus' });
      const { licenseId } = await activate(machineWith('alpha'), serialNumber, 'plus');
      expect((await reissueLicense(parts(), licenseId)).outcome).toBe('current');
      await change(id, { licenseType: 'pro' });
      const reissued = await reissueLicense(parts(), licenseId);
      expect(reissued.outcome).toBe('reissued');
      expect(new TextDecoder().decode(reissued.file)).toContain('<LicenseType Value="pro"/>');
      expect(await reissueLicense(parts(), licenseId)).toMatchObject({
        outcome: 'current',
        licenseId: reissued.licenseId,
      });
      expect((await reissueLicense(parts(), licenseId, true)).licenseId).not.toBe(reissued.licenseId);
    });
  });

  test.each<[string, object, string]>([
    ['an unknown license type', { licenseType: 'enterprise' }, 'licenseType'],
    ['a license type without serial number', { licenseType: 'personal' }, 'licenseType'],
    ['no seats', { seats: 0 }, 'seats'],
    ['half a seat', { seats: 1.5 }, 'seats'],
    ['no days', { termDays: 0 }, 'termDays'],
    ['an end that is no day', { expiresAt: 'soon' }, 'expiresAt'],
    ['an extension without an end', { extendDays: 10 }, 'extendDays'],
    ['an extension and an end', { extendDays: 10, expiresAt: '2027-01-01T00:00:00Z' }, 'extendDays'],
    ['a feature with the separator', { features: ['a;b'] }, 'features'],
    ['too many features', { features: Array.from({ length: 40 }, (_, index) => `f${index}`) }, 'features'],
    ['a holder with a line break', { holder: 'a\nb' }, 'holder'],
    ['a long note', { note: 'x'.repeat(501) }, 'note'],
    ['a long reason', { reason: 'x'.repeat(501) }, 'reason'],
  ])('is not changed to %s', async (_, fields, field) => {
    const { id } = await service.sell(2);
    const before = await showSerial(service.store, id);
    await expect(change(id, fields)).rejects.toMatchObject({ code: 'serial-terms-invalid', details: { field } });
    expect(await showSerial(service.store, id)).toEqual(before);
  });

  describe('in a table', () => {
    const apply = (table: string, isRehearsal = false) => {
      const { lines, faults } = readChangeTable(table, { catalog, pepper: service.keystore.pepper });
      expect(faults).toEqual([]);
      return changeSerials(parts(), lines, isRehearsal);
    };

    test('tells the columns that its table may have', () => {
      expect(() => apply('serialNumber,seatz\nA,1\n')).toThrow(
        expect.objectContaining({
          details: expect.objectContaining({ position: 2, columns: serialChangeColumnNames }),
        }),
      );
    });

    test('has each of its features once', async () => {
      const { id } = await service.sell(2);
      expect(await change(id, { features: ['charts', 'charts'] })).toMatchObject([
        { field: 'features', after: 'charts' },
      ]);
    });

    test('is not changed by a line whose id is that of another one', async () => {
      const [one, two] = [await service.sell(2), await service.sell(2)];
      expect(
        await apply(`serialNumber,serialId,note\n${one.serialNumber},${one.id},a\n${two.serialNumber},${one.id},b\n`),
      ).toEqual({
        outcome: 'refused',
        faults: [{ line: 3, code: 'serial-terms-invalid', details: { field: 'serialId' } }],
      });
      expect(await apply(`serialNumber,serialId,note\n${one.serialNumber},${one.id},a\n`)).toMatchObject({
        outcome: 'changed',
      });
    });

    test('is changed with all others or not at all', async () => {
      const [one, two] = [await service.sell(2), await service.sell(2, { expiresAt: '2027-01-01T00:00:00Z' })];
      await activate(machineWith('alpha'), one.serialNumber, 'pro');
      await activate(machineWith('beta'), one.serialNumber, 'pro');
      const bad = `serialNumber,seats\n${two.serialNumber},7\n${one.serialNumber},1\nAAAAA-AAAAA-AAAAA-AAAAA,1\n`;
      expect(readChangeTable(bad, { catalog, pepper: service.keystore.pepper }).faults).toMatchObject([
        { line: 4, code: 'serial-malformed' },
      ]);
      const unknown = `serialId,seats\n${two.id},7\n${one.id},1\nnone,1\n`;
      expect(await apply(unknown)).toEqual({
        outcome: 'refused',
        faults: [
          { line: 3, code: 'seats-in-use', details: { taken: 2 } },
          { line: 4, code: 'serial-unknown', details: {} },
        ],
      });
      expect((await showSerial(service.store, two.id)).seats).toBe(2);
      const table = `serialNumber;expiresAt;reason\n${one.serialNumber};2027-12-31;Order 1\n${two.serialNumber};never;\n`;
      const rehearsed = await apply(table, true);
      expect(await showSerial(service.store, one.id)).toMatchObject({ expiresAt: null });
      expect(await apply(table)).toEqual(rehearsed);
      expect(await showSerial(service.store, one.id)).toMatchObject({
        expiresAt: '2028-01-01T00:00:00Z',
        history: [{ reason: 'Order 1' }, {}],
      });
      expect(await showSerial(service.store, two.id)).toMatchObject({ expiresAt: null });
      expect(await apply(table)).toMatchObject({ outcome: 'changed', applied: [], same: 2 });
    });

    test('takes its lines in their order', async () => {
      const { id } = await service.sell(2, { expiresAt: '2027-01-01T00:00:00Z' });
      await apply(`serialId,extendDays,seats\n${id},31,\n${id},28,4\n`);
      expect(await showSerial(service.store, id)).toMatchObject({ expiresAt: '2027-03-01T00:00:00Z', seats: 4 });
    });

    test('is one of thousands', async () => {
      const ids: string[] = [];
      for (let index = 0; index < 250; index += 1) ids.push((await service.sell(1)).id);
      const table = `serialId,note,seats\n${ids.map((id) => `${id},Renewed,2\n`).join('')}`;
      expect(await apply(table)).toMatchObject({ same: 0 });
      const rows = await service.store.selectFrom('serials').select(['note', 'seats']).distinct().execute();
      expect(rows).toEqual([{ note: 'Renewed', seats: 2 }]);
      expect(await findAuditBreak(service.store)).toBeNull();
    });
  });

  test('never has more seats taken than it has, whatever is changed meanwhile', async () => {
    const step = fc.oneof(fc.record({ machine: fc.nat(5) }), fc.record({ seats: fc.integer({ min: 1, max: 5 }) }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { serialNumber, id } = await service.sell(2);
        await Promise.all(
          steps.map((one) =>
            'seats' in one
              ? change(id, one).catch(({ code }) => expect(code).toBe('seats-in-use'))
              : order(machineWith(`${id} ${one.machine}`), serialNumber, 'pro'),
          ),
        );
        const { seats, seatsTaken } = await showSerial(service.store, id);
        expect(seatsTaken).toBeLessThanOrEqual(seats);
        const sold = await service.store.selectFrom('seats').select('sold').where('pool', '=', id).execute();
        expect(sold.every((row) => row.sold === seats)).toBe(true);
      }),
      { numRuns: 10 },
    );
  });
});
