import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { machineId } from '../../../src/documents/machineId.ts';
import { machineWith, requestOf } from '../../server/machines.ts';
import { keyferryHere } from '../tool.ts';
import { makeVendor, type VendorFolder } from '../vendorFolder.ts';

let vendor: Awaited<ReturnType<typeof makeVendor>>;
let folder: VendorFolder;
let server: Server;
/** Orders that reached the service. */
let orders = 0;

beforeAll(async () => {
  vendor = await makeVendor(keyferryHere);
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    orders += 1;
    // The first call finds the service busy.
    if (orders === 1) return response.writeHead(503, { 'retry-after': '0' }).end();
    const { request: text, licenseType, serialNumber } = JSON.parse(body) as Record<string, string>;
    writeFileSync(folder.at(`order-${orders}.licreq`), text ?? '');
    const target = `answer-${orders}.lic`;
    const args = ['issue', `order-${orders}.licreq`, '--type', licenseType ?? '', '--serial', serialNumber ?? ''];
    await folder.done([...args, '-o', target]);
    response.setHeader('content-type', 'application/vnd.keyferry.license.v1+xml');
    return response.end(readFileSync(folder.at(target)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
  vendor.close();
});

test('a folder of requests becomes a folder of licenses, and a second run orders nothing', async () => {
  folder = vendor.copy();
  const machines = [machineWith('alpha'), machineWith('beta')];
  mkdirSync(folder.at('requests'));
  for (const [index, machine] of machines.entries()) {
    const requestId = Buffer.alloc(16, index + 1).toString('base64url');
    writeFileSync(folder.at(`requests/Line ${index}.licreq`), await requestOf(machine, { requestId }));
  }
  writeFileSync(folder.at('requests/zz-notes.txt'), 'Call Anna.');
  const profile = JSON.parse(readFileSync(folder.at('.keyferry/products/orrery/vendor.json'), 'utf8'));
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(folder.at('here.json'), JSON.stringify({ ...profile, serviceUrl }));
  const serial = (await folder.done(['serials', 'mint', '--type', 'pro', '--seats', '2'])).trim();
  const args = ['fetch', 'requests', '--type', 'pro', '--serial', serial, '--profile', 'here.json', '-o', 'licenses'];

  const first = await folder.run([...args, '--json']);
  const { results } = JSON.parse(first.stdout.toString('utf8')) as { results: { outcome: string; code?: string }[] };
  expect(results.map(({ outcome, code }) => code ?? outcome)).toEqual(['fetched', 'fetched', 'file-unrecognized']);
  expect(first.exitCode).toBe(1);
  expect(first.stderr).toContain('requests/zz-notes.txt: file-unrecognized');
  expect(first.stderr + first.stdout).not.toContain(serial);
  const names = machines.map(({ signer }, index) => `Line ${index}-${machineId(signer.publicKey)}.lic`);
  expect(readdirSync(folder.at('licenses')).sort()).toEqual(names);
  expect(orders).toBe(3);

  const again = await folder.run(args);
  expect(again.stdout.toString('utf8').match(/there already/g)).toHaveLength(2);
  expect(orders).toBe(3);
});
