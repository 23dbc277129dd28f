import { randomBytes } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { makePrivateKey, nodeSigner } from '../../../server/keys/nodeSigner.ts';
import { keyIdOf } from '../../../src/crypto/keyId.ts';
import { splitBundle } from '../../../src/documents/bundle.ts';
import { openLicense, readLicense } from '../../../src/documents/license.ts';
import { recognize } from '../../../src/documents/recognize.ts';
import { openService, type TestService } from '../../store/databases/testService.ts';
import { machineWith, requestOf } from '../machines.ts';

let service: TestService;
afterEach(() => service.close());

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

/** @param keysetVersion of the machine */
async function answerTo(keysetVersion: number): Promise<Uint8Array> {
  const request = await requestOf(machineWith('alpha'), { keysetVersion });
  return bytesOf(await service.order({ request, licenseType: 'personal' }));
}

test('a machine with an older keyset gets the new one after its license, another machine gets none', async () => {
  service = await openService({ version: 4 });
  for (const held of [0, 3]) {
    const [license = new Uint8Array(), keyset, ...others] = splitBundle(await answerTo(held));
    expect(readLicense(openLicense(license), service.keystore.signers[0].publicKey).product).toBe('orrery');
    expect([keyset, others]).toEqual([service.keyset.file, []]);
  }
  for (const held of [4, 5]) expect(splitBundle(await answerTo(held)).map(recognize)).toEqual(['license']);
});

test('a repeated order gets the same bundle', async () => {
  service = await openService({ version: 2 });
  const order = { request: await requestOf(machineWith('alpha')), licenseType: 'personal' };
  const [first, again] = [await service.order(order), await service.order(order)];
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(first.headers.get('content-type')).toBe('application/vnd.keyferry.license.v1+xml');
  const bundle = await bytesOf(first);
  expect(splitBundle(bundle).map(recognize)).toEqual(['license', 'keyset']);
  expect(await bytesOf(again)).toEqual(bundle);
});

test.each([
  ['before its first day', { notBefore: '2027-01-01T00:00:00Z', notAfter: '2028-01-01T00:00:00Z' }],
  ['after its last day', { notBefore: '2025-01-01T00:00:00Z', notAfter: '2026-01-01T00:00:00Z' }],
])('%s, a signing key issues no license, and orders are refused with that reason', async (_, dates) => {
  const signer = nodeSigner(makePrivateKey());
  const keystore = { signers: [signer] as const, pepper: randomBytes(32) };
  service = await openService({
    keystore,
    keysetChange: { keys: [{ keyId: keyIdOf(signer.publicKey), publicKey: signer.publicKey, ...dates }] },
  });
  const orders = await Promise.all(
    ['alpha', 'beta'].map(async (name) => ({ request: await requestOf(machineWith(name)), licenseType: 'personal' })),
  );
  const answers = await Promise.all(orders.map((order) => service.order(order)));
  for (const answer of answers) {
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([503, 'service-not-signing']);
  }
  // A value, not an error: the orders of a batch do not roll each other back.
  expect(service.batches).toEqual([2]);
});

test('a repeated order gets its license even when the signing key has ended', async () => {
  service = await openService();
  const order = { request: await requestOf(machineWith('alpha')), licenseType: 'personal' };
  const first = await bytesOf(await service.order(order));
  service.wait(3650);
  const again = await service.order(order);
  expect([again.status, await bytesOf(again)]).toEqual([200, first]);
  const another = { request: await requestOf(machineWith('beta')), licenseType: 'personal' };
  expect((await service.order(another)).status).toBe(503);
});

test('no license is issued when no key may sign', async () => {
  service = await openService({ keysetChange: { keys: [] } });
  const order = { request: await requestOf(machineWith('alpha')), licenseType: 'personal' };
  const refused = await service.order(order);
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([503, 'service-not-signing']);
  expect(await service.store.selectFrom('seats').selectAll().execute()).toEqual([]);
});
