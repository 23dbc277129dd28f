import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import Database from 'libsql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openKeystore } from '../../server/keys/keystore.ts';
import { splitBundle } from '../../src/documents/bundle.ts';
import { openLicense, readLicense } from '../../src/documents/license.ts';
import { damages } from '../documents/heal/damages.ts';
import { bindingsOf, machineWith, requestOf } from '../server/machines.ts';
import { environment as secrets } from './keys/ceremony.ts';
import { keyferryHere } from './tool.ts';
import { makeVendor, type VendorFolder } from './vendorFolder.ts';

let vendor: Awaited<ReturnType<typeof makeVendor>>;
let folder: VendorFolder;
let serialNumber: string;
beforeAll(async () => {
  vendor = await makeVendor(keyferryHere);
});
afterAll(() => vendor.close());
beforeEach(() => {
  folder = vendor.copy();
  serialNumber = vendor.serialNumber;
  writeFileSync(folder.at('serial.txt'), `${serialNumber}\n`);
});

const order = ['--type', 'pro', '--serial-file', 'serial.txt'];
const count = (table: string) => folder.query<{ rows: number }>(`select count(*) as rows from ${table}`)[0]?.rows;

async function saveRequest(name: string, machine = machineWith('alpha'), changes = {}): Promise<void> {
  writeFileSync(folder.at(name), await requestOf(machine, { keysetVersion: 0, ...changes }));
}

async function licenseIn(file: Uint8Array) {
  const { signers } = await openKeystore(
    folder.at('.keyferry/products/orrery/keystore.json'),
    secrets.KEYFERRY_PASSPHRASE,
  );
  const [license = file, keyset] = splitBundle(file);
  const key = signers.at(-1)?.publicKey ?? new Uint8Array();
  return { license: readLicense(openLicense(license), key), keyset };
}

test('the command answers a request with a license and its keyset, identical each time', async () => {
  await saveRequest('a.licreq');
  const first = await folder.run(['issue', 'a.licreq', ...order, '--holder', 'Ada', '-o', 'a.lic', '--json']);
  expect([first.exitCode, JSON.parse(first.stdout.toString('utf8'))]).toEqual([
    0,
    { outcome: 'issued', output: 'a.lic' },
  ]);
  expect(statSync(folder.at('a.lic')).mode & 0o777).toBe(0o600);
  const file = readFileSync(folder.at('a.lic'));
  const { license, keyset } = await licenseIn(file);
  expect(license).toMatchObject({ holder: 'Ada', licenseType: 'pro', product: 'orrery' });
  expect(keyset && Buffer.from(keyset)).toEqual(readFileSync(folder.at('.keyferry/products/orrery/keyset.xml')));
  // The other ways to provide a serial number, with output to standard output, for a request that was damaged on its way.
  const request = readFileSync(folder.at('a.licreq'));
  const mail = damages['mail with an attachment']?.(request) ?? request;
  writeFileSync(folder.at('a.licreq'), damages['UTF-16 LE with mark']?.(request) ?? request);
  const asked = ['issue', 'a.licreq', '--type', 'pro', '--serial', '-', '--holder', 'Ada'];
  const given = ['issue', '-', '--type', 'pro', '--serial', serialNumber.toLowerCase(), '--holder', 'Ada'];
  for (const [args, input] of [
    [asked, serialNumber],
    [given, new TextDecoder().decode(mail)],
  ] as const) {
    const again = await folder.run(args, input);
    expect([again.exitCode, again.stdout]).toEqual([0, file]);
    expect(again.stderr).toContain('answered before');
  }
  expect([count('licenses'), count('seats')]).toEqual([1, 1]);
  const [{ entry } = { entry: '' }] = folder.query<{ entry: string }>('select entry from audit order by sequence desc');
  expect(JSON.parse(entry)).toMatchObject({ event: 'license-issued', actor: 'command-line' });
});

test('the command applies the same rules as the service', async () => {
  await saveRequest('a.licreq');
  await saveRequest('b.licreq', machineWith('beta'));
  await saveRequest(
    'other.licreq',
    { ...machineWith('gamma'), bindings: bindingsOf('gamma', 'other') },
    { product: 'other' },
  );
  await folder.done(['issue', 'a.licreq', ...order, '-o', 'a.lic']);
  expect(await folder.refused(['issue', 'b.licreq', ...order])).toEqual([1, 'seats-exhausted']);
  expect(await folder.refused(['issue', 'a.licreq', ...order, '--holder', 'Eve'])).toEqual([1, 'request-id-reused']);
  expect(await folder.refused(['issue', 'other.licreq', ...order])).toEqual([1, 'product-other']);
  const mistyped = ['issue', 'b.licreq', '--type', 'pro', '--serial', '-'];
  expect(await folder.refused(mistyped, `${serialNumber.slice(0, -1)}U`)).toEqual([1, 'serial-malformed']);
  const long = ['issue', 'b.licreq', ...order, '--holder', 'x'.repeat(201)];
  expect(await folder.refused(long)).toEqual([1, 'service-request-invalid']);
  expect(count('licenses')).toBe(1);
});

