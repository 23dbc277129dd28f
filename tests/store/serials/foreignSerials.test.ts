import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoCatalog } from '../../../server/demo/vendor.ts';
import { importSerials } from '../../../server/licensing/administration/importSerials.ts';
import { listSerials } from '../../../server/licensing/administration/listSerials.ts';
import type { SaleParts } from '../../../server/licensing/administration/parts.ts';
import { openLicense, readLicense } from '../../../src/documents/license.ts';
import { mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import { bindingsOf, type Machine, machineWith, requestOf } from '../../server/machines.ts';
import { engines } from '../databases/engines.ts';
import { openService, serviceTime, type TestService } from '../databases/testService.ts';

/** Pro takes serial numbers of another system, Plus does not. */
const catalog = {
  ...demoCatalog,
  licenseTypes: demoCatalog.licenseTypes.map((type) =>
    type.id === 'pro' ? { ...type, serialNumbers: 'any' as const } : type,
  ),
};
const sold = 'B8A5-91d7-CB9A-DAE4-4F6E-1128';

describe.each(engines)('a serial number of another system on $name', (engine) => {
  let service: TestService;
  let parts: SaleParts;
  beforeEach(async () => {
    service = await openService({ engine, catalog });
    const { writer, keystore } = service;
    parts = { writer, catalog, pepper: keystore.pepper, actor: 'token:ada', now: () => serviceTime };
  });
  afterEach(() => service.close());

  const line = (serialNumber: string, changes = {}) => ({
    ...{ serialNumber, licenseType: 'pro', seats: 2, line: 2 },
    ...changes,
  });
  const order = async (serialNumber: string, machine: Machine = machineWith('alpha'), licenseType = 'pro') =>
    service.order({ request: await requestOf(machine), licenseType, serialNumber });
  const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code;

  test('is imported where the license type takes any, and only there', async () => {
    expect(await importSerials(parts, [line(sold)])).toEqual({ outcome: 'imported', added: 1, known: 0 });
    expect(await importSerials(parts, [line(` ${sold.toLowerCase()}`)])).toMatchObject({ added: 0, known: 1 });
    expect(await importSerials(parts, [line(sold, { licenseType: 'plus' })])).toMatchObject({
      faults: [{ line: 2, code: 'serial-malformed' }],
    });
    expect(await importSerials(parts, [line('x'.repeat(65))])).toMatchObject({
      faults: [{ code: 'serial-malformed', details: { status: 'unusable' } }],
    });
    expect(await importSerials(parts, [line(sold, { licenseType: 'none' })])).toMatchObject({
      faults: [{ code: 'serial-terms-invalid', details: { field: 'licenseType' } }],
    });
  });

  test('is stored without itself, and found by its last characters or all of it', async () => {
    await importSerials(parts, [line(sold), line('AB', { line: 3 })]);
    const rows = JSON.stringify(await service.store.selectFrom('serials').selectAll().execute());
    expect(rows).not.toMatch(/B8A5|91D7/i);
    const found = async (text: string) => {
      const page = await listSerials(service.store, { text }, {}, '2026-11-23T10:00:00Z');
      return page.rows.map(({ masked }) => masked);
    };
    for (const text of ['1128', '*****1128', sold, sold.toLowerCase()])
      expect(await found(text)).toEqual(['*****1128']);
    expect(await found('AB')).toEqual([]);
  });

  test('gets licenses in every spelling, which do not show it', async () => {
    await importSerials(parts, [line(sold)]);
    const response = await order(sold.toLowerCase().replaceAll('-', ' '));
    expect(response.status).toBe(201);
    const file = openLicense(new Uint8Array(await response.arrayBuffer()));
    const license = readLicense(file, service.keystore.signers[0].publicKey);
    expect(license).not.toHaveProperty('serialMasked');
    expect((await order(sold, { ...machineWith('beta'), bindings: bindingsOf('beta') })).status).toBe(201);
    expect(await codeOf(await order(sold, machineWith('gamma')))).toBe('seats-exhausted');
    const { computers } = (await (await service.computers({ serialNumber: sold })).json()) as { computers: object[] };
    expect(computers).toHaveLength(2);
  });

  test('that is unknown is a wrong guess, and never another’s typing error', async () => {
    const own = await service.sell(1);
    const mistyped = own.serialNumber.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const typed of [mistyped, 'B8A5', mintSerialNumber(randomBytes(12))]) {
      const response = await order(typed);
      expect([response.status, await codeOf(response)]).toEqual([403, 'serial-refused']);
    }
    const last = await order(mistyped);
    expect(last.headers.get('ratelimit')).toContain('"failed-orders";r=6');
    expect(await codeOf(await order(mistyped, machineWith('alpha'), 'plus'))).toBe('serial-malformed');
    expect((await order(own.serialNumber)).status).toBe(201);
  });
});
