import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openKeystore } from '../../../server/keys/keystore.ts';
import { openLicense, readLicense } from '../../../src/documents/license.ts';
import { machineId } from '../../../src/documents/machineId.ts';
import { damages } from '../../documents/heal/damages.ts';
import { type Machine, machineWith, requestOf } from '../../server/machines.ts';
import { receiptOf } from '../../server/receipts.ts';
import { environment as secrets } from '../keys/ceremony.ts';
import { keyferryHere } from '../tool.ts';
import { makeVendor, type VendorFolder } from '../vendorFolder.ts';

let vendor: Awaited<ReturnType<typeof makeVendor>>;
let folder: VendorFolder;
let machines: readonly Machine[];
let requests: readonly string[];
beforeAll(async () => {
  vendor = await makeVendor(keyferryHere);
});
afterAll(() => vendor.close());
beforeEach(async () => {
  folder = vendor.copy();
  for (const name of ['inbox', 'receipts']) mkdirSync(folder.at(name));
  machines = ['alpha', 'beta', 'gamma', 'delta'].map((name) => machineWith(name));
  requests = await Promise.all(machines.map((machine, index) => requestOf(machine, { requestId: idOf(index) })));
});

const bytes = (text: string) => new TextEncoder().encode(text);
const nameOf = (index: number) => machineId(machines[index]?.signer.publicKey ?? new Uint8Array());
const idOf = (index: number) => Buffer.alloc(16, index + 1).toString('base64url');
const save = (name: string, content: string | Uint8Array) => writeFileSync(folder.at(name), content);
const count = (table: string) => folder.query<{ rows: number }>(`select count(*) as rows from ${table}`)[0]?.rows;
const rowsOf = (text: string) => text.trim().split('\n').slice(1);

interface Listed {
  readonly place: string;
  readonly machine: string;
  readonly licenseType: string;
  readonly outcome: string;
  readonly file?: string;
  readonly code?: string;
}

async function mint(seats: number): Promise<string> {
  return (await folder.done(['serials', 'mint', '--type', 'pro', '--seats', String(seats)])).trim();
}

/** A mail, an archive of a bundle, and a file. */
function fillInbox(): void {
  save('inbox/1.eml', damages['mail with an attachment']?.(bytes(requests[0] ?? '')) ?? '');
  save('inbox/2.zip', damages.zip?.(bytes(`${requests[1]}${requests[2]}`)) ?? '');
  save('inbox/10.licreq', requests[3] ?? '');
}