test('nothing is issued that cannot be recorded, and no passphrase is requested for invalid arguments', async () => {
  await saveRequest('a.licreq');
  writeFileSync(folder.at('there'), 'precious');
  expect(await folder.refused(['issue', 'a.licreq', ...order, '-o', 'there'])).toEqual([1, 'file-exists']);
  expect(await folder.refused(['issue', 'none.licreq', ...order], '', {})).toEqual([1, 'file-missing']);
  expect(await folder.refused(['issue', 'there', ...order], '', {})).toEqual([1, 'file-unrecognized']);
  const keyset = '.keyferry/products/orrery/keyset.xml';
  expect(await folder.refused(['issue', keyset, ...order], '', {})).toEqual([1, 'document-type-wrong']);
  const [one, two] = [await requestOf(machineWith('alpha')), await requestOf(machineWith('beta'))];
  expect((await folder.run(['issue', '-', ...order], one + two)).exitCode).toBe(2);
  expect(await folder.refused(['issue', 'a.licreq', ...order], '', {})).toEqual([1, 'passphrase-missing']);
  for (const wrong of [
    ['issue', 'a.licreq'],
    ['issue', 'a.licreq', ...order, '--serial', 'x'],
    ['issue', '-', '--type', 'pro', '--serial', '-'],
    ['issue', 'a.licreq', ...order, '--json'],
  ]) {
    expect((await folder.run(wrong)).exitCode).toBe(2);
  }
  expect(count('licenses')).toBe(0);
});

test('commands show, release and reissue activations', async () => {
  const machine = machineWith('alpha');
  await saveRequest('a.licreq', machine);
  await folder.done(['issue', 'a.licreq', ...order, '--holder', '@Ada', '-o', 'a.lic']);
  const { license } = await licenseIn(readFileSync(folder.at('a.lic')));
  const { rows } = JSON.parse(await folder.done(['activations', 'list', '--json']));
  const [{ machine: name }] = rows;
  for (const text of [serialNumber.slice(-5), '@ada', name, license.requestId, license.licenseId]) {
    expect(await folder.done(['activations', 'search', text])).toContain(license.licenseId);
  }
  expect(await folder.done(['activations', 'search', 'nobody'])).toBe('Nothing found.\n');
  for (const text of [name, license.requestId]) {
    const shown = await folder.done(['activations', 'show', text]);
    expect(shown).toContain(license.licenseId);
    expect(shown).not.toContain('<License');
  }
  await folder.done(['activations', 'show', name, '-o', 'again.lic']);
  expect(readFileSync(folder.at('again.lic'))).toEqual(readFileSync(folder.at('a.lic')));
  await folder.done(['activations', 'reissue', name, '-o', 'lost.lic']);
  expect(readFileSync(folder.at('lost.lic'))).toEqual(readFileSync(folder.at('a.lic')));
  const exported = await folder.done(['activations', 'export']);
  expect(exported).toContain(`${license.requestId},${name},pro,'@Ada,`);
  await folder.done(['activations', 'export', '-o', 'all.jsonl', '--json']);
  expect(JSON.parse(readFileSync(folder.at('all.jsonl'), 'utf8'))).toMatchObject({ licenseId: license.licenseId });
  expect(await folder.done(['activations', 'release', name])).toContain(name);
  expect(JSON.parse(await folder.done(['activations', 'release', name, '--json']))).toMatchObject({
    outcome: 'released-before',
  });
  expect(await folder.refused(['activations', 'reissue', name])).toEqual([1, 'seat-released']);
  expect(await folder.done(['activations', 'list', '--state', 'released'])).toContain(license.licenseId);
  await saveRequest('b.licreq', machineWith('beta'));
  await folder.done(['issue', 'b.licreq', ...order, '-o', 'b.lic']);
  for (const command of ['show', 'release', 'reissue']) {
    expect(await folder.refused(['activations', command, '0000-0000'])).toEqual([1, 'activation-unknown']);
  }
  // A holder name can match many activations, so no seat is released by name.
  expect(await folder.refused(['activations', 'release', '@Ada'])).toEqual([1, 'activation-unknown']);
});

test('the audit trail is verified against a stored head, and one changed byte is found', async () => {
  await saveRequest('a.licreq');
  await folder.done(['issue', 'a.licreq', ...order, '-o', 'a.lic']);
  const { head, rows } = JSON.parse(await folder.done(['audit', 'verify', '--json']));
  expect([rows, head]).toEqual([2, expect.stringMatching(/^2:[0-9a-f]{64}$/)]);
  const lines = (await folder.done(['audit', 'export'])).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line)).at(-1)).toMatchObject({ head: { sequence: 3 } });
  expect(lines.join()).not.toContain(serialNumber.slice(0, 17));
  expect(await folder.done(['audit', 'verify', '--head', head])).toContain('intact: 3 rows');
  folder.tamper(`delete from audit where sequence > 1`);
  expect(await folder.done(['audit', 'verify'])).toContain('intact: 1 row.');
  expect(await folder.refused(['audit', 'verify', '--head', head])).toEqual([1, 'audit-broken']);
  folder.tamper(`update audit set entry = replace(entry, 'pro', 'pr0')`);
  const { exitCode, stderr } = await folder.run(['audit', 'verify']);
  expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^audit-broken: Row 1 /)]);
  expect((await folder.run(['audit', 'verify', '--head', 'x'])).exitCode).toBe(2);
});

test('a command that waits too long for the store exits with a code', async () => {
  await saveRequest('a.licreq');
  const other = new Database(folder.at('.keyferry/store.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  const shortTimeout = { storePatienceMs: 0 };
  const args = ['issue', 'a.licreq', ...order, '-o', 'a.lic'];
  expect(await folder.refused(args, '', secrets, shortTimeout)).toEqual([1, 'setup-fault']);
  expect(existsSync(folder.at('a.lic'))).toBe(false);
  other.exec('ROLLBACK');
  other.close();
  await folder.done(['issue', 'a.licreq', ...order, '-o', 'a.lic']);
});
