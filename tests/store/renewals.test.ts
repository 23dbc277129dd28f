import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { releaseSeat } from '../../server/licensing/administration/releaseSeat.ts';
import { blockSerial } from '../../server/store/serials.ts';
import { encodeBase64Url } from '../../src/crypto/base64.ts';
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

  const licenseOf = async (response: Response) =>
    readLicense(openLicense(new Uint8Array(await response.arrayBuffer())), service.keystore.signers[0].publicKey);
  const answerOf = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];
  const machine = machineWith('alpha');

  async function activated(seats = 1) {
    const sold = await service.sell(seats);
    const order = { request: await requestOf(machine), licenseType: 'pro', serialNumber: sold.serialNumber };
    return { ...sold, license: await licenseOf(await service.order(order)) };
  }

  const renewal = async (renews: string, of = machine) => ({
    ...{ request: await requestOf(of), licenseType: 'pro', renews },
  });

  describe('a renewal without the serial number', () => {
    test('gets a new license on the seat of the license that it names', async () => {
      const { license } = await activated();
      const response = await service.order(await renewal(license.licenseId));
      expect(response.status).toBe(201);
      const renewed = await licenseOf(response);
      expect(renewed).toMatchObject({ licenseType: 'pro', serialMasked: license.serialMasked });
      expect(renewed.licenseId).not.toBe(license.licenseId);
      expect(renewed.initialActivationDate).toBe(license.initialActivationDate);
      const { rows } = await service.store
        .selectFrom('seats')
        .select(({ fn }) => fn.countAll<number | string>().as('rows'))
        .executeTakeFirstOrThrow();
      expect(Number(rows)).toBe(1);
    });

    test('is answered with the same bytes when repeated, and its request serves no other order', async () => {
      const { license, serialNumber } = await activated();
      const order = await renewal(license.licenseId);
      const [first, again] = [await service.order(order), await service.order(order)];
      expect([first.status, again.status]).toEqual([201, 200]);
      expect(await again.text()).toBe(await first.text());
      const { renews: _, ...same } = order;
      const other = await service.order({ ...same, serialNumber });
      expect(await answerOf(other)).toEqual([409, 'request-id-reused']);
    });

    test('works again with the license of the last renewal', async () => {
      const { license } = await activated();
      const second = await licenseOf(await service.order(await renewal(license.licenseId)));
      expect((await service.order(await renewal(second.licenseId))).status).toBe(201);
      // The earlier license names the same seat.
      expect((await service.order(await renewal(license.licenseId))).status).toBe(201);
    });

    test('is refused for a license of another installation, on whatever hardware, and for an unknown one', async () => {
      const { license } = await activated(3);
      const twin = { ...machineWith('beta'), bindings: bindingsOf('alpha') };
      for (const order of [
        await renewal(license.licenseId, twin),
        await renewal(license.licenseId, machineWith('gamma')),
        await renewal(encodeBase64Url(randomBytes(16))),
        await renewal(''),
      ]) {
        expect(await answerOf(await service.order(order))).toEqual([403, 'renewal-refused']);
      }
    });

    test('never moves the seat to changed hardware, even if the person confirms', async () => {
      const { license } = await activated(3);
      const changed = { ...machine, bindings: machineWith('beta').bindings };
      const order = await renewal(license.licenseId, changed);
      expect(await answerOf(await service.order(order))).toEqual([409, 'machine-changed']);
      expect(await answerOf(await service.order({ ...order, confirmChange: true }))).toEqual([409, 'machine-changed']);
    });

    test('is refused once the seat is released, or the serial number blocked', async () => {
      const { license, id } = await activated();
      const occasion = { at: '2026-11-23T09:30:00Z', actor: 'command-line' } as const;
      await service.writer.write((context) => blockSerial(context, id, occasion));
      expect(await answerOf(await service.order(await renewal(license.licenseId)))).toEqual([403, 'serial-refused']);
      const parts = { writer: service.writer, now: () => new Date(), actor: 'command-line' } as const;
      await releaseSeat(parts, license.licenseId);
      expect(await answerOf(await service.order(await renewal(license.licenseId)))).toEqual([409, 'license-returned']);
    });

    test('counts for nothing beside a serial number', async () => {
      const { license } = await activated();
      const wrong = { ...(await renewal(license.licenseId)), serialNumber: mintSerialNumber(randomBytes(12)) };
      expect(await answerOf(await service.order(wrong))).toEqual([403, 'serial-refused']);
    });
  });
});
