import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { machineWith, requestOf } from '../machines.ts';
import { type BuiltService, buildService, type ServiceProcess } from '../serviceProcess.ts';

let service: BuiltService;
beforeAll(async () => {
  service = await buildService();
}, 60_000);
afterAll(() => service.dispose());

const json = { 'content-type': 'application/json' };

function order({ address }: ServiceProcess, body: unknown): Promise<Response> {
  return fetch(`${address}/api/v1/activations`, { method: 'POST', headers: json, body: JSON.stringify(body) });
}

describe('a service that stops', () => {
  test('waits for nobody who is silent, and for nobody who only kept the connection', async () => {
    const running = await service.start();
    const { port } = new URL(running.address);
    const silent = connect(Number(port), '127.0.0.1');
    await once(silent, 'connect');
    const kept = connect(Number(port), '127.0.0.1');
    kept.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(kept, 'data');
    const body = JSON.stringify({ request: await requestOf(machineWith('alpha')), licenseType: 'personal' });
    const headers = { ...json, 'content-length': Buffer.byteLength(body) };
    const call = httpRequest(`${running.address}/api/v1/activations`, { method: 'POST', headers });
    call.write(body.slice(0, 100));
    // One answer on another connection: by now the server has seen the first half.
    await (await fetch(`${running.address}/healthz`)).text();
    const gone = Promise.all([silent, kept].map((socket) => once(socket.resume(), 'close')));
    const ended = running.end('SIGTERM');
    // While the call still runs; it is answered all the same.
    await gone;
    call.end(body.slice(100));
    const [response] = await once(call, 'response');
    expect(response.statusCode).toBe(201);
    response.resume();
    expect(await ended).toBe(0);
  });

  test('first says that it is not ready, and answers on for as long as it was told to', async () => {
    const running = await service.start({ KEYFERRY_STOP_DELAY: '5' });
    const ended = running.end('SIGTERM');
    for (let status = 200; status === 200; ) {
      const ready = await fetch(`${running.address}/readyz`);
      await ready.text();
      status = ready.status;
    }
    const answer = await order(running, { request: await requestOf(machineWith('beta')), licenseType: 'personal' });
    expect([answer.status, answer.headers.get('connection')]).toEqual([201, 'close']);
    expect(await ended).toBe(0);
  });
});

describe('a full disk', () => {
  // Windows has no such limit.
  test.skipIf(process.platform === 'win32')('is said at once, and costs no license that was handed out', async () => {
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
    const roomy = await service.start(environment);
    for (const [request, license] of issued) {
      const answer = await order(roomy, { request, licenseType: 'personal' });
      expect([answer.status, await answer.text()]).toEqual([200, license]);
    }
    expect((await fetch(`${roomy.address}/readyz`)).status).toBe(200);
    await roomy.end('SIGTERM');
  });
});

describe('a damaged store', () => {
  test('is said in one line, and nothing is written over what may still be rescued', async () => {
    const environment = { KEYFERRY_DATA: `${service.dataFolder}-damaged` };
    await (await service.start(environment)).end('SIGTERM');
    const store = join(environment.KEYFERRY_DATA, 'store.sqlite');
    const damaged = readFileSync(store).fill(0xa5, 0, 200);
    writeFileSync(store, damaged);
    const { exitCode, output } = await service.fail(environment);
    expect([exitCode, output.trim().split('\n')]).toEqual([1, [expect.stringContaining(`${store} is damaged`)]]);
    expect(readFileSync(store).equals(damaged)).toBe(true);
  });
});
