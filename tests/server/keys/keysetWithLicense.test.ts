import { afterEach, expect, test } from 'vitest';
import { splitBundle } from '../../../src/documents/bundle.ts';
import { openLicense, readLicense } from '../../../src/documents/license.ts';
import { recognize } from '../../../src/documents/recognize.ts';
import { type Desk, openDesk } from '../http/adminCalls.ts';
import { machineWith, requestOf } from '../machines.ts';

let desk: Desk;
afterEach(() => desk.close());

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

/** @param keysetVersion what the machine holds */
async function answerTo(keysetVersion: number): Promise<Uint8Array> {
  const request = await requestOf(machineWith('alpha'), { keysetVersion });
  return bytesOf(await desk.order({ request, licenseType: 'personal' }));
}

test('a machine with an older keyset gets the new one behind its license, one with the same gets none', async () => {
  desk = await openDesk({ version: 4 });
  for (const held of [0, 3]) {
    const [license = new Uint8Array(), keyset, ...others] = splitBundle(await answerTo(held));
    expect(readLicense(openLicense(license), desk.keystore.signers[0].publicKey).product).toBe('orrery');
    expect([keyset, others]).toEqual([desk.keyset.file, []]);
  }
  for (const held of [4, 5]) expect(splitBundle(await answerTo(held)).map(recognize)).toEqual(['license']);
});

test('a repeated order yields the very same bundle', async () => {
  desk = await openDesk({ version: 2 });
  const order = { request: await requestOf(machineWith('alpha')), licenseType: 'personal' };
  const [first, again] = [await desk.order(order), await desk.order(order)];
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(first.headers.get('content-type')).toBe('application/vnd.keyferry.license.v1+xml');
  const bundle = await bytesOf(first);
  expect(splitBundle(bundle).map(recognize)).toEqual(['license', 'keyset']);
  expect(await bytesOf(again)).toEqual(bundle);
});

test('nothing is issued once no key may sign', async () => {
  desk = await openDesk({ keysetChange: { keys: [] } });
  const order = { request: await requestOf(machineWith('alpha')), licenseType: 'personal' };
  const refused = await desk.order(order);
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([500, 'service-fault']);
  expect(desk.lines.join()).toContain('ConfigurationError');
  expect(await desk.store.selectFrom('seats').selectAll().execute()).toEqual([]);
});
