import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandEnvironment } from '../../../cli/framework/command.ts';
import { readProducts } from '../../../cli/setup/readProducts.ts';
import { checkProducts } from '../../../server/checkProducts.ts';
import { dataFolderAt } from '../../../server/dataFolder.ts';
import { lockFolder } from '../../../server/folderLock.ts';
import { changePassphrase, openKeystore } from '../../../server/keys/keystore.ts';
import { openLicense, readLicense } from '../../../src/documents/license.ts';
import { readProfile } from '../../../src/vendor/profile.ts';
import { pinnedKeys, verifyKeyset } from '../../../src/verify/keyset.ts';
import { refusalOf } from '../../refusalOf.ts';
import { copyLayout1, layout1 } from '../../server/dataFolder/layout1.ts';
import { bindingsOf, machineWith, requestOf } from '../../server/machines.ts';
import { environment } from '../keys/ceremony.ts';
import { emptyFolder, keyferryHere, type Run } from '../tool.ts';

const vendor = [
  '--vendor',
  'Northlight',
  '--service',
  'https://activate.example',
  '--support-email',
  'help@example.com',
];
const first = ['init', '--product', 'orrery', '--name', 'Orrery', '--version', '5.2', ...vendor, '--type', 'pro'];
const second = ['products', 'add', '--product', 'nova', '--name', 'Nova', '--version', '1.0', '--type', 'pro'];

let folder: string;
const at = (name: string) => join(folder, name);
const run = (...args: string[]): Promise<Run> => keyferryHere(folder, args, '', environment);

async function done(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(...args);
  if (exitCode !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return stdout.toString('utf8');
}

async function code(...args: string[]): Promise<string> {
  const { exitCode, stderr } = await run(...args);
  expect([args, exitCode === 0]).toEqual([args, false]);
  return exitCode === 2 ? 'usage' : (stderr.split(':')[0] ?? '');
}

/** A vendor with two products, whose keysets one root key signs; made once. */
let made: string;
beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'keyferry-products-'));
  folder = made;
  await done(...first);
  await done('keys', 'root', 'root.json');
  await done('keys', 'init', '--root', 'root.json');
  await done('keys', 'allow', 'root.json', '--product', 'nova');
  await done(...second, '--root', 'root.json');
});
afterAll(() => rmSync(made, { recursive: true, force: true }));
beforeEach(() => {
  folder = emptyFolder();
});

const begin = () => cpSync(made, folder, { recursive: true });
const profileOf = (product: string) =>
  readProfile(readFileSync(at(`.keyferry/products/${product}/vendor.json`), 'utf8'));

describe('keyferry products', () => {
  test('lists them, the main one first', async () => {
    begin();
    expect(JSON.parse(await done('products', 'list', '--json'))).toEqual([
      expect.objectContaining({ id: 'orrery', keyset: { version: 1, epoch: 1 }, served: true }),
      expect.objectContaining({ id: 'nova', name: 'Nova', licenseTypes: ['pro'], served: true }),
    ]);
    expect(await done('products', 'list')).toMatch(/orrery .*main product\nnova /);
  });

  test('adds one that shares vendor, service and support with the main one, without keys at first', async () => {
    await done(...first);
    expect(await done(...second)).toContain('keyferry keys init --product nova');
    expect(JSON.parse(readFileSync(at('.keyferry/products/nova/vendor.json'), 'utf8'))).toMatchObject({
      support: { email: 'help@example.com' },
      serviceUrl: 'https://activate.example',
      vendor: { name: 'Northlight' },
      rootKeys: [],
    });
  });

  test('refuses the main one again, and changes to one that exists', async () => {
    begin();
    expect(await code(...second.with(3, 'orrery'))).toBe('usage');
    expect(await code(...second.with(5, 'Nova 2'))).toBe('vendor-exists');
    expect(await code(...first.with(2, 'sextant'))).toBe('product-first');
    expect(await code('products', 'add', '--product', 'x', '--name', 'x', '--version', '1', '--data', 'none')).toBe(
      'vendor-missing',
    );
  });

  test('adds one to a folder of one product, which gets its new form, unless a service runs there', async () => {
    const copy = copyLayout1();
    const secrets = { KEYFERRY_PASSPHRASE: layout1.passphrase };
    const add = () => keyferryHere(folder, [...second, '--data', copy.path], '', secrets);
    const before = readdirSync(copy.path);
    const listed = await keyferryHere(folder, ['serials', 'list', '--data', copy.path], '', secrets);
    expect([listed.exitCode, readdirSync(copy.path).filter((name) => !name.startsWith('store.'))]).toEqual([
      0,
      before.filter((name) => !name.startsWith('store.')),
    ]);
    const lock = lockFolder(dataFolderAt(copy.path));
    expect((await add()).stderr).toMatch(/in use by another service/);
    lock.release();
    expect((await add()).exitCode).toBe(0);
    expect(readFileSync(join(copy.path, 'products/order.txt'), 'utf8')).toBe('orrery\nnova\n');
    expect(existsSync(join(copy.path, 'vendor.json'))).toBe(false);
    copy.remove();
  });
});

