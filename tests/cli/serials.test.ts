import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serialColumns } from '../../src/contract/csvColumns.ts';
import { mintSerialNumber } from '../../src/documents/serialNumber.ts';
import { keyferryHere } from './tool.ts';
import { makeVendor, type VendorFolder } from './vendorFolder.ts';

let vendor: Awaited<ReturnType<typeof makeVendor>>;
let folder: VendorFolder;
beforeAll(async () => {
  vendor = await makeVendor(keyferryHere);
});
afterAll(() => vendor.close());
beforeEach(() => {
  folder = vendor.copy();
});

const someSerial = (fill: number) => mintSerialNumber(new Uint8Array(12).fill(fill));
const everything = () => JSON.stringify([folder.query('select * from serials'), folder.query('select * from audit')]);
const count = (table: string) => folder.query<{ rows: number }>(`select count(*) as rows from ${table}`)[0]?.rows;

describe('keyferry serials mint', () => {
  test('shows serial numbers once, on standard output only', async () => {
    const { exitCode, stdout, stderr } = await folder.run(['serials', 'mint', '--type', 'pro', '--count', '3']);
    const numbers = stdout.toString('utf8').trim().split('\n');
    expect([exitCode, new Set(numbers).size]).toEqual([0, 3]);
    for (const number of numbers) {
      expect(number).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
      expect(stderr + everything()).not.toContain(number.slice(0, 17));
    }
    const listed = JSON.parse(await folder.done(['serials', 'list', '--json']));
    expect(listed).toMatchObject({ rows: Array(4).fill({ seats: 1, seatsTaken: 0 }), more: false });
  });

  test('writes them to a file that only its owner can read, in the form that import accepts', async () => {
    const terms = [
      '--seats',
      '3',
      '--term',
      '30',
      '--expires',
      '2030-12-31',
      '--sold',
      '2026-11-01',
      '--feature',
      'a',
      '--feature',
      'b',
    ];
    await folder.done([
      'serials',
      'mint',
      '--type',
      'pro',
      ...terms,
      '--holder',
      '=Ada',
      '--note',
      'x',
      '-o',
      'sold.csv',
    ]);
    expect(statSync(folder.at('sold.csv')).mode & 0o777).toBe(0o600);
    const [head, row = ''] = readFileSync(folder.at('sold.csv'), 'utf8').split('\r\n');
    expect(head).toBe('serialNumber,licenseType,seats,termDays,features,expiresAt,soldAt,holder,note');
    expect(row.slice(23)).toBe(",pro,3,30,a;b,2031-01-01T00:00:00Z,2026-11-01T00:00:00Z,'=Ada,x");
    expect(await folder.done(['serials', 'import', 'sold.csv'])).toContain('1 were known');
    expect(count('serials')).toBe(2);
  });

  test('creates none that could not be written or sold', async () => {
    writeFileSync(folder.at('there'), 'precious');
    expect(await folder.refused(['serials', 'mint', '--type', 'pro', '-o', 'there'])).toEqual([1, 'file-exists']);
    expect(await folder.refused(['serials', 'mint', '--type', 'pro', '-o', 'no/such/place'])).toEqual([
      1,
      'file-unwritable',
    ]);
    expect(await folder.refused(['serials', 'mint', '--type', 'gold', '-o', 'new'])).toEqual([
      1,
      'serial-terms-invalid',
    ]);
    const past = ['serials', 'mint', '--type', 'pro', '--expires', '2020-01-01', '-o', 'new'];
    expect(await folder.refused(past)).toEqual([1, 'serial-terms-invalid']);
    expect(readFileSync(folder.at('there'), 'utf8')).toBe('precious');
    expect([existsSync(folder.at('new')), count('serials')]).toEqual([false, 1]);
  });

  test('leaves no file when the store does not accept them', async () => {
    folder.tamper(`create trigger broken before insert on audit begin select raise(abort, 'SECRET'); end`);
    const { exitCode, stdout, stderr } = await folder.run(['serials', 'mint', '--type', 'pro', '-o', 'new']);
    expect([exitCode, stdout.toString('utf8')]).toEqual([70, '']);
    expect(stderr).not.toContain('SECRET');
    expect([existsSync(folder.at('new')), count('serials')]).toEqual([false, 1]);
  });

  test('needs the passphrase and explains how to provide it', async () => {
    expect(await folder.refused(['serials', 'mint', '--type', 'pro'], '', {})).toEqual([1, 'passphrase-missing']);
    const wrong = { KEYFERRY_PASSPHRASE: 'not this one' };
    expect(await folder.refused(['serials', 'mint', '--type', 'pro'], '', wrong)).toEqual([1, 'setup-fault']);
  });

  test.each([
    [['serials', 'mint']],
    [['serials', 'mint', '--type', 'pro', '--count', '0']],
    [['serials', 'mint', '--type', 'pro', '--seats', 'many']],
    [['serials', 'mint', '--type', 'pro', 'AAAAA']],
    [['serials', 'seats', 'AAAAA']],
    [['serials', 'show']],
    [['serials', 'list', '--state', 'lost']],
    [['serials', 'import']],
  ])('%j is refused', async (args) => {
    const { exitCode, stderr } = await folder.run(args);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--help')]);
  });
});

