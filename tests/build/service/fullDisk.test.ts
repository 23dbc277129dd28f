import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentFor, order, startLocally } from '../../server/demo/inProcess.ts';
import { machineWith, requestOf } from '../../server/machines.ts';
import { type BuiltService, installService } from './serviceProcess.ts';

let service: BuiltService;
beforeAll(() => {
  service = installService();
});
afterAll(() => service.dispose());

// Windows has no such limit.
test.skipIf(process.platform === 'win32')('a full disk is reported at once and loses no issued license', async () => {
  const environment = { KEYFERRY_DATA: `${service.dataFolder}-full` };
  const cramped = await service.startCramped(1024, environment);
  const issued = new Map<string, string>();
  for (let status = 201; status === 201; ) {
    const request = await requestOf(machineWith(`machine-${issued.size}`));
    const answer = await order(cramped, { request, licenseType: 'personal' });
    status = answer.status;
    if (status === 201) issued.set(request, await answer.text());
    else expect([status, await answer.json()]).toMatchObject([503, { code: 'service-busy' }]);
  }
  expect(issued.size).toBeGreaterThan(0);
  expect((await fetch(`${cramped.address}/readyz`)).status).toBe(503);
  expect((await fetch(`${cramped.address}/healthz`)).status).toBe(200);
  await cramped.end('SIGKILL');
  const roomy = await startLocally(environmentFor(environment.KEYFERRY_DATA));
  for (const [request, license] of issued) {
    const answer = await order(roomy, { request, licenseType: 'personal' });
    expect([answer.status, await answer.text()]).toEqual([200, license]);
  }
  expect((await fetch(`${roomy.address}/readyz`)).status).toBe(200);
  await roomy.stop();
});