describe('commands of a vendor with two products', () => {
  test.each([
    [['keys', 'list']],
    [['keys', 'rotate']],
    [['serials', 'mint', '--type', 'pro']],
    [['pack', '-o', 'out']],
  ])('%s asks which one is meant', async (args) => {
    begin();
    expect(await code(...args)).toBe('product-unclear');
    expect(await code(...args, '--product', 'sextant')).toBe('product-unknown');
  });

  test('sell and list by product, and recognize a serial number of either', async () => {
    begin();
    const numbers = new Map<string, string>();
    for (const product of ['orrery', 'nova']) {
      numbers.set(product, (await done('serials', 'mint', '--type', 'pro', '--product', product)).trim());
    }
    const listed = JSON.parse(await done('serials', 'list', '--product', 'nova', '--json')).rows;
    expect(listed).toEqual([expect.objectContaining({ product: 'nova' })]);
    for (const [product, number] of numbers) {
      const shown = await keyferryHere(folder, ['serials', 'show', '-', '--json'], `${number}\n`, environment);
      expect(JSON.parse(shown.stdout.toString())).toMatchObject({ product, seats: 1 });
    }
    expect(await done('serials', 'change', listed[0].serialId, '--seats', '4')).toContain('4');
    expect((await done('serials', 'export')).trim().split('\r\n')).toHaveLength(3);
    expect((await done('serials', 'export', '--product', 'nova')).trim().split('\r\n')).toHaveLength(2);
  });

  test('answers a folder of requests of several products, also of none that is sold here', async () => {
    begin();
    const serial = (await done('serials', 'mint', '--type', 'pro', '--product', 'nova', '--seats', '2')).trim();
    mkdirSync(at('inbox'));
    for (const product of ['nova', 'sextant']) {
      const machine = { ...machineWith('alpha'), bindings: bindingsOf('alpha', product) };
      writeFileSync(at(`inbox/${product}.licreq`), await requestOf(machine, { product }));
    }
    const issue = (...paths: string[]) =>
      run('issue', ...paths, '--type', 'pro', '--serial', serial, '-o', 'outbox', '--json');
    const rows = async (...paths: string[]) => JSON.parse((await issue(...paths)).stdout.toString('utf8'));
    expect(await rows('inbox')).toMatchObject({ results: [{ outcome: 'issued' }, { code: 'product-other' }] });
    expect(await rows('inbox/sextant.licreq', 'inbox/sextant.licreq')).toMatchObject({
      results: [{ code: 'product-other' }],
    });
  });

  test('issue by the product that the request names', async () => {
    begin();
    const serial = (await done('serials', 'mint', '--type', 'pro', '--product', 'nova')).trim();
    const { signer } = machineWith('alpha');
    for (const product of ['nova', 'sextant']) {
      const machine = { signer, bindings: bindingsOf('alpha', product) };
      writeFileSync(at(`${product}.licreq`), await requestOf(machine, { product }));
    }
    await done('issue', 'nova.licreq', '--type', 'pro', '--serial', serial, '-o', 'nova.lic');
    const { signers } = await openKeystore(
      at('.keyferry/products/nova/keystore.json'),
      environment.KEYFERRY_PASSPHRASE,
    );
    expect(readLicense(openLicense(readFileSync(at('nova.lic'))), signers[0].publicKey).product).toBe('nova');
    expect(await code('issue', 'sextant.licreq', '--type', 'pro', '--serial', serial, '-o', 'x.lic')).toBe(
      'product-other',
    );
    const [{ licenseId }] = JSON.parse(await done('activations', 'list', '--product', 'nova', '--json')).rows;
    expect(JSON.parse(await done('activations', 'list', '--product', 'orrery', '--json')).rows).toEqual([]);
    await done('activations', 'reissue', licenseId, '-o', 'again.lic');
    expect(readFileSync(at('again.lic'))).toEqual(readFileSync(at('nova.lic')));
  });

  test('limit tokens to products, but not those about all of them', async () => {
    begin();
    await done('serials', 'mint', '--type', 'pro', '--product', 'nova');
    const create = ['tokens', 'create', 'shop', '--scope'];
    expect(await code(...create, 'audit:read', '--product', 'nova')).toBe('usage');
    expect(await code(...create, 'serials:read', '--product', 'sextant')).toBe('product-unknown');
    await done(...create, 'serials:read', '--product', 'nova');
    expect(JSON.parse(await done('tokens', 'list', '--json'))).toMatchObject([{ name: 'shop', products: ['nova'] }]);
  });
});

