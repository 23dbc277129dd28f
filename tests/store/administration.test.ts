import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportActivations, exportSerials } from '../../server/licensing/administration/exportRows.ts';
import { importSerials } from '../../server/licensing/administration/importSerials.ts';
import { listSerials } from '../../server/licensing/administration/listSerials.ts';
import { mintSerials } from '../../server/licensing/administration/mintSerials.ts';
import type { SaleParts } from '../../server/licensing/administration/parts.ts';
import { releaseSeat } from '../../server/licensing/administration/releaseSeat.ts';
import { searchActivations } from '../../server/licensing/administration/search/searchActivations.ts';
import { blockSerial, unblockSerial } from '../../server/licensing/administration/serialChanges/blockSerial.ts';
import { changeSerial } from '../../server/licensing/administration/serialChanges/changeSerials.ts';
import { licenseFile, showActivation } from '../../server/licensing/administration/showActivation.ts';
import { showSerial } from '../../server/licensing/administration/showSerial.ts';
import { findAuditBreak } from '../../server/store/audit.ts';
import { encodeBase64Url } from '../../src/crypto/base64.ts';
import { openLicense, readLicense } from '../../src/documents/license.ts';
import { machineId } from '../../src/documents/machineId.ts';
import { mintSerialNumber } from '../../src/documents/serialNumber.ts';
import { type Machine, machineWith, requestOf } from '../server/machines.ts';
import { engines } from './databases/engines.ts';
import { openService, serviceTime, type TestService } from './databases/testService.ts';

