import { chmodSync, chownSync, closeSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../server/store/store.ts';
import { environment as secrets } from './keys/ceremony.ts';
import { keyferryHere } from './tool.ts';
import { makeVendor, type VendorFolder } from './vendorFolder.ts';

/** The account of a service, which is not root. */
const service = 65_534;

let vendor: Awaited<ReturnType<typeof makeVendor>>;
let folder: VendorFolder;
let data: string;
beforeAll(async () => {
  vendor = await makeVendor(keyferryHere);
});
afterAll(() => vendor.close());
beforeEach(() => {
  folder = vendor.copy();
  data = folder.at('.keyferry');
  chmodSync(dirname(data), 0o755);
  give(service);
});

/** Gives the data folder and all in it to an account. */
function give(owner: number): void {
  for (const name of ['', ...(readdirSync(data, { recursive: true }) as string[])])
    chownSync(join(data, name), owner, owner);
}

const owners = (path = data) =>
  Object.fromEntries(
    (readdirSync(path, { recursive: true }) as string[]).map((name) => [name, statSync(join(path, name)).uid]),
  );
const product = 'products/orrery';

/** Runs a command with the rights of the service's account. Modules that it loads must be loaded already. */
async function runAsService(args: readonly string[]) {
  const before = process.cwd();
  // The account may be unable to come back to the project.
  process.chdir('/');
  process.setegid?.(service);
  process.seteuid?.(service);
  try {
    return await folder.run(args, '', secrets);
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
    process.chdir(before);
  }
}

/** Only root can give files away. */
describe.runIf(process.geteuid?.() === 0)('with root and an account for the service', () => {
  test('what commands write as root belongs to the account of the data folder', async () => {
    // Another program has the store open, so that its log and index exist.
    const open = await openStore(join(data, 'store.sqlite'));
    const draft = folder.at('next.json');
    await folder.done(['keys', 'rotate', '-o', draft], '', secrets);
    await folder.done(['serials', 'mint', '--type', 'pro', '-o', join(data, 'sold.txt')]);
    await folder.done(['tokens', 'create', 'anna', '--scope', 'serials:read']);
    await folder.done(['backup', join(data, 'backup.sqlite')]);
    const made = owners();
    await open.destroy();
    expect(Object.keys(made)).toEqual(
      expect.arrayContaining(['keys.lock', `${product}/keyset.draft.json`, 'store.sqlite-wal']),
    );
    expect([...new Set(Object.values(made))]).toEqual([service]);
    // A folder of root's stays root's.
    expect(statSync(draft).uid).toBe(0);
    expect((await runAsService(['serials', 'list'])).exitCode).toBe(0);
  });

  test('a folder that root makes for the account, and all in it, belongs to the account', async () => {
    const inner = join(data, 'further/second');
    const { exitCode } = await folder.run([
      ...['init', '--product', 'second', '--name', 'Second', '--version', '1', '--vendor', 'Northlight'],
      ...['--service', 'https://activate.example.com', '--data', inner],
    ]);
    expect([exitCode, statSync(inner).uid, owners(inner)]).toEqual([
      0,
      service,
      Object.fromEntries(
        ['', '/order.txt', '/second', '/second/catalog.json', '/second/vendor.json'].map((name) => [
          `products${name}`,
          service,
        ]),
      ),
    ]);
  });

  test('a root command mends what an earlier version left to root', async () => {
    for (const name of ['store.sqlite', `${product}/keystore.json`, `${product}/keyset.xml`])
      chownSync(join(data, name), 0, 0);
    await folder.done(['keys', 'rotate', '--root', vendor.rootFile], '', secrets);
    expect([...new Set(Object.values(owners()))]).toEqual([service]);
  });

  test('a file of another account keeps its owner when it is replaced', async () => {
    chownSync(join(data, product, 'vendor.json'), 1, 1);
    await folder.done(['keys', 'rotate', '--root', vendor.rootFile], '', secrets);
    expect(owners()[`${product}/vendor.json`]).toBe(1);
  });

  test.each([
    [`${product}/vendor.json`, ['keys', 'list']],
    [`${product}/catalog.json`, ['keys', 'list']],
    [`${product}/keystore.json`, ['keys', 'list']],
    [`${product}/keyset.xml`, ['keys', 'list']],
    [`${product}/keyset.draft.json`, ['keys', 'list']],
    ['keys.lock', ['keys', 'pin', `${'A'.repeat(43)}=`]],
    [`${product}/vendor.json`, ['serve']],
    [`${product}/catalog.json`, ['serve']],
    [`${product}/keystore.json`, ['serve']],
    [`${product}/keyset.xml`, ['serve']],
    [`${product}/keystore.json`, ['serials', 'mint', '--type', 'pro']],
    ['store.sqlite', ['serials', 'list']],
    ['store.sqlite-wal', ['serials', 'list']],
    ['store.sqlite-shm', ['tokens', 'list']],
  ])('%s of root is named with its remedy by %s', async (name, args) => {
    const path = join(data, name);
    closeSync(openSync(path, 'a'));
    chownSync(path, 0, 0);
    chmodSync(path, 0o600);
    const { exitCode, stderr } = await runAsService(args);
    expect([exitCode, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(stderr).toMatch(/^setup-fault: .* cannot be (?:read|written) \(EACCES\)\. .*chown/);
    expect(stderr).toContain(`${path} cannot`);
    expect(stderr.split('chown')[1]).toContain(path);
  });

  test.each([
    [['serve']],
    [['keys', 'list']],
    [['keys', 'init', '--pin', 'x']],
    [['keys', 'passphrase']],
    [['serials', 'list']],
    [['serials', 'mint', '--type', 'pro']],
    [['tokens', 'list']],
    [['activations', 'list']],
    [['audit', 'verify']],
    [['backup', 'copy.sqlite']],
  ])('%s says that the data folder is closed, not that a file is missing', async (args) => {
    give(0);
    chmodSync(data, 0o700);
    const { exitCode, stderr } = await runAsService(args);
    expect([exitCode, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(stderr).toMatch(/^setup-fault: .*\(EACCES\)\. The folder .* belongs to root/);
    expect(stderr.split('chown')[1]).toContain(data);
  });

  test('a folder of another account tells which account to use', async () => {
    give(1);
    chmodSync(data, 0o700);
    expect((await runAsService(['serials', 'list'])).stderr).toMatch(/belongs to \S+.*sudo -u/);
  });

  test('a folder that only the group may write is refused before anything is written', async () => {
    chownSync(data, 0, 0);
    chmodSync(data, 0o755);
    mkdirSync(join(data, 'empty'));
    const before = owners();
    const { exitCode, stderr } = await runAsService(['keys', 'rotate', '--root', vendor.rootFile]);
    expect([exitCode, owners()]).toEqual([1, before]);
    expect(stderr).toMatch(/^setup-fault: .*\(EACCES\)/);
  });
});