describe('keyferry issue on many requests', () => {
  test('answers files, mails, archives and bundles, each with a file named like it and for its machine', async () => {
    fillInbox();
    const serial = await mint(4);
    const args = ['issue', 'inbox', '--type', 'pro', '--serial', serial, '-o', 'outbox'];
    const first = await folder.done(args);
    expect(first.split('\n')[0]).toMatch(/^REQUEST +COMPUTER ID +TYPE +RESULT +FILE$/);
    expect(rowsOf(first).map((row) => row.split(/ {2,}/))).toEqual(
      [0, 1, 2, 3].map((index) => [
        ['inbox/1.eml', 'inbox/2.zip', 'inbox/2.zip', 'inbox/10.licreq'][index],
        ...[nameOf(index), 'pro', 'issued', `outbox/${['1-', '', '', '10-'][index]}${nameOf(index)}.lic`],
      ]),
    );
    const files = readdirSync(folder.at('outbox')).map((name) => readFileSync(folder.at(`outbox/${name}`)));
    expect(files).toHaveLength(4);
    const { signers } = await openKeystore(
      folder.at('.keyferry/products/orrery/keystore.json'),
      secrets.KEYFERRY_PASSPHRASE,
    );
    const license = readLicense(
      openLicense(readFileSync(folder.at(`outbox/1-${nameOf(0)}.lic`))),
      signers[0]?.publicKey ?? new Uint8Array(),
    );
    expect(license.requestId).toBe(idOf(0));
    // Again, into the same folder and into another: the same bytes, and no second seat.
    for (const out of ['outbox', 'elsewhere']) {
      const again = await folder.done([...args.slice(0, -1), out]);
      expect(rowsOf(again).every((row) => row.includes('answered before'))).toBe(true);
      const same = readdirSync(folder.at(out)).map((name) => readFileSync(folder.at(`${out}/${name}`)));
      expect(same).toEqual(files);
    }
    expect([count('licenses'), count('seats')]).toEqual([4, 4]);
  });

  test('lists what is refused with its reason, answers all others, and exits with 1', async () => {
    fillInbox();
    save('inbox/notes.txt', 'Call Anna.');
    save('inbox/.hidden', 'x');
    const serial = await mint(3);
    const args = ['issue', 'inbox', '--type', 'pro', '--serial', serial, '-o', 'outbox'];
    const { exitCode, stdout, stderr } = await folder.run([...args, '--json']);
    const { results } = JSON.parse(stdout.toString('utf8')) as { results: readonly Listed[] };
    expect(exitCode).toBe(1);
    expect(results.map(({ place, outcome, code }) => [place, outcome, code])).toEqual([
      ['inbox/1.eml', 'issued', undefined],
      ['inbox/2.zip', 'issued', undefined],
      ['inbox/2.zip', 'issued', undefined],
      ['inbox/10.licreq', 'refused', 'seats-exhausted'],
      ['inbox/notes.txt', 'refused', 'file-unrecognized'],
    ]);
    expect(stderr).toMatch(/^inbox\/10\.licreq: seats-exhausted: /m);
    expect(stderr).toMatch(/^inbox\/notes\.txt: file-unrecognized: /m);
    expect(stderr + stdout).not.toContain(serial.slice(0, 17));
    expect(readdirSync(folder.at('outbox'))).toHaveLength(3);
  });

  test('takes type, serial number and holder of each from a table', async () => {
    fillInbox();
    const serial = await mint(2);
    const table = [
      'request,licenseType,serialNumber,holder',
      `${nameOf(0).toLowerCase()},,,Ada`,
      `${nameOf(1)},pro,${vendor.serialNumber},Brahe`,
      `${idOf(2)},pro,${vendor.serialNumber},`,
      '10.licreq,,,',
      'nobody,,,',
    ].join('\n');
    save('orders.csv', table);
    const args = ['issue', 'inbox', '--orders', 'orders.csv', '-o', 'outbox', '--json'];
    const defaults = ['--type', 'pro', '--serial', serial, '--holder', 'Hven'];
    const { exitCode, stdout, stderr } = await folder.run([...args, ...defaults]);
    const { results, unusedLines } = JSON.parse(stdout.toString('utf8')) as {
      results: readonly Listed[];
      unusedLines: number[];
    };
    expect([exitCode, unusedLines]).toEqual([1, [6]]);
    expect(results.map(({ outcome, code }) => code ?? outcome)).toEqual([
      'issued',
      'issued',
      'seats-exhausted',
      'issued',
    ]);
    expect(stderr).toContain('Line 6 of the table');
    const { rows } = JSON.parse(await folder.done(['activations', 'list', '--json']));
    expect(rows.map(({ holder }: { holder: string }) => holder).sort()).toEqual(['Ada', 'Brahe', 'Hven']);
    const without = await folder.run(args);
    const codes = (JSON.parse(without.stdout.toString('utf8')) as { results: Listed[] }).results.map(
      ({ code }) => code,
    );
    expect(codes[0]).toBe('order-missing');
  });

  test('never replaces another file, and two licenses of one machine get two files', async () => {
    const serial = await mint(1);
    mkdirSync(folder.at('outbox'));
    save(`outbox/a-${nameOf(0)}.lic`, 'precious');
    save('inbox/a.licreq', requests[0] ?? '');
    save('inbox/b.licreq', await requestOf(machines[0] ?? machineWith('alpha')));
    const args = ['issue', 'inbox', '--type', 'pro', '--serial', serial, '-o', 'outbox'];
    await folder.done(args);
    await folder.done(args);
    expect(readFileSync(folder.at(`outbox/a-${nameOf(0)}.lic`), 'utf8')).toBe('precious');
    expect(readdirSync(folder.at('outbox'))).toHaveLength(3);
    expect([count('licenses'), count('seats')]).toEqual([2, 1]);
  });

  test.each([
    [['issue', 'inbox', '--type', 'pro']],
    [['issue', 'inbox', '--type', 'pro', '-o', '-']],
    [['issue', 'inbox', '-o', 'outbox']],
    [['issue', 'inbox', '--type', 'pro', '-o', 'outbox', '--force']],
    [['issue', '-', '--orders', '-', '-o', 'outbox']],
  ])('%j is refused before anything is read', async (args) => {
    fillInbox();
    expect((await folder.run(args, '', {})).exitCode).toBe(2);
  });
});

describe('keyferry returns take', () => {
  test('takes receipts from files and mails once each, and says which are refused', async () => {
    fillInbox();
    const serial = await mint(4);
    await folder.done(['issue', 'inbox', '--type', 'pro', '--serial', serial, '-o', 'outbox']);
    const { rows } = JSON.parse(await folder.done(['activations', 'list', '--json']));
    const licenseOf = (index: number): string =>
      rows.find(({ machine }: { machine: string }) => machine === nameOf(index)).licenseId;
    const receipt = async (index: number) => receiptOf(machines[index] ?? machineWith('x'), licenseOf(index));
    const own = await receipt(0);
    save('receipts/1.licret', own);
    save('receipts/1-again.licret', own);
    save('receipts/2.eml', damages['mail with an attachment']?.(await receipt(1)) ?? '');
    save('receipts/3.licret', await receiptOf(machines[2] ?? machineWith('x'), licenseOf(3)));
    save('receipts/4.licreq', requests[0] ?? '');
    const taken = await folder.run(['returns', 'take', 'receipts', '--json'], '', {});
    const { results } = JSON.parse(taken.stdout.toString('utf8')) as { results: object[] };
    expect([taken.exitCode, results]).toMatchObject([
      1,
      [
        { place: 'receipts/1-again.licret', machine: nameOf(0), outcome: 'returned', seatsLeft: 1 },
        { place: 'receipts/2.eml', machine: nameOf(1), outcome: 'returned', seatsLeft: 2 },
        { place: 'receipts/3.licret', machine: nameOf(2), outcome: 'refused', code: 'installation-other' },
        { place: 'receipts/4.licreq', outcome: 'refused', code: 'document-type-wrong' },
      ],
    ]);
    expect(taken.stderr).toMatch(/^receipts\/3\.licret: installation-other: /m);
    const again = await folder.done(['returns', 'take', 'receipts/1.licret', 'receipts/2.eml']);
    expect(rowsOf(again).map((row) => row.split(/ {2,}/).slice(2))).toEqual([
      ['returned before', '2'],
      ['returned before', '2'],
    ]);
    const events = (await folder.done(['audit', 'export']))
      .split('\n')
      .filter((line) => line.includes('seat-returned'));
    expect(events).toHaveLength(2);
    for (const line of events) expect(line).toContain('command-line');
  });
});
