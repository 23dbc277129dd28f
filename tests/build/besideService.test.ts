import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { openKeystore } from '../../server/keys/keystore.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { splitBundle } from '../../src/documents/bundle.ts';
import { openLicense } from '../../src/documents/license.ts';
import { environment as secrets } from '../cli/keys/ceremony.ts';
import { keyferry, tool } from '../cli/tool.ts';
import { makeVendor, type VendorFolder } from '../cli/vendorFolder.ts';
import { machineWith, requestOf } from '../server/machines.ts';

let vendor: Awaited<ReturnType<typeof makeVendor>>;
let folder: VendorFolder;
beforeAll(async () => {
  vendor = await makeVendor(keyferry);
});
afterAll(() => vendor.close());
beforeEach(() => {
  folder = vendor.copy();
});

/** Starts the vendor's service. @returns sends it an order */
async function serve(): Promise<(order: object) => Promise<Response>> {
  const { PATH, HOME, NODE_OPTIONS } = process.env;
  const env = { PATH, HOME, NODE_OPTIONS, ...secrets, KEYFERRY_HOST: '127.0.0.1', KEYFERRY_PORT: '0' };
  const service = spawn(process.execPath, [tool, 'serve', '--data', folder.at('.keyferry')], { env });
  onTestFinished(() => end(service));
  let output = '';
  service.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  const closed = once(service, 'close');
  while (!/"port":\d+/.test(output)) {
    const event = await Promise.race([once(service.stdout, 'data'), closed.then(() => 'closed' as const)]);
    if (event === 'closed') throw new Error(`the service did not start: ${output}`);
  }
  const port = /"port":(\d+)/.exec(output)?.[1];
  return (order) =>
    fetch(`http://127.0.0.1:${port}/api/v1/activations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
}

async function end(service: ChildProcess): Promise<void> {
  if (service.exitCode !== null) return;
  const closed = once(service, 'close');
  service.kill('SIGTERM');
  await closed;
}

test('changes by command take effect in the running service at once, and vice versa', async () => {
  const order = await serve();
  const serialNumber = (await folder.done(['serials', 'mint', '--type', 'pro', '--seats', '1'])).trim();
  const ask = async (name: string) =>
    order({ request: await requestOf(machineWith(name)), licenseType: 'pro', serialNumber });
  expect((await ask('alpha')).status).toBe(201);
  expect((await ask('beta')).status).toBe(409);
  const { rows } = JSON.parse(await folder.done(['activations', 'search', serialNumber.slice(-5), '--json']));
  await folder.done(['activations', 'release', rows[0].licenseId]);
  expect((await ask('beta')).status).toBe(201);
  await folder.done(['serials', 'change', serialNumber.slice(-5), '--seats', '2']);
  expect((await ask('gamma')).status).toBe(201);
  await folder.done(['serials', 'block', serialNumber.slice(-5)]);
  expect((await ask('gamma')).status).toBe(403);
  expect(await folder.done(['audit', 'verify'])).toContain('The audit trail is intact');
});

test('a command signs with the newest key and reissues licenses of a revoked one', async () => {
  const root = ['--root', vendor.rootFile];
  for (const name of ['one', 'two']) writeFileSync(folder.at(name), await requestOf(machineWith(name)));
  const keyOf = (name: string) => openLicense(splitBundle(readFileSync(folder.at(name)))[0] ?? new Uint8Array()).keyId;
  const newest = async () => {
    const { signers } = await openKeystore(
      folder.at('.keyferry/products/orrery/keystore.json'),
      secrets.KEYFERRY_PASSPHRASE,
    );
    return keyIdOf(signers.at(-1)?.publicKey ?? new Uint8Array());
  };
  const issue = (name: string, serialNumber: string) =>
    folder.done(['issue', name, '--type', 'pro', '--serial', '-', '-o', `${name}.lic`], serialNumber);
  await issue('one', vendor.serialNumber);
  const first = await newest();
  await folder.done(['keys', 'rotate', ...root], '', secrets);
  const second = await newest();
  const { rows } = JSON.parse(await folder.done(['activations', 'list', '--json']));
  await folder.done(['activations', 'reissue', rows[0].licenseId, '-o', 'same.lic']);
  await issue('two', (await folder.done(['serials', 'mint', '--type', 'pro'])).trim());
  await folder.done(['keys', 'revoke', first, ...root], '', secrets);
  await folder.done(['activations', 'reissue', rows[0].licenseId, '-o', 'reissued.lic']);
  expect(second).not.toBe(first);
  expect(['one.lic', 'same.lic', 'two.lic', 'reissued.lic'].map(keyOf)).toEqual([first, first, second, second]);
  expect(folder.query('select * from seats')).toHaveLength(2);
});
