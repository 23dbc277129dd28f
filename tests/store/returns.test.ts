import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findAuditBreak } from '../../server/store/audit.ts';
import { contractLimits } from '../../src/contract/limits.ts';
import { openLicense, readLicense } from '../../src/documents/license.ts';
import { bindingsOf, type Machine, machineWith, requestOf } from '../server/machines.ts';
import { receiptOf } from '../server/receipts.ts';
import { engines } from './databases/engines.ts';
import { openService, serviceTime, type TestService } from './databases/testService.ts';

const bare = (): Machine => ({ ...machineWith('any'), bindings: [] });
const daysFromNow = (days: number) =>
  `${new Date(serviceTime.getTime() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 19)}Z`;

describe.each(engines)('$name', (engine) => {
  let service: TestService;
  let serialNumber: string;
  beforeEach(async () => {
    service = await openService({ engine });
    ({ serialNumber } = await service.sell(1));
  });
  afterEach(() => service.close());

  const answerOf = async (response: Response) => (await response.json()) as { code?: string; outcome?: string };
  const codeOf = async (response: Response) => (await answerOf(response)).code;

  async function order(machine: Machine, changes: object = {}): Promise<Response> {
    return service.order({ request: await requestOf(machine), licenseType: 'pro', serialNumber, ...changes });
  }

  /** @returns id of the machine's license */
  async function activate(machine: Machine, changes: object = {}): Promise<string> {
    const response = await order(machine, changes);
    expect(response.status).toBe(201);
    const file = new Uint8Array(await response.arrayBuffer());
    return readLicense(openLicense(file), service.keystore.signers[0].publicKey).licenseId;
  }

  async function expectReturned(receipt: Uint8Array): Promise<void> {
    expect(await answerOf(await service.returnLicense(receipt))).toEqual({ outcome: 'returned', seatsLeft: 1 });
  }

  async function events(): Promise<string[]> {
    const rows = await service.store.selectFrom('audit').select('entry').orderBy('sequence').execute();
    return rows.map(({ entry }) => (JSON.parse(entry) as { event: string }).event);
  }

  describe('a returned license', () => {
    test('frees its seat once, however often the receipt is sent', async () => {
      const [first, second] = [bare(), bare()];
      const receipt = await receiptOf(first, await activate(first));
      expect(await codeOf(await order(second))).toBe('seats-exhausted');
      const answers = await Promise.all(Array.from({ length: 10 }, () => service.returnLicense(receipt)));
      const outcomes = await Promise.all(answers.map(async (answer) => (await answerOf(answer)).outcome));
      expect(outcomes.sort()).toEqual([...Array(9).fill('already-returned'), 'returned']);
      await activate(second);
      expect(await answerOf(await service.returnLicense(receipt))).toEqual({
        outcome: 'already-returned',
        seatsLeft: 0,
      });
      expect(await codeOf(await order(bare()))).toBe('seats-exhausted');
      expect((await events()).filter((event) => event === 'seat-returned')).toHaveLength(1);
      expect(await findAuditBreak(service.store)).toBeNull();
    });

    test('keeps its receipt and the history of its seat', async () => {
      const machine = bare();
      const licenseId = await activate(machine);
      const receipt = await receiptOf(machine, licenseId);
      await expectReturned(receipt);
      const kept = await service.store.selectFrom('returns').selectAll().executeTakeFirstOrThrow();
      expect(kept).toMatchObject({ license_id: licenseId, counter: 1, received_at: daysFromNow(0) });
      expect(new TextEncoder().encode(kept.receipt)).toEqual(receipt);
      const seat = await service.store.selectFrom('seats').selectAll().executeTakeFirstOrThrow();
      expect(seat).toMatchObject({ id: kept.seat_id, release_reason: 'returned', released_at: daysFromNow(0) });
    });

    test('is never issued again, but the machine may order again', async () => {
      const machine = bare();
      const asked = { request: await requestOf(machine) };
      const licenseId = await activate(machine, asked);
      await expectReturned(await receiptOf(machine, licenseId));
      const again = await order(machine, asked);
      expect([again.status, await codeOf(again)]).toEqual([409, 'license-returned']);
      expect(await activate(machine)).not.toBe(licenseId);
    });

    test('that is restored from a backup is not renewed without a free seat', async () => {
      const [restored, other] = [machineWith('alpha'), machineWith('beta')];
      await expectReturned(await receiptOf(restored, await activate(restored)));
      await activate(other);
      expect(await codeOf(await order(restored))).toBe('seats-exhausted');
      expect(await codeOf(await order({ ...machineWith('alpha') }))).toBe('seats-exhausted');
    });

    test('of a type without serial numbers is neither counted nor limited', async () => {
      const machine = bare();
      for (const counter of [1, 2, 3]) {
        const licenseId = await activate(machine, { licenseType: 'personal' });
        const answer = await service.returnLicense(await receiptOf(machine, licenseId, { counter }));
        expect(await answerOf(answer)).toEqual({ outcome: 'returned', seatsLeft: null });
      }
    });
  });

  describe('a receipt', () => {
    test('is checked for product, license, installation and counter, in this order', async () => {
      const [machine, stranger] = [bare(), bare()];
      const licenseId = await activate(machine);
      const unknown = 'AAAAAAAAAAAAAAAAAAAAAA';
      const refusals = [
        await receiptOf(stranger, unknown, { product: 'planetarium' }),
        await receiptOf(stranger, unknown),
        await receiptOf(stranger, licenseId),
      ];
      const codes = await Promise.all(refusals.map(async (receipt) => codeOf(await service.returnLicense(receipt))));
      expect(codes).toEqual(['product-other', 'return-other', 'installation-other']);
      await expectReturned(await receiptOf(machine, licenseId, { counter: 5 }));
      const renewed = await activate(machine);
      const outdated = await service.returnLicense(await receiptOf(machine, renewed, { counter: 5 }));
      expect(await answerOf(outdated)).toMatchObject({ code: 'return-outdated', details: { lastCounter: 5 } });
      expect(await codeOf(await order(bare()))).toBe('seats-exhausted');
    });

    test('for a replaced license frees nothing', async () => {
      const machine = bare();
      const old = await activate(machine);
      const renewed = await activate(machine);
      const answer = await service.returnLicense(await receiptOf(machine, old));
      expect([answer.status, await codeOf(answer)]).toEqual([409, 'return-superseded']);
      await expectReturned(await receiptOf(machine, renewed));
    });

    test('with the nonce of another installation is a different receipt', async () => {
      const nonce = 'AAECAwQFBgcICQoLDA0ODw';
      const [machine, other] = [bare(), bare()];
      const mine = await receiptOf(machine, await activate(machine), { nonce });
      const second = await service.sell(1);
      const theirs = await activate(other, { serialNumber: second.serialNumber });
      await expectReturned(await receiptOf(other, theirs, { nonce }));
      await expectReturned(mine);
    });

    test.each([
      [415, 'service-request-invalid', 'application/json', null],
      [422, 'file-unrecognized', undefined, 'not a receipt'],
      [422, 'file-empty', undefined, ''],
      [413, 'service-request-invalid', undefined, 'x'.repeat(contractLimits.requestLength + 1)],
    ])('is refused with %i %s', async (status, code, type, text) => {
      const machine = bare();
      const body = text === null ? await receiptOf(machine, await activate(machine)) : new TextEncoder().encode(text);
      const answer = await service.returnLicense(body, type);
      expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
    });

    test('that is a request or was changed is refused', async () => {
      const machine = bare();
      const request = new TextEncoder().encode(await requestOf(machine));
      expect(await codeOf(await service.returnLicense(request))).toBe('document-type-wrong');
      const receipt = await receiptOf(machine, await activate(machine));
      const changed = new TextDecoder().decode(receipt).replace('Counter Value="1"', 'Counter Value="2"');
      expect(await codeOf(await service.returnLicense(new TextEncoder().encode(changed)))).toBe('signature-invalid');
    });
  });

  describe('the limit', () => {
    test('is one return in seven days and two per year; the refusal says when the next one is allowed', async () => {
      const machine = bare();
      const returnLicense = async (counter: number) =>
        service.returnLicense(await receiptOf(machine, await activate(machine), { counter }));
      expect((await returnLicense(1)).status).toBe(200);
      service.wait(1);
      const soon = await returnLicense(2);
      expect(await answerOf(soon)).toMatchObject({ code: 'return-too-soon', details: { nextAt: daysFromNow(7) } });
      service.wait(6);
      expect((await returnLicense(2)).status).toBe(200);
      service.wait(100);
      const often = await returnLicense(3);
      const details = { perYear: 2, nextAt: daysFromNow(365) };
      expect(await answerOf(often)).toMatchObject({ code: 'return-too-often', details });
      service.wait(258);
      expect((await returnLicense(3)).status).toBe(200);
    });

    test('counts by hardware too: a new installation key does not reset it', async () => {
      const first = machineWith('alpha');
      await expectReturned(await receiptOf(first, await activate(first)));
      const fresh = {
        ...machineWith('x'),
        bindings: [...bindingsOf('alpha').slice(0, 3), ...bindingsOf('x').slice(3)],
      };
      expect(await codeOf(await service.returnLicense(await receiptOf(fresh, await activate(fresh))))).toBe(
        'return-too-soon',
      );
      const other = machineWith('beta');
      const more = await service.sell(1);
      await expectReturned(await receiptOf(other, await activate(other, { serialNumber: more.serialNumber })));
    });

    test('accepts a receipt later that came too soon', async () => {
      const machine = bare();
      await expectReturned(await receiptOf(machine, await activate(machine)));
      const receipt = await receiptOf(machine, await activate(machine), { counter: 2 });
      expect(await codeOf(await service.returnLicense(receipt))).toBe('return-too-soon');
      service.wait(7);
      await expectReturned(receipt);
    });
  });

  describe('when the disk fails in the middle of a return', () => {
    test.each(['returns', 'seat_changes', 'audit'])('at the row of %s, the seat stays taken', async (table) => {
      const machine = bare();
      const receipt = await receiptOf(machine, await activate(machine));
      await engine.breakInserts(service.store, table);
      const failed = await service.returnLicense(receipt);
      expect(failed.status).toBe(500);
      expect((await failed.text()) + service.lines.join()).not.toContain('SECRET');
      await engine.mendInserts(service.store, table);
      expect(await codeOf(await order(bare()))).toBe('seats-exhausted');
      await expectReturned(receipt);
    });
  });
});
