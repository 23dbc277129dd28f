import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findAuditBreak } from '../../server/store/audit.ts';
import { blockSerial } from '../../server/store/serials.ts';
import { openLicense, readLicense } from '../../src/documents/license.ts';
import { mintSerialNumber } from '../../src/documents/serialNumber.ts';
import { bindingsOf, machineWith, requestOf } from '../server/machines.ts';
import { engines } from './databases/engines.ts';
import { openService, type TestService } from './databases/testService.ts';

describe.each(engines)('$name', (engine) => {
  let service: TestService;
  beforeEach(async () => {
    service = await openService({ engine });
  });
  afterEach(() => service.close());

  const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
  const licenseOf = async (response: Response) =>
    readLicense(openLicense(await bytesOf(response)), service.keystore.signers[0].publicKey);

  async function count(table: 'seats' | 'licenses' | 'audit'): Promise<number> {
    const { rows } = await service.store
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number | string>().as('rows'))
      .executeTakeFirstOrThrow();
    return Number(rows);
  }

  describe('an order', () => {
    test('is answered with a license for that machine', async () => {
      const { serialNumber } = await service.sell(1);
      const machine = machineWith('alpha');
      const response = await service.order({
        request: await requestOf(machine),
        licenseType: 'pro',
        serialNumber,
        holder: 'Ada',
      });
      expect(response.status).toBe(201);
      expect(response.headers.get('content-type')).toBe('application/vnd.keyferry.license.v1+xml');
      const license = await licenseOf(response);
      expect(license).toMatchObject({
        product: 'orrery',
        licenseType: 'pro',
        holder: 'Ada',
        bindings: machine.bindings,
      });
      expect(license.serialMasked?.endsWith(serialNumber.slice(-5))).toBe(true);
    });

    test('needs no serial number for a type without them, and takes one seat per machine', async () => {
      const machine = machineWith('alpha');
      for (const _ of [1, 2]) {
        const response = await service.order({ request: await requestOf(machine), licenseType: 'personal' });
        expect(response.status).toBe(201);
      }
      expect(await count('seats')).toBe(1);
    });

    test('gets the same bytes when repeated, with any spelling of serial number and line ends', async () => {
      const { serialNumber } = await service.sell(3);
      const request = await requestOf(machineWith('alpha'));
      const first = await service.order({ request, licenseType: 'pro', serialNumber });
      const again = await service.order({
        request: `\ufeff${request.replaceAll('\n', '\r\n')}`,
        licenseType: 'pro',
        serialNumber: serialNumber.toLowerCase().replaceAll('-', ' '),
      });
      expect([first.status, again.status]).toEqual([201, 200]);
      expect(await bytesOf(again)).toEqual(await bytesOf(first));
      expect([await count('seats'), await count('licenses')]).toEqual([1, 1]);
    });

    test('with the request id of a different order is refused', async () => {
      const [one, two] = [await service.sell(3), await service.sell(3)];
      const machine = machineWith('alpha');
      const requestId = 'AAECAwQFBgcICQoLDA0ODw';
      const request = await requestOf(machine, { requestId });
      const order = { request, licenseType: 'pro', serialNumber: one.serialNumber };
      expect((await service.order(order)).status).toBe(201);
      const changed = [
        { ...order, request: await requestOf(machine, { requestId, createdAt: '2026-11-23T09:58:08Z' }) },
        { ...order, request: await requestOf(machineWith('beta'), { requestId }) },
        { ...order, licenseType: 'personal' },
        { ...order, serialNumber: two.serialNumber },
        { ...order, holder: 'Somebody Else' },
      ];
      for (const other of changed) {
        const response = await service.order(other);
        expect([response.status, await codeOf(response)]).toEqual([409, 'request-id-reused']);
      }
      expect([await count('seats'), await count('licenses')]).toEqual([1, 1]);
    });

    test('that was refused leaves nothing behind and may be corrected with the same request', async () => {
      const [wrong, right] = [await service.sell(1), await service.sell(1)];
      await service.order({
        request: await requestOf(machineWith('beta')),
        licenseType: 'pro',
        serialNumber: wrong.serialNumber,
      });
      const before = [await count('seats'), await count('licenses'), await count('audit')];
      const request = await requestOf(machineWith('alpha'));
      const refused = await service.order({ request, licenseType: 'pro', serialNumber: wrong.serialNumber });
      expect([refused.status, await codeOf(refused)]).toEqual([409, 'seats-exhausted']);
      expect([await count('seats'), await count('licenses'), await count('audit')]).toEqual(before);
      expect((await service.order({ request, licenseType: 'pro', serialNumber: right.serialNumber })).status).toBe(201);
    });
  });

  describe('seats', () => {
    test('fifty identical orders at once take one seat and get identical bytes', async () => {
      const { serialNumber } = await service.sell(3);
      const order = { request: await requestOf(machineWith('alpha')), licenseType: 'pro', serialNumber };
      const responses = await Promise.all(Array.from({ length: 50 }, () => service.order(order)));
      const files = await Promise.all(responses.map((response) => response.text()));
      expect(new Set(files).size).toBe(1);
      expect(responses.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(responses.filter(({ status }) => status === 200)).toHaveLength(49);
      expect([await count('seats'), await count('licenses')]).toEqual([1, 1]);
    });

    test('fifty machines at once on three seats: three get one', async () => {
      const { serialNumber } = await service.sell(3);
      const requests = await Promise.all(Array.from({ length: 50 }, (_, index) => requestOf(machineWith(`m${index}`))));
      const responses = await Promise.all(
        requests.map((request) => service.order({ request, licenseType: 'pro', serialNumber })),
      );
      expect(responses.filter(({ status }) => status === 201)).toHaveLength(3);
      const refused = responses.filter(({ status }) => status !== 201);
      expect(new Set(await Promise.all(refused.map(codeOf)))).toEqual(new Set(['seats-exhausted']));
      expect([await count('seats'), await count('licenses')]).toEqual([3, 3]);
    });

    test('a machine takes no second one with a new request, a new installation or two replaced parts', async () => {
      const { serialNumber } = await service.sell(1);
      const machine = machineWith('alpha');
      const repaired = [...bindingsOf('alpha').slice(0, 3), ...bindingsOf('spare').slice(3)];
      const variants = [machine, machine, machineWith('alpha'), { ...machineWith('alpha'), bindings: repaired }];
      const dates = new Set<string>();
      for (const variant of variants) {
        const response = await service.order({ request: await requestOf(variant), licenseType: 'pro', serialNumber });
        expect(response.status).toBe(201);
        dates.add((await licenseOf(response)).initialActivationDate);
      }
      expect([await count('seats'), await count('licenses'), dates.size]).toEqual([1, 4, 1]);
    });

    test('repeated orders of a machine do not lengthen its list of hardware', async () => {
      const { serialNumber } = await service.sell(1);
      const machine = machineWith('alpha');
      for (const again of [machine, machine, machineWith('alpha'), machine]) {
        const response = await service.order({ request: await requestOf(again), licenseType: 'pro', serialNumber });
        expect(response.status).toBe(201);
      }
      const listed = await service.store.selectFrom('license_bindings').selectAll().execute();
      expect([await count('seats'), await count('licenses'), listed.length]).toEqual([1, 4, 5]);
    });

    test('a machine with tens of thousands of licenses still gets one', async () => {
      const { serialNumber } = await service.sell(1);
      const machine = machineWith('alpha');
      await service.order({ request: await requestOf(machine), licenseType: 'pro', serialNumber });
      await sql`insert into licenses (id, request_id, order_digest, seat_id, installation_key, issued_at, file)
      select cast(n as text) || id, cast(n as text) || request_id, order_digest, seat_id, installation_key, issued_at, file
      from licenses, (with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 40000)
        select n from numbers) as many`.execute(service.store);
      await sql`insert into license_bindings
      select l.id, b.component, b.value from licenses l, license_bindings b
      where l.id <> b.license_id`.execute(service.store);
      for (const again of [machine, machineWith('alpha')]) {
        const response = await service.order({ request: await requestOf(again), licenseType: 'pro', serialNumber });
        expect(response.status).toBe(201);
      }
      expect(await count('seats')).toBe(1);
    });

    test('a machine with three parts replaced is another machine', async () => {
      const { serialNumber } = await service.sell(1);
      await service.order({ request: await requestOf(machineWith('alpha')), licenseType: 'pro', serialNumber });
      const rebuilt = {
        ...machineWith('x'),
        bindings: [...bindingsOf('alpha').slice(0, 2), ...bindingsOf('new').slice(2)],
      };
      const response = await service.order({ request: await requestOf(rebuilt), licenseType: 'pro', serialNumber });
      expect(await codeOf(response)).toBe('seats-exhausted');
    });

    test('the database refuses a seat above those sold and a duplicate number', async () => {
      const { id } = await service.sell(2);
      const insert = (number: number, sold = 2) =>
        service.store
          .insertInto('seats')
          .values({
            id: `seat-${number}-${sold}`,
            pool: id,
            serial_id: id,
            sold,
            number,
            taken_at: '2026-11-23T10:00:00Z',
          })
          .execute();
      await insert(1);
      await expect(insert(1)).rejects.toMatchObject(engine.violations.unique);
      await insert(2);
      await expect(insert(3)).rejects.toMatchObject(engine.violations.check);
      // A higher number of sold seats in the row violates the foreign key.
      await expect(insert(3, 3)).rejects.toMatchObject(engine.violations.foreign);
    });
  });

  describe('serial numbers', () => {
    test('unknown, blocked and another product’s are refused with the same answer after the same queries', async () => {
      const blocked = await service.sell(5);
      const occasion = { at: '2026-11-23T09:30:00Z', actor: 'command-line' } as const;
      await service.writer.write((context) => blockSerial(context, blocked.id, occasion));
      const foreign = await service.sell(5, { product: 'planetarium' });
      const neverSold = mintSerialNumber(randomBytes(12));
      const seen = new Set<string>();
      for (const serialNumber of [blocked.serialNumber, foreign.serialNumber, neverSold]) {
        const request = await requestOf(machineWith('alpha'));
        const before = service.statements();
        const response = await service.order({ request, licenseType: 'pro', serialNumber });
        expect(response.status).toBe(403);
        const statements = service.statements() - before;
        // The rate limit headers differ between any two calls; limits.test.ts compares them.
        const headers = [...response.headers].filter(([name]) => !['x-request-id', 'ratelimit'].includes(name));
        seen.add(JSON.stringify([await response.text(), headers, statements]));
      }
      expect(seen.size).toBe(1);
      expect([...seen][0]).toContain('serial-refused');
    });

    test.each([
      ['serial-required', 422, undefined],
      ['serial-required', 422, ' - '],
      ['serial-malformed', 422, 'AAAAA-AAAAA'],
      ['serial-malformed', 422, 'AAAAA-AAAAA-AAAAA-AAAAB'],
    ])('%s', async (code, status, serialNumber) => {
      const request = await requestOf(machineWith('alpha'));
      const response = await service.order({
        request,
        licenseType: 'pro',
        ...(serialNumber !== undefined && { serialNumber }),
      });
      expect([response.status, await codeOf(response)]).toEqual([status, code]);
    });

    test('of another license type are refused', async () => {
      const { serialNumber } = await service.sell(1, { licenseType: 'plus' });
      const response = await service.order({
        request: await requestOf(machineWith('alpha')),
        licenseType: 'pro',
        serialNumber,
      });
      expect([response.status, await codeOf(response)]).toEqual([403, 'license-type-not-covered']);
    });

    test('that have expired issue no license', async () => {
      const { serialNumber } = await service.sell(1, { expiresAt: '2026-11-23T10:00:00Z' });
      const response = await service.order({
        request: await requestOf(machineWith('alpha')),
        licenseType: 'pro',
        serialNumber,
      });
      expect([response.status, await codeOf(response)]).toEqual([403, 'serial-expired']);
    });
  });

  describe('when the disk fails in the middle', () => {
    test.each(['seats', 'seat_keys', 'licenses', 'license_bindings', 'audit'])(
      'at the row of %s, nothing is stored, no details are revealed, and the same order succeeds later',
      async (table) => {
        const { serialNumber } = await service.sell(1);
        const order = { request: await requestOf(machineWith('alpha')), licenseType: 'pro', serialNumber };
        const before = [await count('seats'), await count('licenses'), await count('audit')];
        await engine.breakInserts(service.store, table);
        const failed = await service.order(order);
        expect(failed.status).toBe(500);
        expect((await failed.text()) + service.lines.join()).not.toContain('SECRET');
        expect([await count('seats'), await count('licenses'), await count('audit')]).toEqual(before);
        await engine.mendInserts(service.store, table);
        expect((await service.order(order)).status).toBe(201);
        expect([await count('seats'), await count('licenses')]).toEqual([1, 1]);
      },
    );
  });

  describe('the audit trail', () => {
    test('has one row per event and reveals changed, removed and inserted rows', async () => {
      const { serialNumber } = await service.sell(5);
      for (const name of ['alpha', 'beta', 'gamma']) {
        await service.order({ request: await requestOf(machineWith(name)), licenseType: 'pro', serialNumber });
      }
      expect(await count('audit')).toBe(4);
      expect(await findAuditBreak(service.store)).toBeNull();
      const entries = await service.store.selectFrom('audit').select('entry').execute();
      expect(JSON.stringify(entries)).not.toContain(serialNumber.slice(0, 17));
      await service.store.updateTable('audit').set({ entry: '{}' }).where('sequence', '=', 2).execute();
      expect(await findAuditBreak(service.store)).toBe(2);
      await rehash(2);
      expect(await findAuditBreak(service.store)).toBe(3);
      await service.store.deleteFrom('audit').where('sequence', '=', 2).execute();
      expect(await findAuditBreak(service.store)).toBe(2);
    });

    /** Changes a row and its hash, as a forger would. */
    async function rehash(sequence: number): Promise<void> {
      const row = await service.store
        .selectFrom('audit')
        .selectAll()
        .where('sequence', '=', sequence)
        .executeTakeFirstOrThrow();
      const hash = createHash('sha256').update(`${row.previous_hash}\n${sequence}\n${row.entry}`).digest('hex');
      await service.store.updateTable('audit').set({ hash }).where('sequence', '=', sequence).execute();
      await service.store
        .updateTable('audit')
        .set({ previous_hash: hash })
        .where('sequence', '=', sequence + 1)
        .execute();
    }
  });
});
