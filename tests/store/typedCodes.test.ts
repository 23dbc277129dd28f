import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findAuditBreak } from '../../server/store/audit.ts';
import type { ConfirmationCode } from '../../src/contract/calls/codes.ts';
import { openLicense, readLicense } from '../../src/documents/license.ts';
import { machineId } from '../../src/documents/machineId.ts';
import { bindingsOf, type Machine, machineWith, requestOf } from '../server/machines.ts';
import { receiptOf } from '../server/receipts.ts';
import { installationCodeOf, licenseAt, returnCodeOf, vocabularyFor } from '../server/typedCodes.ts';
import { engines } from './databases/engines.ts';
import { openService, type TestService } from './databases/testService.ts';

/** The same installation on hardware of which two of five parts remain. */
const rebuilt = (machine: Machine, name: string): Machine => ({
  ...machine,
  bindings: [...machine.bindings.slice(0, 2), ...bindingsOf(name).slice(2)],
});

describe.each(engines)('$name', (engine) => {
  let service: TestService;
  let serialNumber: string;
  beforeEach(async () => {
    service = await openService({ engine });
    ({ serialNumber } = await service.sell(2));
  });
  afterEach(async () => {
    const isWhole = (await findAuditBreak(service.store)) === null;
    await service.close();
    expect(isWhole).toBe(true);
  });

  const post = (path: string, body: object) =>
    service.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  const codeOf = (machine: Machine, computer?: string) =>
    installationCodeOf(machine, vocabularyFor(service), computer === undefined ? {} : { computer });
  const orderByCode = (machine: Machine, changes: object = {}) =>
    post('/api/v1/codes/activations', {
      installationCode: codeOf(machine),
      ...{ licenseType: 'pro', serialNumber },
      ...changes,
    });

  async function byCode(machine: Machine, changes: object = {}, status = 201) {
    const response = await orderByCode(machine, changes);
    const answer = (await response.json()) as ConfirmationCode;
    expect([response.status, answer]).toMatchObject([status, { machine: machineId(machine.signer.publicKey) }]);
    return { ...answer, license: licenseAt(machine, answer.groups, service) };
  }

  async function byFile(machine: Machine, changes: object = {}) {
    const response = await service.order({
      request: await requestOf(machine),
      ...{ licenseType: 'pro', serialNumber },
      ...changes,
    });
    expect(response.status).toBe(201);
    const file = new Uint8Array(await response.arrayBuffer());
    return readLicense(openLicense(file), service.keystore.signers[0].publicKey);
  }

  async function refusalOf(response: Response | Promise<Response>) {
    const { code, details } = (await (await response).json()) as { code: string; details?: object };
    return [code, details];
  }

  const seatsInUse = async () =>
    (await service.store.selectFrom('seats').select('pool').execute()).filter(
      ({ pool }) => !pool.startsWith('released:'),
    ).length;
  const returnByCode = async (machine: Machine, licenseId: string, options?: Parameters<typeof returnCodeOf>[2]) =>
    post('/api/v1/codes/returns', { returnCode: await returnCodeOf(machine, licenseId, options) });

  test('an installation code gets a code that makes the license of a file, on this machine only', async () => {
    const machine = machineWith('alpha');
    const { license, licenseId, stopDate } = await byCode(machine);
    expect(license).toMatchObject({ licenseId, licenseType: 'pro', bindings: machine.bindings });
    expect(stopDate).toBe(license.stopDate ?? null);
    const { groups } = await byCode(machine, {}, 200);
    expect(() => licenseAt(rebuilt(machine, 'other'), groups, service)).toThrow();
    expect(await seatsInUse()).toBe(1);
  });

  test('the same code again, however it is typed, gets the same code and no second seat', async () => {
    const machine = machineWith('alpha');
    const first = await byCode(machine);
    const typed = codeOf(machine).toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(await byCode(machine, { installationCode: typed }, 200)).toMatchObject({ groups: first.groups });
    service.wait(40);
    // Its renewal is due later by then, so that it is another license.
    const later = await byCode(machine);
    expect(later.license.initialActivationDate).toBe(first.license.initialActivationDate);
    expect(await seatsInUse()).toBe(1);
  });

  test('a machine keeps its seat when it comes by code and then by file', async () => {
    const machine = machineWith('alpha');
    const first = await byCode(machine);
    const second = await byFile(machine);
    expect(second.initialActivationDate).toBe(first.license.initialActivationDate);
    await byFile(machine);
    await byCode(machine);
    expect(await seatsInUse()).toBe(1);
  });

  test('a machine keeps its seat when it comes by file and then by code', async () => {
    const machine = machineWith('alpha');
    const first = await byFile(machine);
    const second = await byCode(machine);
    expect(second.license.initialActivationDate).toBe(first.initialActivationDate);
    // By file, a reinstalled system is found by its hardware, as it would be if both had come by file.
    await byFile({ ...machineWith('other'), bindings: machine.bindings });
    expect(await seatsInUse()).toBe(1);
  });

  test.each([
    ['code', 'code'],
    ['code', 'file'],
    ['file', 'code'],
  ])('by %s and then by %s, changed hardware is asked about and moves the seat', async (before, after) => {
    const ways = { code: byCode, file: byFile };
    const orders = {
      code: orderByCode,
      file: async (changed: Machine) =>
        service.order({ request: await requestOf(changed), licenseType: 'pro', serialNumber }),
    };
    const machine = machineWith('alpha');
    await ways[before as 'code'](machine);
    const changed = rebuilt(machine, 'new');
    expect(await refusalOf(orders[after as 'code'](changed))).toEqual(['machine-changed', { seat: 'moves' }]);
    await ways[after as 'code'](changed, { confirmChange: true });
    expect(await seatsInUse()).toBe(1);
    // The seat has left the earlier hardware, which is asked about in its turn.
    expect(await refusalOf(orderByCode(machine))).toEqual(['machine-changed', { seat: 'moves' }]);
    await byCode(machine, { confirmChange: true });
    expect(await refusalOf(orderByCode(changed, { confirmChange: true }))).toMatchObject(['move-too-often', {}]);
    expect(await seatsInUse()).toBe(1);
  });

  test('more machines than seats are refused, by code as by file', async () => {
    await byCode(machineWith('alpha'));
    await byFile(machineWith('beta'));
    expect(await refusalOf(orderByCode(machineWith('gamma')))).toEqual(['seats-exhausted', { seats: 2 }]);
    expect(await seatsInUse()).toBe(2);
  });

  test('orders of the same machine at the same time, by code and by file, take one seat', async () => {
    const machine = machineWith('alpha');
    const request = await requestOf(machine);
    const orders = Array.from({ length: 8 }, (_, at) =>
      at % 2 === 0 ? orderByCode(machine) : service.order({ request, licenseType: 'pro', serialNumber }),
    );
    const statuses = (await Promise.all(orders)).map(({ status }) => status);
    expect(statuses.every((status) => status === 200 || status === 201)).toBe(true);
    expect(await seatsInUse()).toBe(1);
  });

  test('a license by code is returned by code, and its seat taken again', async () => {
    const machine = machineWith('alpha');
    const { licenseId } = await byCode(machine);
    const [first, again] = [await returnByCode(machine, licenseId), await returnByCode(machine, licenseId)];
    expect([await first.json(), await again.json()]).toMatchObject([
      { outcome: 'returned', seatsLeft: 2 },
      { outcome: 'already-returned' },
    ]);
    expect(await seatsInUse()).toBe(0);
    const next = await byCode(machine);
    expect(next.licenseId).not.toBe(licenseId);
    expect(await refusalOf(returnByCode(machine, next.licenseId, { counter: 2 }))).toMatchObject([
      'return-too-soon',
      {},
    ]);
  });

  test('a license by code is returned by a receipt, and one by file by code', async () => {
    const [machine, other] = [machineWith('alpha'), machineWith('beta')];
    const { licenseId } = await byCode(machine);
    expect((await service.returnLicense(await receiptOf(machine, licenseId))).status).toBe(200);
    const license = await byFile(other);
    const short = await returnByCode(other, license.licenseId, { knowsKey: true });
    expect(await short.json()).toMatchObject({ outcome: 'returned' });
    expect(await seatsInUse()).toBe(0);
  });

  test('a return code of another machine, and one for another license, frees nothing', async () => {
    const [machine, other] = [machineWith('alpha'), machineWith('beta')];
    const { licenseId } = await byCode(machine);
    await byCode(other);
    expect(await refusalOf(returnByCode(other, licenseId))).toEqual(['return-other', undefined]);
    expect((await service.returnLicense(await receiptOf(other, licenseId))).status).toBe(422);
    expect(await seatsInUse()).toBe(2);
  });

  test('a trial begins once, by code and by file', async () => {
    const machine = machineWith('alpha');
    const { license } = await byCode(machine, { licenseType: 'trial', serialNumber: undefined });
    service.wait(3);
    const again = await byFile(machine, { licenseType: 'trial', serialNumber: undefined });
    expect(again.stopDate).toBe(license.stopDate);
    const moved = await byCode(rebuilt(machine, 'new'), { licenseType: 'trial', serialNumber: undefined });
    expect(moved.license.stopDate).toBe(license.stopDate);
    service.wait(400);
    expect(await refusalOf(orderByCode(machine, { licenseType: 'trial', serialNumber: undefined }))).toMatchObject([
      'trial-used',
      {},
    ]);
  });

  test('a license by code is renewed by a request that its installation signs', async () => {
    const machine = machineWith('alpha');
    const { licenseId } = await byCode(machine);
    const renewal = { serialNumber: undefined, renews: licenseId };
    expect((await byFile(machine, renewal)).licenseId).not.toBe(licenseId);
    const stranger = await service.order({
      request: await requestOf(machineWith('beta')),
      licenseType: 'pro',
      ...renewal,
    });
    expect(await refusalOf(stranger)).toEqual(['renewal-refused', undefined]);
    expect(await seatsInUse()).toBe(1);
  });

  test('a code whose computer ID is not that of the machine gives a license that works nowhere', async () => {
    const [machine, other] = [machineWith('alpha'), machineWith('beta')];
    const installationCode = codeOf(machine, machineId(other.signer.publicKey));
    const answer = (await (await orderByCode(machine, { installationCode })).json()) as ConfirmationCode;
    for (const here of [machine, other]) {
      expect(() => licenseAt(here, answer.groups, service)).toThrow();
    }
  });

  test('where seats are unlimited, a computer ID that somebody knows moves no seat of its machine', async () => {
    const [machine, stranger] = [machineWith('alpha'), machineWith('beta')];
    const free = { licenseType: 'personal', serialNumber: undefined };
    const { licenseId } = await byFile(machine, free);
    const installationCode = codeOf(stranger, machineId(machine.signer.publicKey));
    await orderByCode(stranger, { ...free, installationCode });
    expect((await service.returnLicense(await receiptOf(machine, licenseId))).status).toBe(200);
  });

  test('hardware that differs a little with each order does not begin the count of returns again', async () => {
    const machine = machineWith('alpha');
    const first = await byCode(machine);
    expect((await returnByCode(machine, first.licenseId)).status).toBe(200);
    const changed = { ...machine, bindings: [...machine.bindings.slice(0, 4), ...bindingsOf('new').slice(4)] };
    const second = await byCode(changed);
    const third = await byFile({ ...machine, bindings: machine.bindings.slice(0, 4) }, { confirmChange: true });
    const again = await returnByCode(changed, second.licenseId, { counter: 2 });
    expect(await refusalOf(again)).toMatchObject(['return-superseded', undefined]);
    const later = await service.returnLicense(await receiptOf(machine, third.licenseId, { counter: 2 }));
    expect(await refusalOf(later)).toMatchObject(['return-too-often', { perYear: 2 }]);
  });

  test('a machine that refuses its code gets another: on another day, on demand, and when it was revoked', async () => {
    const machine = machineWith('alpha');
    const first = await byCode(machine, { licenseType: 'personal', serialNumber: undefined });
    const free = { licenseType: 'personal', serialNumber: undefined };
    expect(await byCode(machine, { ...free, holder: 'Another' }, 200)).toMatchObject({ groups: first.groups });
    const second = await byCode(machine, { ...free, new: true });
    expect(second.licenseId).not.toBe(first.licenseId);
    (service.keyset.revokedLicenses as string[]).push(second.licenseId);
    const third = await byCode(machine, free);
    service.wait(1.5);
    expect((await byCode(machine, free)).licenseId).not.toBe(third.licenseId);
    expect(await seatsInUse()).toBe(1);
  });

  test('new codes without end wait for the clock instead of running ahead of it', async () => {
    const machine = machineWith('alpha');
    const free = { licenseType: 'personal', serialNumber: undefined, new: true };
    const statuses: number[] = [];
    for (let count = 0; count < 70; count += 1) statuses.push((await orderByCode(machine, free)).status);
    expect([statuses.indexOf(503), new Set(statuses.slice(61))]).toEqual([61, new Set([503])]);
    service.wait(1);
    expect((await orderByCode(machine, free)).status).toBe(201);
  });

  test('a request that has the id of the coming license changes nothing', async () => {
    const machine = machineWith('alpha');
    const { licenseId } = await byCode(machine);
    await service.store.deleteFrom('licenses').execute();
    const order = { licenseType: 'personal', request: await requestOf(machineWith('beta'), { requestId: licenseId }) };
    expect((await service.order(order)).status).toBe(201);
    expect((await byCode(machineWith('gamma'))).licenseId).not.toBe(licenseId);
  });

  test('a license that no machine would take is not given, and takes no seat', async () => {
    const { serialNumber: bad } = await service.sell(1, { features: ['é'.repeat(60)] });
    expect((await refusalOf(orderByCode(machineWith('alpha'), { serialNumber: bad })))[0]).toBe('payload-schema');
    const { serialNumber: long } = await service.sell(1, { expiresAt: '9999-12-31T00:00:00Z' });
    expect((await refusalOf(orderByCode(machineWith('alpha'), { serialNumber: long })))[0]).toBe('code-impossible');
    expect(await seatsInUse()).toBe(0);
  });

  test('a renewal without serial number on changed hardware says that it needs one', async () => {
    const machine = machineWith('alpha');
    const { licenseId } = await byCode(machine);
    const changed = { ...machine, bindings: [...machine.bindings.slice(0, 4), ...bindingsOf('new').slice(4)] };
    const order = { request: await requestOf(changed), licenseType: 'pro', renews: licenseId };
    expect(await refusalOf(service.order(order))).toMatchObject(['renewal-refused', undefined]);
  });

  test('what needs a file of the license says that there is none', async () => {
    const { licenseId } = await byCode(machineWith('alpha'));
    const token = await service.makeToken('anna', ['activations:write']);
    const reissue = await service.app.request(`/api/v1/admin/activations/${licenseId}/reissue`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{}',
    });
    expect(await refusalOf(reissue)).toMatchObject(['license-by-code', undefined]);
    const { computers } = (await (await service.computers({ serialNumber })).json()) as { computers: { id: string }[] };
    const fetched = await service.computers({ serialNumber, computer: computers[0]?.id }, '/license');
    expect(await refusalOf(fetched)).toMatchObject(['license-by-code', undefined]);
  });

  test('a machine with other names gets a code that spells them', async () => {
    const machine = machineWith('alpha');
    const own = vocabularyFor(service);
    const { groups } = await byCode(machine);
    const older = { ...own, licenseTypes: [...own.licenseTypes, 'site'] };
    const response = await orderByCode(machine, { installationCode: installationCodeOf(machine, older) });
    const spelled = (await response.json()) as ConfirmationCode;
    expect(spelled.groups).not.toEqual(groups);
    expect(licenseAt(machine, spelled.groups, service).licenseType).toBe('pro');
  });

  test.each([
    ['a confirmation code', 'code-of-another-kind'],
    ['a cut one', 'code-incomplete'],
    ['a mistyped one', 'code-mistyped'],
    ['one of another product', 'code-other-product'],
  ])('%s is refused with %s', async (kind, code) => {
    const machine = machineWith('alpha');
    const right = codeOf(machine);
    const codes: Readonly<Record<string, string>> = {
      'a confirmation code': (await byCode(machine)).groups.join(' '),
      'a cut one': right.split(' ').slice(0, 5).join(' '),
      'a mistyped one': right.replace(/.$/, (last) => (last === '7' ? '8' : '7')),
      'one of another product': installationCodeOf(machine, { ...vocabularyFor(service), product: 'sextant' }),
    };
    const [refused] = await refusalOf(orderByCode(machine, { installationCode: codes[kind] }));
    expect(refused).toBe(code);
  });
});
