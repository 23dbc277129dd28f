import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../../server/configurationError.ts';
import { type DataFolder, dataFolderAt } from '../../../server/dataFolder.ts';
import { lockFile } from '../../../server/folderLock.ts';
import { openKeystore } from '../../../server/keys/keystore.ts';
import { checkVendor } from '../../../server/keys/vendorCheck.ts';
import { readCatalog } from '../../../server/licensing/catalog.ts';
import { moveIntoProducts } from '../../../server/moveIntoProducts.ts';
import { productFolders } from '../../../server/productFolder.ts';
import { readProfile } from '../../../src/vendor/profile.ts';
import { copyLayout1, layout1 } from './layout1.ts';

let copy: ReturnType<typeof copyLayout1>;
let folder: DataFolder;
beforeEach(() => {
  copy = copyLayout1();
  folder = dataFolderAt(copy.path);
});
afterEach(() => copy.remove());

const files = ['catalog.json', 'keyset.xml', 'keystore.json', 'vendor.json'];
const contents = (path: string) =>
  Object.fromEntries(files.map((name) => [name, readFileSync(join(path, name), 'latin1')]));
const at = (name: string) => join(copy.path, name);

/** Opens and checks the one product as a service does. */
async function check() {
  const [product, ...others] = productFolders(folder);
  expect(others).toEqual([]);
  if (product === undefined) throw new Error('there is no product');
  const keystore = await openKeystore(product.keystore, layout1.passphrase);
  const profile = readProfile(readFileSync(product.profile, 'utf8'));
  const parts = { catalog: readCatalog(product.catalog), profile, keystore, keyset: readFileSync(product.keyset) };
  return { product: product.product, version: checkVendor(parts, new Date('2027-01-01')).version };
}

describe('the data folder of one product', () => {
  test('is read as it is, and not changed by that', async () => {
    const before = readdirSync(copy.path);
    expect(await check()).toEqual({ product: 'orrery', version: 2 });
    expect(readdirSync(copy.path)).toEqual(before);
  });

  test('gets a folder for its product, with the same files, permissions and owners', async () => {
    const before = contents(copy.path);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) chownSync(at('keystore.json'), 65_534, 65_534);
    chmodSync(at('catalog.json'), 0o640);
    moveIntoProducts(folder);
    expect(readdirSync(copy.path).sort()).toEqual(['keys.lock', 'products', 'store.sqlite']);
    expect(contents(at('products/orrery'))).toEqual(before);
    const mode = (name: string) => statSync(at(name)).mode & 0o777;
    const names = ['products', 'products/orrery', 'products/orrery/catalog.json', 'products/orrery/keystore.json'];
    expect([...names, 'products/orrery/vendor.json'].map(mode)).toEqual([0o700, 0o700, 0o640, 0o600, 0o644]);
    if (isRoot) expect(statSync(at('products/orrery/keystore.json')).uid).toBe(65_534);
    expect(await check()).toEqual({ product: 'orrery', version: 2 });
  });

  test('is changed once', () => {
    moveIntoProducts(folder);
    const before = contents(at('products/orrery'));
    moveIntoProducts(folder);
    expect(contents(at('products/orrery'))).toEqual(before);
  });

  test('works wherever the change is interrupted, and the next start completes it', async () => {
    const steps: string[] = [];
    moveIntoProducts(folder, (step) => void steps.push(step));
    expect(steps.length).toBe(2 * files.length + 2);
    for (const index of steps.keys()) {
      copy.remove();
      copy = copyLayout1();
      folder = dataFolderAt(copy.path);
      const before = contents(copy.path);
      let reached = 0;
      const stop = () => {
        if (reached++ === index) throw new Error('killed');
      };
      expect(() => moveIntoProducts(folder, stop)).toThrow('killed');
      expect(await check()).toEqual({ product: 'orrery', version: 2 });
      moveIntoProducts(folder);
      expect(contents(at('products/orrery'))).toEqual(before);
      expect(readdirSync(copy.path).filter((name) => files.includes(name) || name.includes('new'))).toEqual([]);
    }
  });

  test('keeps a file that is a link to another place', () => {
    const elsewhere = join(copy.path, '..', 'shared-vendor.json');
    renameSync(at('vendor.json'), elsewhere);
    symlinkSync('../shared-vendor.json', at('vendor.json'));
    moveIntoProducts(folder);
    expect(lstatSync(at('products/orrery/vendor.json')).isSymbolicLink()).toBe(true);
    expect(readProfile(readFileSync(at('products/orrery/vendor.json'), 'utf8')).product.id).toBe('orrery');
    expect([existsSync(elsewhere), existsSync(at('vendor.json'))]).toEqual([true, false]);
  });

  test('is not changed while a command changes the keys', () => {
    const before = contents(copy.path);
    const lock = lockFile(folder, folder.keysLock);
    expect(() => moveIntoProducts(folder)).toThrow(ConfigurationError);
    lock?.close();
    expect(contents(copy.path)).toEqual(before);
  });

  test('that was restored over the new form is not deleted: the vendor decides', () => {
    const profile = readFileSync(at('vendor.json'), 'utf8');
    moveIntoProducts(folder);
    writeFileSync(at('vendor.json'), profile.replace('Northlight', 'Southlight'));
    expect(() => moveIntoProducts(folder)).toThrow(/vendor\.json .*differs/);
    expect(readFileSync(at('vendor.json'), 'utf8')).toContain('Southlight');
    rmSync(at('vendor.json'));
    moveIntoProducts(folder);
  });

  test('whose catalog is damaged is named, and not changed', () => {
    writeFileSync(at('catalog.json'), '{');
    rmSync(at('vendor.json'));
    expect(() => moveIntoProducts(folder)).toThrow(/catalog\.json is not JSON/);
    expect(existsSync(folder.products)).toBe(false);
  });
});

describe('the products of a data folder', () => {
  const ids = () => productFolders(folder).map(({ product }) => product);

  test('stand in the order of the file, then in that of the alphabet', () => {
    moveIntoProducts(folder);
    for (const id of ['nova', 'astrolabe', 'Not.An.Id']) mkdirSync(join(folder.products, id));
    expect(ids()).toEqual(['astrolabe', 'nova', 'orrery']);
    writeFileSync(folder.productOrder, 'orrery\r\n\r\ngone\nnova\nnova\n');
    expect(ids()).toEqual(['orrery', 'nova', 'astrolabe']);
    expect(productFolders(folder).map(({ keyset }) => basename(keyset))).toEqual(Array(3).fill('keyset.xml'));
  });

  test('are none in an empty folder', () => {
    folder = dataFolderAt(join(copy.path, 'nowhere'));
    expect(ids()).toEqual([]);
  });
});