describe.each(engines)('on $name', (engine) => {
  let service: TestService;
  let parts: SaleParts;
  beforeEach(async () => {
    service = await openService({ engine });
    const { writer, keystore, catalog } = service;
    parts = { writer, catalog, pepper: keystore.pepper, actor: 'token:ada', now: () => serviceTime };
  });
  afterEach(() => service.close());

  const terms = { licenseType: 'pro', seats: 2 };
  const events = async () => {
    const rows = await service.store.selectFrom('audit').select('entry').orderBy('sequence').execute();
    return rows.map(({ entry }) => JSON.parse(entry) as { event: string; actor: string; facts: object });
  };
  const lastEvent = async () => (await events()).at(-1);
  const mintOne = async (changes = {}) => {
    const [minted] = await mintSerials(parts, { ...terms, count: 1, ...changes });
    if (minted === undefined) throw new Error('nothing was minted');
    return minted;
  };

  /** Orders a license and reads it. */
  async function activate(machine: Machine, serialNumber: string, changes = {}) {
    const request = await requestOf(machine);
    const response = await service.order({ request, licenseType: 'pro', serialNumber, ...changes });
    expect(response.status).toBe(201);
    return readLicense(
      openLicense(new Uint8Array(await response.arrayBuffer())),
      service.keystore.signers[0].publicKey,
    );
  }

  describe('serial numbers', () => {
    test('issue licenses with their terms', async () => {
      const { serialNumber, serialId, masked } = await mintOne({
        termDays: 30,
        features: ['telescope'],
        holder: 'Observatory',
        note: 'Order 17',
      });
      expect(masked).toBe(`*****-*****-*****-${serialNumber.slice(-5)}`);
      const license = await activate(machineWith('alpha'), serialNumber);
      expect(license).toMatchObject({
        holder: 'Observatory',
        features: ['planets', 'moons', 'export', 'telescope'],
        stopDate: '2026-12-24T00:00:00Z',
        serialMasked: masked,
      });
      expect(await showSerial(service.store, serialId)).toMatchObject({
        seats: 2,
        seatsTaken: 1,
        note: 'Order 17',
        taken: { rows: [{ number: 1, licenseId: license.licenseId, holder: 'Observatory' }], next: null },
        givenUp: [],
      });
      expect((await events())[0]).toMatchObject({ event: 'serial-added', actor: 'token:ada' });
    });

    test('are minted by the thousand, all different, and not stored in clear text', async () => {
      const minted = await mintSerials(parts, { ...terms, count: 1000 });
      expect(new Set(minted.map(({ serialNumber }) => serialNumber)).size).toBe(1000);
      expect(await findAuditBreak(service.store)).toBeNull();
      const stored = JSON.stringify([
        await service.store.selectFrom('serials').selectAll().execute(),
        await service.store.selectFrom('audit').selectAll().execute(),
      ]);
      for (const { serialNumber } of minted) expect(stored).not.toContain(serialNumber.slice(0, 17));
    });

    test.each([
      ['count', { count: 0 }],
      ['count', { count: 10_001 }],
      ['licenseType', { licenseType: 'personal' }],
      ['licenseType', { licenseType: 'none such' }],
      ['seats', { seats: 0 }],
      ['seats', { seats: 1.5 }],
      ['seats', { seats: 1_000_001 }],
      ['termDays', { termDays: 0 }],
      ['features', { features: Array.from({ length: 30 }, (_, index) => `feature-${index}`) }],
      ['features', { features: ['a;b'] }],
      ['features', { features: ['x'.repeat(65)] }],
      ['expiresAt', { expiresAt: '2026-11-23T10:00:00Z' }],
      ['expiresAt', { expiresAt: '2027-02-30T00:00:00Z' }],
      ['holder', { holder: 'x'.repeat(201) }],
      ['note', { note: 'two\nlines' }],
    ])('are not minted with a wrong %s', async (field, changes) => {
      const minting = mintSerials(parts, { ...terms, count: 1, ...changes });
      await expect(minting).rejects.toMatchObject({ code: 'serial-terms-invalid', details: { field } });
      expect(await events()).toEqual([]);
    });

    test('have up to 29 features when the license type has three: a license can have 32', async () => {
      const features = Array.from({ length: 29 }, (_, index) => `feature-${index}`);
      const { serialNumber } = await mintOne({ features });
      expect((await activate(machineWith('alpha'), serialNumber)).features).toHaveLength(32);
    });

    test('are imported all or none, and repeating an import changes nothing', async () => {
      const numbers = Array.from({ length: 150 }, () => mintSerialNumber(randomBytes(12)));
      const lines = numbers.map((serialNumber, index) => ({ ...terms, serialNumber, line: index + 2 }));
      const broken = [
        ...lines,
        { ...terms, serialNumber: 'AAAAA-AAAAA', line: 152 },
        { ...terms, seats: 0, serialNumber: numbers[0] ?? '', line: 153 },
      ];
      expect(await importSerials(parts, broken)).toEqual({
        outcome: 'refused',
        faults: [
          { line: 152, code: 'serial-malformed', details: { status: 'incomplete' } },
          { line: 153, code: 'serial-terms-invalid', details: { field: 'seats' } },
        ],
      });
      expect(await events()).toEqual([]);
      expect(await importSerials(parts, lines)).toEqual({ outcome: 'imported', added: 150, known: 0 });
      expect(await importSerials(parts, lines)).toEqual({ outcome: 'imported', added: 0, known: 150 });
      expect(await events()).toHaveLength(150);
      await activate(machineWith('alpha'), numbers[149] ?? '');
    });

    test('that exist with other terms are refused by line, and the rest of the file is not imported', async () => {
      const [one, two, three] = [1, 2, 3].map(() => mintSerialNumber(randomBytes(12))) as [string, string, string];
      await importSerials(parts, [{ ...terms, serialNumber: one, line: 2 }]);
      const outcome = await importSerials(parts, [
        { ...terms, serialNumber: two, line: 2 },
        { ...terms, serialNumber: one, seats: 9, line: 3 },
        { ...terms, serialNumber: two.toLowerCase(), features: ['telescope'], line: 4 },
        { ...terms, serialNumber: three, line: 5 },
      ]);
      expect(outcome).toEqual({
        outcome: 'refused',
        faults: [
          { line: 3, code: 'serial-known-otherwise', details: { field: 'seats' } },
          { line: 4, code: 'serial-known-otherwise', details: { field: 'features' } },
        ],
      });
      expect(await events()).toHaveLength(1);
    });

    test('that are blocked issue no license until they are unblocked; repeating changes nothing', async () => {
      const { serialNumber, serialId } = await mintOne();
      expect(await blockSerial(parts, serialId)).toBe('blocked');
      expect(await blockSerial(parts, serialId)).toBe('blocked-before');
      const order = { request: await requestOf(machineWith('alpha')), licenseType: 'pro', serialNumber };
      expect((await service.order(order)).status).toBe(403);
      expect(await unblockSerial(parts, serialId)).toBe('unblocked');
      expect(await unblockSerial(parts, serialId)).toBe('not-blocked');
      expect((await service.order(order)).status).toBe(201);
      const changes = (await events()).filter(({ event }) => event.includes('block'));
      expect(changes.map(({ event, actor }) => [event, actor])).toEqual([
        ['serial-blocked', 'token:ada'],
        ['serial-unblocked', 'token:ada'],
      ]);
    });

    test('get more or fewer seats, but never fewer than are taken', async () => {
      const { serialNumber, serialId } = await mintOne({ seats: 1 });
      await activate(machineWith('alpha'), serialNumber);
      const changeSeats = (seats: number) => changeSerial(parts, serialId, { seats });
      expect(await changeSeats(3)).toEqual([{ field: 'seats', before: '1', after: '3' }]);
      await activate(machineWith('beta'), serialNumber);
      await expect(changeSeats(1)).rejects.toMatchObject({
        code: 'seats-in-use',
        details: { taken: 2 },
      });
      expect(await changeSeats(2)).toHaveLength(1);
      expect(await changeSeats(2)).toEqual([]);
      const order = { request: await requestOf(machineWith('gamma')), licenseType: 'pro', serialNumber };
      expect((await service.order(order)).status).toBe(409);
      await expect(changeSeats(0)).rejects.toMatchObject({ code: 'serial-terms-invalid' });
      expect(await lastEvent()).toMatchObject({ event: 'serial-changed', facts: { seatsBefore: '3', seats: '2' } });
    });

    test('are listed newest first in pages, each once, by group, holder and state', async () => {
      const minted = await mintSerials(parts, { ...terms, count: 7, holder: 'Ärzte ohne Grenzen' });
      const other = await mintOne({ licenseType: 'plus', holder: 'Arcturus', expiresAt: '2026-11-24T00:00:00Z' });
      const list = (query: Parameters<typeof listSerials>[1], page = {}, now = '2026-11-23T10:00:00Z') =>
        listSerials(service.store, query, page, now);
      const first = await list({ text: 'ÄRZTE' }, { limit: 4 });
      const second = await list({ text: 'ÄRZTE' }, { limit: 4, cursor: first.next ?? '' });
      expect([first.rows.length, second.rows.length, second.next]).toEqual([4, 3, null]);
      const all = [...first.rows, ...second.rows].map(({ serialId }) => serialId);
      expect(all.sort()).toEqual(minted.map(({ serialId }) => serialId).sort());
      for (const text of [other.serialNumber.slice(-5), other.serialNumber, other.masked, other.serialId, 'arc']) {
        expect((await list({ text })).rows.map(({ serialId }) => serialId)).toEqual([other.serialId]);
      }
      await blockSerial(parts, minted[0]?.serialId ?? '');
      expect((await list({ state: 'blocked' })).rows).toHaveLength(1);
      expect((await list({ state: 'good' })).rows).toHaveLength(7);
      expect((await list({ state: 'expired' }, {}, '2026-11-24T00:00:00Z')).rows).toMatchObject([
        { holder: 'Arcturus' },
      ]);
      expect((await list({ licenseType: 'plus' })).rows).toHaveLength(1);
      expect((await list({ text: 'XXXX-XXXX!' })).rows).toEqual([]);
    });

    test('that do not exist are refused', async () => {
      const unknown = { code: 'serial-unknown' };
      await expect(showSerial(service.store, 'x')).rejects.toMatchObject(unknown);
      await expect(blockSerial(parts, 'x')).rejects.toMatchObject(unknown);
      await expect(unblockSerial(parts, 'x')).rejects.toMatchObject(unknown);
      await expect(changeSerial(parts, 'x', { seats: 1 })).rejects.toMatchObject(unknown);
    });
  });

  describe('activations', () => {
    test('are found by everything that a customer can name on the telephone', async () => {
      const [pro, plus] = [await mintOne({ seats: 5 }), await mintOne({ licenseType: 'plus', seats: 5 })];
      const machine = machineWith('alpha');
      const wanted = await activate(machine, pro.serialNumber, { holder: 'Ada Lovelace' });
      await activate(machineWith('beta'), plus.serialNumber, { licenseType: 'plus', holder: 'Grace Hopper' });
      const key = encodeBase64Url(machine.signer.publicKey);
      const name = machineId(machine.signer.publicKey);
      const texts = [
        [pro.serialNumber, 'serial'],
        [pro.masked, 'serial'],
        [pro.serialNumber.slice(-5).toLowerCase(), 'serial'],
        [wanted.licenseId, 'id'],
        [wanted.requestId, 'id'],
        [name, 'machine'],
        [name.toLowerCase(), 'machine'],
        [name.replace('-', ' '), 'machine'],
        [key, 'installation'],
        ['  ADA LOVE', 'holder'],
        ['Lovelac', 'holder'],
        ['ada', 'serial'],
      ] as const;
      for (const [text, by] of texts) {
        const { rows, recognized } = await searchActivations(service.store, { text });
        expect(recognized[0], text).toBe(by);
        expect(
          rows.map(({ licenseId }) => licenseId),
          text,
        ).toEqual([wanted.licenseId]);
      }
      for (const text of ['ovelace', '%', '_', 'l%v', '*****-*****-*****-00000']) {
        expect((await searchActivations(service.store, { text })).rows, text).toEqual([]);
      }
    });

    test('are found by a name that looks like a group of a serial number, each once', async () => {
      const { serialNumber } = await mintOne({ seats: 5 });
      const group = serialNumber.slice(-5);
      const both = await activate(machineWith('alpha'), serialNumber, { holder: `${group} Ltd` });
      const other = await mintOne({ seats: 5 });
      const named = await activate(machineWith('beta'), other.serialNumber, { holder: group });
      const { rows, recognized } = await searchActivations(service.store, { text: group });
      expect(recognized).toEqual(['serial', 'holder', 'note']);
      expect(rows.map(({ licenseId }) => licenseId)).toEqual([both.licenseId, named.licenseId]);
    });

    test('are listed newest first in pages, each exactly once', async () => {
      const { serialNumber } = await mintOne({ seats: 20 });
      const issued: string[] = [];
      for (let index = 0; index < 11; index += 1) {
        const holder = index % 2 === 0 ? 'even' : 'odd';
        issued.push((await activate(machineWith(`m${index}`), serialNumber, { holder })).licenseId);
      }
      for (const [index, id] of issued.entries()) {
        const issued_at = `2026-11-23T10:00:${String(Math.floor(index / 2)).padStart(2, '0')}Z`;
        await service.store.updateTable('licenses').set({ issued_at }).where('id', '=', id).execute();
      }
      for (const text of ['', serialNumber.slice(-5), 'e', 'o']) {
        const seen = [];
        let cursor: string | undefined;
        do {
          const page = await searchActivations(service.store, { text }, { limit: 3, cursor });
          expect(page.rows.length).toBeLessThanOrEqual(3);
          seen.push(...page.rows);
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        const moments = seen.map(({ issuedAt }) => issuedAt);
        expect(moments).toEqual([...moments].sort().reverse());
        expect(new Set(seen.map(({ licenseId }) => licenseId)).size).toBe(seen.length);
        expect(seen.length, text).toBe(text === 'e' ? 6 : text === 'o' ? 5 : 11);
      }
    });

    test('are sorted by holder across pages', async () => {
      const { serialNumber } = await mintOne({ seats: 20 });
      const holders = ['acme', 'Acme', 'ACME North', 'Acme', 'acmé', 'Acma'];
      for (const [index, holder] of holders.entries())
        await activate(machineWith(`m${index}`), serialNumber, { holder });
      for (const limit of [1, 2, 4, 50]) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await searchActivations(service.store, { text: 'acm' }, { limit, cursor });
          seen.push(...page.rows.map(({ holder }) => holder.toLowerCase()));
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        expect(seen).toEqual(['acma', 'acme', 'acme', 'acme', 'acme north', 'acmé']);
      }
    });

    test('are filtered by type and by the state of the seat', async () => {
      const { serialNumber } = await mintOne({ seats: 20 });
      const [gone, flagged] = [
        await activate(machineWith('gone'), serialNumber, { holder: 'Ada' }),
        await activate(machineWith('flagged'), serialNumber, { holder: 'Ada' }),
      ];
      await activate(machineWith('good'), serialNumber, { holder: 'Ada' });
      await service.order({ request: await requestOf(machineWith('free')), licenseType: 'personal' });
      await releaseSeat(parts, gone.licenseId);
      const { seatId } = await showActivation(service.store, flagged.licenseId);
      await service.store
        .updateTable('seats')
        .set({ flagged_at: '2026-11-23T11:00:00Z' })
        .where('id', '=', seatId)
        .execute();
      const idsOf = async (query: Parameters<typeof searchActivations>[1]) =>
        (await searchActivations(service.store, query)).rows.map(({ licenseId }) => licenseId);
      for (const text of ['', 'ada']) {
        expect(await idsOf({ text, state: 'released' })).toEqual([gone.licenseId]);
        expect(await idsOf({ text, state: 'flagged' })).toEqual([flagged.licenseId]);
        expect(await idsOf({ text, state: 'active' })).not.toContain(gone.licenseId);
      }
      expect(await idsOf({ state: 'active' })).toHaveLength(3);
      expect(await idsOf({ licenseType: 'personal' })).toHaveLength(1);
      expect(await idsOf({ licenseType: 'personal', state: 'released' })).toEqual([]);
      expect(await idsOf({ licenseType: 'pro', state: 'released' })).toEqual([gone.licenseId]);
    });

    test('refuse a cursor of another list', async () => {
      const forged = ['', '!', 'WyJ4Il0', 'WzFd', Buffer.from('["0","x"]').toString('base64url'), 'eyJhIjoxfQ'];
      for (const cursor of forged) {
        const refused = { code: 'service-request-invalid' };
        await expect(searchActivations(service.store, { text: 'ada' }, { cursor })).rejects.toMatchObject(refused);
        if (cursor !== 'WyJ4Il0') {
          await expect(
            searchActivations(service.store, { state: 'released' }, { cursor: 'WyJ4Il0' }),
          ).rejects.toMatchObject(refused);
        }
      }
    });

    test('are shown with seat, history and serial number, without the license', async () => {
      const { serialNumber, serialId } = await mintOne({ seats: 1 });
      const machine = machineWith('alpha');
      const first = await activate(machine, serialNumber);
      const second = await activate(machine, serialNumber);
      const shown = await showActivation(service.store, first.licenseId);
      expect(shown).toMatchObject({
        licenseId: first.licenseId,
        machine: machineId(machine.signer.publicKey),
        seat: { number: 1, moves: 0 },
        serial: { serialId, seats: 1, seatsTaken: 1 },
      });
      expect(shown.history.map(({ event }) => event)).toEqual(['issued', 'issued', 'taken']);
      expect(shown.history.map(({ licenseId }) => licenseId)).toContain(second.licenseId);
      expect(JSON.stringify(shown)).not.toContain('<License');
      const file = new TextDecoder().decode(await licenseFile(service.store, first.licenseId));
      expect(file).toContain(`<LicenseID Value="${first.licenseId}"/>`);
    });

    test('free their seat for another machine when released, once, and keep its history', async () => {
      const { serialNumber, serialId } = await mintOne({ seats: 1 });
      const dead = await activate(machineWith('dead'), serialNumber);
      expect(await releaseSeat(parts, dead.licenseId)).toBe('released');
      expect(await lastEvent()).toMatchObject({
        event: 'seat-released',
        actor: 'token:ada',
        facts: { pool: serialId },
      });
      expect(await releaseSeat(parts, dead.licenseId)).toBe('released-before');
      expect(await events()).toHaveLength(3);
      await activate(machineWith('next'), serialNumber);
      const shown = await showActivation(service.store, dead.licenseId);
      expect(shown).toMatchObject({ releaseReason: 'released', seat: { number: null }, serial: { seatsTaken: 1 } });
      expect(shown.history[0]).toMatchObject({ event: 'released' });
      expect(await showSerial(service.store, serialId)).toMatchObject({
        taken: { rows: [{ number: 1 }] },
        givenUp: [{ number: 0, licenseId: dead.licenseId, releaseReason: 'released' }],
      });
    });

    test('never take more seats than sold while seats are released and taken at the same time', async () => {
      const { serialNumber, serialId } = await mintOne({ seats: 3 });
      const held = await Promise.all([1, 2, 3].map((each) => activate(machineWith(`held-${each}`), serialNumber)));
      const requests = await Promise.all(
        Array.from({ length: 12 }, (_, each) => requestOf(machineWith(`new-${each}`))),
      );
      const [answers] = await Promise.all([
        Promise.all(requests.map((request) => service.order({ request, licenseType: 'pro', serialNumber }))),
        ...held.flatMap(({ licenseId }) => [releaseSeat(parts, licenseId), releaseSeat(parts, licenseId)]),
      ]);
      const taken = answers.filter(({ status }) => status === 201).length;
      const { seatsTaken, taken: seats, givenUp } = await showSerial(service.store, serialId);
      expect(givenUp).toHaveLength(3);
      expect([seatsTaken, seats.rows.length]).toEqual([taken, taken]);
      expect(taken).toBeLessThanOrEqual(3);
      expect(seats.rows.map(({ number }) => number)).toEqual(Array.from({ length: taken }, (_, index) => index + 1));
      expect(await findAuditBreak(service.store)).toBeNull();
    });

    test('that do not exist are refused', async () => {
      const unknown = { code: 'activation-unknown' };
      await expect(showActivation(service.store, 'x')).rejects.toMatchObject(unknown);
      await expect(licenseFile(service.store, 'x')).rejects.toMatchObject(unknown);
      await expect(releaseSeat(parts, 'x')).rejects.toMatchObject(unknown);
    });
  });

  test('the export contains everything, oldest first, also beyond one page', async () => {
    await mintSerials(parts, { ...terms, count: 1100 });
    const { serialNumber } = await mintOne({ seats: 3 });
    for (const name of ['a', 'b', 'c']) await activate(machineWith(name), serialNumber);
    const serials = [];
    for await (const row of exportSerials(service.store)) serials.push(row);
    expect(new Set(serials.map(({ serialId }) => serialId)).size).toBe(1101);
    const activations = [];
    for await (const row of exportActivations(service.store)) activations.push(row);
    expect(activations.map(({ serialMasked }) => serialMasked?.slice(-5))).toEqual(
      Array(3).fill(serialNumber.slice(-5)),
    );
    expect(JSON.stringify([serials, activations])).not.toContain(serialNumber.slice(0, 17));
  });
});