describe('keyferry serials import --from', () => {
  const entitlements = [
    'ActivationID,ProductName,Quantity,ExpirationDate,State,SoldTo',
    'act-0a5f-9d-77c1,Orrery Pro,25,31-dec-2037,DEPLOYED,Hven',
    'act-0a5f-9d-77c2,Orrery Pro,1,permanent,OBSOLETE,Prague',
    '',
  ].join('\n');
  const from = ['serials', 'import', '-', '--from', 'flexnet', '--map', 'Orrery Pro=pro'];
  const allowAny = () => {
    const path = folder.at('.keyferry/products/orrery/catalog.json');
    const catalog = JSON.parse(readFileSync(path, 'utf8')) as { licenseTypes: { id: string }[] };
    for (const type of catalog.licenseTypes) Object.assign(type, { serialNumbers: 'any' });
    writeFileSync(path, JSON.stringify(catalog));
  };

  test('writes our table, which imports what is in force', async () => {
    allowAny();
    const { exitCode, stderr } = await folder.run([...from, '-o', 'sold.csv'], entitlements);
    expect([exitCode, stderr.split('\n')[0]]).toEqual([0, 'Read “ActivationID” as serialNumber.']);
    expect(stderr).toContain('Left out 1 line that is not in force: obsolete.');
    expect(stderr).not.toContain('act-0a5f');
    expect(count('serials')).toBe(1);
    const table = readFileSync(folder.at('sold.csv'), 'utf8');
    expect(table.split('\r\n')[1]).toMatch(/^act-0a5f-9d-77c1,pro,25,.*2038-01-01T00:00:00Z.*Hven/);
    expect(await folder.done(['serials', 'import', 'sold.csv'])).toContain('Imported 1');
    expect(await folder.done(from, entitlements)).toContain('Imported 0 serial numbers; 1 were known');
    const { serialId } = JSON.parse(await folder.done(['serials', 'show', '-', '--json'], 'ACT 0A5F 9D 77C1\n'));
    expect(JSON.parse(await folder.done(['serials', 'show', '77c1', '--json']))).toMatchObject({ serialId, seats: 25 });
  });

  test('is refused by line where the license type takes only Keyferry’s serial numbers', async () => {
    const { exitCode, stderr } = await folder.run(from, entitlements);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^serial-malformed: Line 2: /m)]);
  });

  test.each([
    [['serials', 'import', '-', '--map', 'a=b']],
    [['serials', 'import', '-', '--seats', '2']],
    [['serials', 'import', '-', '-o', 'sold.csv']],
    [['serials', 'import', '-', '--from', 'dongle']],
    [[...from, '--map', 'pro']],
    [[...from, '--columns', 'Key=price']],
  ])('%j is refused', async (args) => {
    expect((await folder.run(args, entitlements)).exitCode).toBe(2);
  });
});

