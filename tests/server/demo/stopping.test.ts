import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { machineWith, requestOf } from '../machines.ts';
import { environmentFor, failLocally, order, startLocally } from './inProcess.ts';

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'keyferry-stopping-'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const environment = (changes: Record<string, string> = {}) => environmentFor(join(place, 'data'), changes);

describe('a service that stops', () => {
  test('does not wait for silent or idle connections', async () => {
    const running = await startLocally(environment());
    const { port } = new URL(running.address);
    const silent = connect(Number(port), '127.0.0.1');
    await once(silent, 'connect');
    const kept = connect(Number(port), '127.0.0.1');
    kept.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(kept, 'data');
    const body = JSON.stringify({ request: await requestOf(machineWith('alpha')), licenseType: 'personal' });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = httpRequest(`${running.address}/api/v1/activations`, { method: 'POST', headers });
    call.write(body.slice(0, 100));
    // After an answer on another connection, the server has received the first half.
    await (await fetch(`${running.address}/healthz`)).text();
    const gone = Promise.all([silent, kept].map((socket) => once(socket.resume(), 'close')));
    const stopped = running.stop();
    // While the call still runs; it is still answered afterwards.
    await gone;
    call.end(body.slice(100));
    const [response] = await once(call, 'response');
    expect(response.statusCode).toBe(201);
    response.resume();
    await stopped;
  });

  test('first reports that it is not ready, and keeps answering for as long as configured', async () => {
    const waits: number[] = [];
    let continueStop = () => {};
    const wait = (milliseconds: number) => {
      waits.push(milliseconds);
      return new Promise<void>((resolve) => {
        continueStop = resolve;
      });
    };
    const running = await startLocally(environment({ KEYFERRY_STOP_DELAY: '5' }), { wait });
    const stopped = running.stop();
    for (let status = 200; status === 200; ) {
      const ready = await fetch(`${running.address}/readyz`);
      await ready.text();
      status = ready.status;
    }
    const answer = await order(running, { request: await requestOf(machineWith('beta')), licenseType: 'personal' });
    expect([answer.status, answer.headers.get('connection')]).toEqual([201, 'close']);
    expect(waits).toEqual([5000]);
    continueStop();
    await stopped;
  });
});

describe('a damaged store', () => {
  test('is reported in one line and not overwritten', async () => {
    const damagedFolder = join(place, 'damaged');
    cpSync(join(place, 'data'), damagedFolder, { recursive: true });
    const store = join(damagedFolder, 'store.sqlite');
    const damaged = readFileSync(store).fill(0xa5, 0, 200);
    writeFileSync(store, damaged);
    const output = await failLocally(environmentFor(damagedFolder));
    expect(output.split('\n')).toEqual([expect.stringContaining(`${store} is damaged`)]);
    expect(readFileSync(store).equals(damaged)).toBe(true);
  });
});
