import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { splitBundle } from '../../src/documents/bundle.ts';
import { recognize } from '../../src/documents/recognize.ts';
import { environment, openCeremony, type Snapshot } from '../cli/keys/ceremony.ts';
import { keyferry, tool } from '../cli/tool.ts';
import { machineWith, requestOf } from '../server/machines.ts';

let ceremony: Awaited<ReturnType<typeof openCeremony>>;
let start: Snapshot;
beforeAll(async () => {
  ceremony = await openCeremony();
  start = ceremony.snapshot();
});
beforeEach(() => ceremony.restore(start));
afterAll(() => ceremony.close());

const settings = { ...environment, KEYFERRY_HOST: '127.0.0.1', KEYFERRY_PORT: '0' };

/** Runs the service and waits until it says that it has started. */
async function serve() {
  const { PATH, NODE_OPTIONS } = process.env;
  const child = spawn(process.execPath, [tool, 'serve', '--data', ceremony.folder.path], {
    env: { PATH, NODE_OPTIONS, ...settings },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
  const closed = once(child, 'close');
  while (!output.includes('"msg":"started"') && child.exitCode === null) {
    await Promise.race([once(child.stdout, 'data'), closed]);
  }
  const started = JSON.parse(output.split('\n').find((line) => line.includes('"msg":"started"')) ?? '{}');
  return {
    started,
    address: `http://127.0.0.1:${started.port}`,
    output: () => output,
    async end() {
      child.kill('SIGTERM');
      await closed;
      return child.exitCode;
    },
  };
}

const post = async (address: string, keysetVersion: number, damage = (request: string) => request) => {
  const request = damage(await requestOf(machineWith('alpha'), { keysetVersion }));
  const body = { request, licenseType: 'pro' };
  return fetch(`${address}/api/v1/activations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
};

test('the service of a vendor issues with its newest key, serves the vendor’s pages, and ends with 0', async () => {
  const catalog = JSON.parse(readFileSync(ceremony.folder.catalog, 'utf8'));
  catalog.licenseTypes[0].serialNumber = 'none';
  writeFileSync(ceremony.folder.catalog, JSON.stringify(catalog));
  const profile = JSON.parse(readFileSync(ceremony.folder.profile, 'utf8'));
  profile.licenseTypes[0].serialNumber = 'none';
  writeFileSync(ceremony.folder.profile, JSON.stringify(profile));
  await ceremony.rotate();

  const service = await serve();
  expect(service.started).toMatchObject({ product: 'orrery', keysetVersion: 2, keysetEpoch: 1 });
  expect(await (await fetch(`${service.address}/readyz`)).json()).toEqual({ status: 'ready' });
  expect(await (await fetch(service.address)).text()).toContain('"product":{"id":"orrery"');
  const answer = await post(service.address, 1);
  expect(answer.status).toBe(201);
  const parts = splitBundle(new Uint8Array(await answer.arrayBuffer()));
  expect(parts.map(recognize)).toEqual(['license', 'keyset']);
  expect(new TextDecoder().decode(parts[0])).toContain(`KeyId="${service.started.signingKey}"`);
  expect(splitBundle(new Uint8Array(await (await post(service.address, 2)).arrayBuffer()))).toHaveLength(1);
  const wrapped = await post(service.address, 2, (request) => request.replace(/.{60}/g, '$&\n'));
  expect(wrapped.status).toBe(201);
  const token = await keyferry(ceremony.place, [
    ...['tokens', 'create', 'prometheus', '--scope', 'metrics:read'],
    ...['--data', ceremony.folder.path],
  ]);
  const headers = { authorization: `Bearer ${token.stdout.toString().trim()}` };
  const metrics = await (await fetch(`${service.address}/metrics`, { headers })).text();
  expect(metrics).toMatch(/^keyferry_reading_threads [1-9]/m);
  expect(readFileSync(ceremony.folder.page, 'utf8')).toContain('"id":"orrery"');
  expect(await service.end()).toBe(0);
  for (const secret of Object.values(environment)) expect(service.output()).not.toContain(secret);
});

test('a start is refused on a port that is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const args = ['serve', '--data', ceremony.folder.path];
  const taken = await keyferry(ceremony.place, args, '', { ...settings, KEYFERRY_PORT: port });
  other.close();
  expect([taken.exitCode, taken.stderr]).toEqual([1, expect.stringMatching(/^setup-fault: Port \d+ is in use/)]);
});