describe('keys of two products', () => {
  test('are signed by one root key only when it is allowed', async () => {
    await done(...first);
    await done('keys', 'root', 'root.json');
    await done('keys', 'init', '--root', 'root.json');
    await done(...second);
    const init = ['keys', 'init', '--product', 'nova'];
    expect(await code(...init, '--root', 'root.json')).toBe('root-other-product');
    expect(await code(...init, '--pin', 'root.json.pub')).toBe('root-other-product');
    expect(await done('keys', 'allow', 'root.json', '--product', 'nova')).toContain('orrery, nova');
    expect(await done('keys', 'allow', 'root.json', '--product', 'nova')).toContain('orrery, nova');
    expect(readFileSync(at('root.json.pub'), 'utf8')).toMatch(/^keyferry-root-key orrery\+nova \S{44}\n$/);
    await done(...init, '--root', 'root.json');
    await done('keys', 'rotate', '--product', 'orrery', '--root', 'root.json');
    expect(profileOf('nova').rootKeys).toEqual(profileOf('orrery').rootKeys);
  });

  test('do not serve each other, though one root key signed both keysets', async () => {
    begin();
    const keyset = readFileSync(at('.keyferry/products/orrery/keyset.xml'));
    const rootKeys = pinnedKeys(profileOf('nova').rootKeys);
    expect(refusalOf(() => verifyKeyset(keyset, { rootKeys, product: 'nova' }))).toBe('product-other');
    expect(await code('keys', 'accept', '.keyferry/products/orrery/keyset.xml', '--product', 'nova')).toBe(
      'product-other',
    );
    cpSync(at('.keyferry/products/orrery/keyset.xml'), at('.keyferry/products/nova/keyset.xml'));
    const { products } = await read();
    expect(() => checkProducts(products, new Date())).toThrow(/^Product nova: keyset\.xml is for the product "orrery"/);
  });

  test('have one passphrase, which changes for all of them, also after an interruption', async () => {
    begin();
    const [from, to] = [environment.KEYFERRY_PASSPHRASE, 'a new worthless passphrase'];
    const keystores = ['orrery', 'nova'].map((id) => at(`.keyferry/products/${id}/keystore.json`));
    await changePassphrase(keystores.slice(0, 1), 'service', { from, to });
    const change = () =>
      keyferryHere(folder, ['keys', 'passphrase'], '', { ...environment, KEYFERRY_NEW_PASSPHRASE: to });
    const { exitCode, stdout } = await change();
    expect([exitCode, stdout.toString().trim().split('\n')]).toEqual([0, [expect.stringContaining('nova')]]);
    for (const keystore of keystores) await openKeystore(keystore, to);
    const wrong = {
      ...environment,
      KEYFERRY_PASSPHRASE: 'no worthless one',
      KEYFERRY_NEW_PASSPHRASE: 'none either worthless',
    };
    const refused = await keyferryHere(folder, ['keys', 'passphrase'], '', wrong);
    expect([refused.exitCode, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/^setup-fault: .*passphrase is wrong/),
    ]);
  });

  test('of a product that is added need the passphrase of the others', async () => {
    begin();
    await done('keys', 'allow', 'root.json', '--product', 'sextant');
    const add = second.with(3, 'sextant');
    const other = { ...environment, KEYFERRY_PASSPHRASE: 'a different worthless one' };
    const refused = await keyferryHere(folder, [...add, '--root', 'root.json'], '', other);
    expect(refused.stderr).toMatch(/^setup-fault: .*orrery.keystore\.json does not open/);
    expect(existsSync(at('.keyferry/products/sextant/keystore.json'))).toBe(false);
    await done(...add, '--root', 'root.json');
  });
});

const read = () =>
  readProducts(dataFolderAt(at('.keyferry')), undefined, { variables: environment } as unknown as CommandEnvironment);

describe('a service of two products', () => {
  test('serves those that have keys, and says which have none', async () => {
    begin();
    rmSync(at('.keyferry/products/nova/keyset.xml'));
    const { products, unfinished } = await read();
    expect([products.map(({ catalog }) => catalog.product.id), unfinished]).toEqual([['orrery'], ['nova']]);
  });

  test('starts while one can sign, and not when none can', async () => {
    begin();
    const { products } = await read();
    const [{ keystore }] = products;
    const broken = products.map((parts) => ({ ...parts, keystore }));
    expect([...checkProducts(broken, new Date()).keys()]).toEqual(['orrery', 'nova']);
    const later = new Date(Date.now() + 5000 * 24 * 60 * 60 * 1000);
    expect(() => checkProducts(products, later)).toThrow(/^Product orrery: The signing key expired/);
  });
});
