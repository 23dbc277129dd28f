import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoSerials, environmentFor, failLocally, order, startLocally, whoami } from '../../server/demo/inProcess.ts';
import { machineWith, requestOf } from '../../server/machines.ts';
import { type BuiltService, installService } from './serviceProcess.ts';

/** Tests that need separate processes: exit codes, signals, locks, and crashes at any moment. */
let service: BuiltService;
beforeAll(() => {
  service = installService();
});
afterAll(() => service.dispose());

const inFolder = (name: string) => join(service.dataFolder, name);
const json = { 'content-type': 'application/json' };

describe('the demonstration', () => {
  test('creates a vendor at its first start and shows the same one at the second', async () => {
    const first = await service.start();
    const serials = demoSerials(service.dataFolder);
    expect(serials.map(({ licenseType, seats }) => `${licenseType} ${seats}`)).toEqual([
      ...['plus 1', 'plus 5', 'pro 1', 'pro 3', 'pro 25'],
    ]);
    const { serialNumber } = serials[3] ?? { serialNumber: '' };
    for (const { serialNumber: each } of serials) expect(first.output()).toContain(each);
    expect(first.output()).toContain('3 of 3 seats left');
    const response = await order(first, {
      request: await requestOf(machineWith('alpha')),
      licenseType: 'pro',
      serialNumber,
    });
    expect(response.status).toBe(201);
    expect(await first.end('SIGTERM')).toBe(0);

    const second = await service.start();
    expect(demoSerials(service.dataFolder)).toEqual(serials);
    expect(second.output()).toContain('2 of 3 seats left');
    expect(second.output()).not.toContain('First start');
    expect(await second.end('SIGINT')).toBe(0);
  });

  test('is completed by the next start, wherever the one before was killed', async () => {
    // Each start is killed as soon as the next file exists; the one after continues from there.
    const environment = { KEYFERRY_DATA: `${service.dataFolder}-cut`, KEYFERRY_PASSPHRASE: '' };
    const ofProduct = ['root.keystore.json', 'keystore.json', 'vendor.json', 'keyset.xml', 'catalog.json'];
    const files = ['passphrase.txt', ...ofProduct.map((name) => `products/orrery/${name}`)];
    const later = ['store.sqlite', 'demo-serials.txt', 'admin-token.txt', 'products/orrery/keyferry.html'];
    for (const file of [...files, ...later]) {
      await service.killWhenThere(join(environment.KEYFERRY_DATA, file), environment);
    }
    const running = await service.start(environment);
    expect(running.output()).toMatch(/First start|25 of 25 seats left/);
    for (const { licenseType, serialNumber } of demoSerials(environment.KEYFERRY_DATA)) {
      const body = { request: await requestOf(machineWith('alpha')), licenseType, serialNumber };
      expect((await order(running, body)).status).toBe(201);
    }
    expect(await whoami(running, environment.KEYFERRY_DATA)).toMatchObject({ scopes: { length: 4 } });
    await running.end('SIGTERM');
  });

  test('that cannot start prints one line and exits with 1', async () => {
    const { exitCode, output } = await service.fail({ KEYFERRY_PASSPHRASE: 'wrong' });
    expect([exitCode, output.trim().split('\n')]).toEqual([1, [expect.stringContaining('does not open')]]);
  });
});

describe('stopping', () => {
  test('finishes the running call, accepts no more, and leaves no log next to the store', async () => {
    const running = await service.start();
    const body = JSON.stringify({ request: await requestOf(machineWith('delta')), licenseType: 'personal' });
    const call = httpRequest(`${running.address}/api/v1/activations`, {
      method: 'POST',
      headers: { ...json, 'content-length': Buffer.byteLength(body) },
    });
    call.write(body.slice(0, 100));
    // After an answer on another connection, the server has received the first half.
    await (await fetch(`${running.address}/healthz`)).text();
    const ended = running.end('SIGTERM');
    await refusesConnections(running.address);
    call.end(body.slice(100));
    const [response] = await once(call, 'response');
    expect([response.statusCode, response.headers.connection]).toEqual([201, 'close']);
    response.resume();
    expect(await ended).toBe(0);
    const log = inFolder('store.sqlite-wal');
    expect(existsSync(log) ? statSync(log).size : 0).toBe(0);
  });

  test('happens at once at a second signal', async () => {
    const running = await service.start();
    const call = httpRequest(`${running.address}/api/v1/activations`, { method: 'POST', headers: json });
    call.on('error', () => undefined);
    call.write('{');
    await (await fetch(`${running.address}/healthz`)).text();
    const ended = running.end('SIGTERM');
    await refusesConnections(running.address);
    running.child.kill('SIGTERM');
    expect(await ended).toBe(143);
  });

  async function refusesConnections(address: string): Promise<void> {
    for (;;) {
      try {
        await (await fetch(`${address}/healthz`, { headers: { connection: 'close' } })).text();
      } catch {
        return;
      }
    }
  }
});

describe('a data folder', () => {
  test('has one service, which the error message of a second one names', async () => {
    const running = await service.start();
    const { port } = new URL(running.address);
    // With the port of the first one, too: the folder is the reason, not the port.
    for (const wanted of ['0', port]) {
      const output = await failLocally(environmentFor(service.dataFolder, { KEYFERRY_PORT: wanted }));
      expect(output.split('\n')).toEqual([expect.stringContaining(service.dataFolder)]);
      expect(output).toContain(`process ${running.child.pid}, port ${port}`);
    }
    expect((await fetch(`${running.address}/readyz`)).status).toBe(200);
    await running.end('SIGKILL');
    // The file of a killed service, even with the id of a live process, does not prevent the next start.
    writeFileSync(inFolder('service.json'), JSON.stringify({ pid: process.pid, port: 1 }));
    await (await startLocally(environmentFor(service.dataFolder))).stop();
    expect(existsSync(inFolder('service.json'))).toBe(false);
  });

  test('has one service when several start at the same moment', async () => {
    const environment = { KEYFERRY_DATA: `${service.dataFolder}-contended` };
    const starts = await Promise.allSettled([1, 2, 3].map(() => service.start(environment)));
    const running = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    await Promise.all(running.map((each) => each.end('SIGTERM')));
    expect(running).toHaveLength(1);
  });
});
