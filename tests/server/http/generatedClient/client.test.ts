import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as mediaTypes from '../../../../src/contract/mediaTypes.ts';
import { scopes } from '../../../../src/contract/scopes.ts';
import { openLicense, readLicense } from '../../../../src/documents/license.ts';
import { machineWith, requestOf } from '../../machines.ts';
import { receiptOf } from '../../receipts.ts';
import { openService, type TestService } from '../adminCalls.ts';
import * as client from './client.generated.ts';
import { generateClient } from './generate.ts';

const file = new URL('client.generated.ts', import.meta.url);

let service: TestService;
let authorized: { readonly headers: Readonly<Record<string, string>> };
beforeAll(async () => {
  service = await openService();
  client.defaults.fetch = async (input, init) => service.app.fetch(new Request(input, init));
  authorized = { headers: { authorization: `Bearer ${await service.makeToken('anna', scopes)}` } };
});
afterAll(() => service.close());

test('the generated client is current; UPDATE_CLIENT=1 rewrites it', async () => {
  const source = await generateClient();
  if (process.env.UPDATE_CLIENT === '1') await writeFile(file, source);
  expect(await readFile(file, 'utf8')).toBe(source);
});

test('a client generated from the description creates, orders, finds and returns', async () => {
  const minted = await client.mintSerials({ licenseType: 'pro', count: 2, seats: 1, holder: 'Ada' }, authorized);
  if (minted.status !== 201) throw new Error(`not created: ${minted.status}`);
  const [serial] = minted.data.serials;
  const machine = machineWith('generated client');
  const order = { request: await requestOf(machine), licenseType: 'pro', serialNumber: serial?.serialNumber ?? '' };
  const issued = await client.activate(order);
  if (issued.status !== 201) throw new Error(`not issued: ${issued.status}`);
  expect((await client.activate(order)).status).toBe(200);
  const license = openLicense(new TextEncoder().encode(issued.data));
  const { licenseId } = readLicense(license, service.keystore.signers[0].publicKey);

  const found = await client.searchActivations({ text: 'ada' }, authorized);
  if (found.status !== 200) throw new Error(`not found: ${found.status}`);
  expect(found.data.rows.map((row) => row.licenseId)).toEqual([licenseId]);
  const seats = await client.listSeats(serial?.serialId ?? '', {}, authorized);
  expect(seats).toMatchObject({ status: 200, data: { rows: [{ licenseId }], next: null } });

  const receipt = new TextDecoder().decode(await receiptOf(machine, licenseId));
  const returned = await client.returnLicense(receipt, { headers: { 'content-type': mediaTypes.returnReceipt } });
  expect(returned).toMatchObject({ status: 200, data: { outcome: 'returned', seatsLeft: 1 } });
});

test('a refusal arrives as a problem with its code', async () => {
  const refused = await client.mintSerials({ licenseType: 'pro', count: 0, seats: 1 }, authorized);
  expect(refused).toMatchObject({ status: 422, data: { code: 'serial-terms-invalid', details: { field: 'count' } } });
  expect(await client.whoami()).toMatchObject({ status: 401, data: { code: 'token-refused' } });
});