describe('keyferry serials import', () => {
  const table = (...rows: string[]) => ['serialNumber,licenseType,seats', ...rows, ''].join('\n');

  test('imports serial numbers from standard input, all or none', async () => {
    const [one, two] = [someSerial(1), someSerial(2)];
    const wrong = table(`${one},pro,1`, `${two.slice(0, -1)}*,pro,1`, `${two},gold,1`, `${one},pro,2`);
    const { exitCode, stdout, stderr } = await folder.run(['serials', 'import', '-'], wrong);
    expect([exitCode, stdout.toString('utf8')]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining('2 lines cannot be taken'),
      expect.stringMatching(/^serial-malformed: Line 3: /),
      expect.stringMatching(/^serial-terms-invalid: Line 4: /),
    ]);
    expect(stderr).not.toContain(two.slice(0, 11));
    expect(count('serials')).toBe(1);
    expect(await folder.done(['serials', 'import', '-'], table(`${one},pro,1`, `${two},pro,1`))).toContain(
      'Imported 2',
    );
    const json = await folder.run(['serials', 'import', '-', '--json'], table(`${one},pro,2`));
    expect([json.exitCode, JSON.parse(json.stdout.toString('utf8'))]).toEqual([
      1,
      { outcome: 'refused', faults: [{ line: 2, code: 'serial-known-otherwise', details: { field: 'seats' } }] },
    ]);
  });

  test('names the line of an error in a table and repeats none of its content', async () => {
    const { exitCode, stderr } = await folder.run(['serials', 'import', '-'], `${someSerial(1)},pro,1\n`);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^import-malformed: Line 1/)]);
    expect(stderr).not.toContain(someSerial(1).slice(0, 5));
    expect(await folder.refused(['serials', 'import', 'none.csv'])).toEqual([1, 'file-missing']);
  });
});

