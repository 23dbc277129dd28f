import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdminApi } from '../../src/admin/api.ts';
import { createAdminClient } from '../../src/admin/api.ts';
import { contractLimits } from '../../src/contract/limits.ts';
import { scopes } from '../../src/contract/scopes.ts';
import { openService, type TestService } from '../server/http/adminCalls.ts';
import { machineWith, requestOf } from '../server/machines.ts';
import { installationCodeOf, licenseAt, returnCodeOf, vocabularyFor } from '../server/typedCodes.ts';

let service: TestService;
let api: AdminApi;
beforeAll(async () => {
  service = await openService();
  const connect = createAdminClient('http://service.test', {
    navigator: { onLine: true },
    fetch: async (input, init) => service.app.fetch(new Request(input, init)),
  });
  api = connect(await service.makeToken('anna', scopes));
});
afterAll(() => service.close());

test('finds, shows, releases and reissues an activation', async () => {
  const { serialNumber, id: serialId } = await service.sell(1);
  const request = await requestOf(machineWith('admin client'));
  const license = await (await service.order({ request, licenseType: 'pro', serialNumber })).text();
  const { rows } = await api.searchActivations(serialNumber, { state: 'active', product: null }, null);
  const [found] = rows;
  expect(found).toMatchObject({ serialId, releasedAt: null });
  const id = found?.licenseId ?? '';
  const { outcome, file } = await api.reissueLicense(id);
  expect([outcome, new TextDecoder().decode(file)]).toEqual(['current', license]);
  expect((await api.seatsOf(serialId, null)).rows).toMatchObject([{ licenseId: id }]);
  expect(await api.releaseSeat(id)).toMatchObject({ releaseReason: 'released' });
  expect(await api.showActivation(id)).toMatchObject({ seat: { number: null } });
  expect(await api.blockSerial(serialId, true)).toMatchObject({ blockedAt: expect.any(String) });
  expect(await api.blockSerial(serialId, false)).toMatchObject({ blockedAt: null });
});

test('answers an installation code, says when it was answered before, and takes the return code', async () => {
  const { serialNumber } = await service.sell(2);
  const machine = machineWith('on the telephone');
  const installationCode = installationCodeOf(machine, vocabularyFor(service));
  const order = { installationCode, licenseType: 'pro', serialNumber };
  const first = await api.issueByCode(order);
  expect(first.outcome).toBe('issued');
  const { licenseId } = licenseAt(machine, first.code.groups, service);
  expect(await api.issueByCode(order)).toEqual({ outcome: 'given-before', code: first.code });
  await expect(api.reissueLicense(licenseId)).rejects.toMatchObject({ code: 'license-by-code' });
  const returned = await api.takeReturnCode({ returnCode: await returnCodeOf(machine, licenseId) });
  expect(returned).toEqual({ outcome: 'returned', seatsLeft: 2, machine: first.code.machine });
});

test('creates as many serial numbers at once as the service allows', async () => {
  const { mintCount } = contractLimits;
  expect(await api.mintSerials({ licenseType: 'pro', count: mintCount, seats: 1 })).toHaveLength(mintCount);
  const tooMany = api.mintSerials({ licenseType: 'pro', count: mintCount + 1, seats: 1 });
  await expect(tooMany).rejects.toMatchObject({ code: 'serial-terms-invalid', details: { field: 'count' } });
});
