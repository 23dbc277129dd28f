import { afterEach, expect, test } from 'vitest';
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

test('no license is issued when no key may sign', async () => {
  service = await openService({ keysetChange: { keys: [] } });
  const order = { request: await requestOf(machineWith('alpha')), licenseType: 'personal' };
  const refused = await service.order(order);
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([503, 'service-not-signing']);
  expect(await service.store.selectFrom('seats').selectAll().execute()).toEqual([]);
});