describe('a serial number', () => {
  test('is shown and changed by its group, its ID, or the whole number, which is prompted for', async () => {
    const number = someSerial(3);
    await folder.done(['serials', 'import', '-'], `serialNumber,licenseType,seats,holder\n${number},pro,2,Ada\n`);
    const group = number.slice(-5);
    const { rows } = JSON.parse(await folder.done(['serials', 'list', 'ada', '--json']));
    for (const [name, input] of [
      [group.toLowerCase(), ''],
      [`*****-*****-*****-${group}`, ''],
      [rows[0].serialId, ''],
      ['-', `${number.toLowerCase()}\n`],
    ] as const) {
      const shown = JSON.parse(await folder.done(['serials', 'show', name, '--json'], input));
      expect(shown).toMatchObject({ serialId: rows[0].serialId, seats: 2, seatsTaken: 0, holder: 'Ada' });
    }
    expect(await folder.done(['serials', 'block', group])).toContain('Blocked');
    expect(JSON.parse(await folder.done(['serials', 'block', group, '--json']))).toMatchObject({
      outcome: 'blocked-before',
    });
    expect(await folder.done(['serials', 'list', '--state', 'blocked'])).toContain(group);
    expect(await folder.done(['serials', 'unblock', group])).toContain('Unblocked');
    expect(await folder.done(['serials', 'change', group, '--seats', '7'])).toContain('seats 2 to 7');
    expect(await folder.done(['serials', 'show', group])).toMatch(/Seats +0 of 7 taken/);
    const exported = await folder.done(['serials', 'export']);
    expect(exported.split('\r\n')[0]).toBe(Object.keys(serialColumns).join(','));
    expect(exported).toContain(`*****-*****-*****-${group},orrery,pro,7,0`);
    expect(exported).not.toContain(number.slice(0, 17));
  });

  test('is changed, with what changed and why in its history', async () => {
    const number = someSerial(6);
    await folder.done(
      ['serials', 'import', '-'],
      `serialNumber,licenseType,seats,expiresAt\n${number},pro,2,2030-01-31\n`,
    );
    const group = number.slice(-5);
    const change = (...options: string[]) => folder.done(['serials', 'change', group, ...options]);
    await change('--seats', '3', '--feature', 'a', '--feature', 'b', '--holder', 'Ada', '--reason', 'Order 4711');
    expect(await change('--extend', '28')).toContain('expiresAt 2030-02-01T00:00:00Z to 2030-03-01T00:00:00Z');
    await change('--expires', 'never', '--term', '30', '--no-features');
    await change('--term', 'type');
    expect(await change('--type', 'pro')).toContain('like that already');
    const shown = JSON.parse(await folder.done(['serials', 'show', group, '--json']));
    expect(shown).toMatchObject({ seats: 3, features: [], expiresAt: null, termDays: null, holder: 'Ada' });
    expect(shown.history.map(({ event, reason }: { event: string; reason: string }) => [event, reason])).toEqual([
      ['changed', null],
      ['changed', null],
      ['changed', null],
      ['changed', 'Order 4711'],
      ['added', null],
    ]);
    expect(await folder.done(['serials', 'show', group])).toMatch(
      /seats 2 to 3, features none to a;b, holder +Order 4711/,
    );
    expect(await folder.refused(['serials', 'change', group, '--seats', '3', '--type', 'prof'])).toEqual([
      1,
      'serial-terms-invalid',
    ]);
    for (const options of [[], ['--reason', 'none'], ['--feature', 'a', '--no-features'], ['--expires', 'soon']]) {
      expect((await folder.run(['serials', 'change', group, ...options])).exitCode).toBe(2);
    }
  });

  test('is changed with others by a table, after a look at what would change', async () => {
    const [one, two] = [someSerial(7), someSerial(8)];
    const sold = `serialNumber,licenseType,seats,expiresAt\n${one},pro,1,2027-01-31\n${two},pro,1,\n`;
    await folder.done(['serials', 'import', '-'], sold);
    const renewals = `serialNumber;expiresAt\n${one};2028-01-31\n${two};never\n`;
    const apply = (table: string, ...options: string[]) => folder.run(['serials', 'apply', '-', ...options], table);
    const looked = await apply(renewals, '--dry-run');
    expect(looked.stdout.toString()).toMatch(
      /^Line 2, .*-\w{5}: expiresAt 2027-02-01T00:00:00Z to 2028-02-01T00:00:00Z\n1 line would/,
    );
    const show = async () => JSON.parse(await folder.done(['serials', 'show', one.slice(-5), '--json']));
    expect(await show()).toMatchObject({ expiresAt: '2027-02-01T00:00:00Z' });
    expect((await apply(renewals, '--reason', 'Renewals of May')).stdout.toString()).toBe(
      'Changed 1 line; 1 changed nothing.\n',
    );
    expect(await show()).toMatchObject({
      expiresAt: '2028-02-01T00:00:00Z',
      history: [{ reason: 'Renewals of May' }, {}],
    });
    const wrong = await apply(`serialNumber,seats\n${one},5\n${someSerial(9)},5\n${two},0\n`);
    expect([wrong.exitCode, wrong.stderr.split('\n')[0]]).toEqual([1, 'Nothing was changed: 2 lines cannot be taken.']);
    expect(wrong.stderr).toMatch(/line 3/i);
    expect(await show()).toMatchObject({ seats: 1 });
  });

  test('that is unknown, mistyped, ambiguous or missing is refused with a code', async () => {
    await folder.done(['serials', 'mint', '--type', 'pro']);
    folder.tamper(`update serials set masked = '*****-*****-*****-AAAAA'`);
    expect(await folder.refused(['serials', 'show', 'AAAAA'])).toEqual([1, 'serial-ambiguous']);
    expect(await folder.refused(['serials', 'show', 'BBBBB'])).toEqual([1, 'serial-unknown']);
    expect(await folder.refused(['serials', 'block', '-'], someSerial(9))).toEqual([1, 'serial-unknown']);
    expect(await folder.refused(['serials', 'block', '-'], 'AAAAA-AAAAA')).toEqual([1, 'serial-malformed']);
    expect(await folder.refused(['serials', 'block', '-'], '')).toEqual([1, 'input-missing']);
  });

  test('is not looked up without a store', async () => {
    expect(await folder.refused(['serials', 'list', '--data', 'elsewhere'])).toEqual([1, 'store-missing']);
    expect(existsSync(folder.at('elsewhere'))).toBe(false);
  });
});

test('an unknown license type is answered with the nearest one', async () => {
  const minted = await folder.run(['serials', 'mint', '--type', 'prof']);
  expect([minted.exitCode, minted.stderr]).toEqual([1, expect.stringMatching(/^serial-terms-invalid: .*mean “pro”\?/)]);
  const listed = await folder.run(['serials', 'list', '--type', 'prof']);
  expect([listed.exitCode, listed.stderr]).toEqual([0, expect.stringContaining('Did you mean “pro”?')]);
});
