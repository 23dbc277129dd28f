import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dataFolderAt } from '../../../server/dataFolder.ts';
import { lockFile } from '../../../server/folderLock.ts';
import { emptyFolder, keyferryHere, type Run } from '../tool.ts';
import { environment } from './ceremony.ts';

const vendor = ['--product', 'orrery', '--name', 'Orrery Studio', '--version', '5.2', '--vendor', 'Northlight'];

let folder: string;
beforeEach(() => {
  folder = emptyFolder();
});

const run = (...args: string[]): Promise<Run> => keyferryHere(folder, args, '', environment);
const at = (name: string) => join(folder, name);

/** @returns its output */
async function done(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(...args);
  expect([exitCode, exitCode === 0 ? '' : stderr]).toEqual([0, '']);
  for (const secret of Object.values(environment)) expect(`${stdout}${stderr}`).not.toContain(secret);
  return stdout.toString('utf8');
}

/** @returns the code of its only line */
async function refused(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(...args);
  expect([exitCode, stderr.trim().split('\n').length, stdout.length]).toEqual([1, 1, 0]);
  return stderr.split(':')[0] ?? '';
}

interface Listed {
  readonly keyset: { readonly version: number; readonly epoch: number } | null;
  readonly keys: readonly { readonly keyId: string; readonly state: string }[];
  readonly draft: { readonly checkPhrase: string } | null;
}
const list = async (): Promise<Listed> => JSON.parse(await done('keys', 'list', '--json'));

/** Everyone may read what pages show; nothing else in the folder. */
function expectDocumentedModes(): void {
  expect(statSync(at('.keyferry')).mode & 0o777).toBe(0o700);
  const names = readdirSync(at('.keyferry'), { recursive: true }) as string[];
  const modes = names.map((name) => [name, statSync(at(`.keyferry/${name}`)).mode & 0o777]);
  const documented = (name: string) => {
    if (statSync(at(`.keyferry/${name}`)).isDirectory()) return 0o700;
    return name.endsWith('vendor.json') ? 0o644 & ~process.umask() : 0o600;
  };
  expect(modes).toEqual(names.map((name) => [name, documented(name)]));
}

describe('keyferry init', () => {
  test('writes both files once and prints the next step', async () => {
    const args = ['init', ...vendor, '--service', 'https://activate.example.com/', '--type', 'pro,name=Pro'];
    expect(await done(...args)).toContain('keyferry keys init');
    const profile = JSON.parse(readFileSync(at('.keyferry/products/orrery/vendor.json'), 'utf8'));
    expect(profile).toMatchObject({ serviceUrl: 'https://activate.example.com', rootKeys: [], keyset: '' });
    expectDocumentedModes();
    chmodSync(at('.keyferry/products/orrery/catalog.json'), 0o644);
    await done(...args);
    expectDocumentedModes();
    expect(await refused(...args, '--type', 'plus')).toBe('vendor-exists');
    expect(JSON.parse(readFileSync(at('.keyferry/products/orrery/vendor.json'), 'utf8'))).toEqual(profile);
  });

  test.each([
    ['--vendor', ['--product', 'orrery', '--name', 'x', '--version', '1', '--service', 'http://a']],
    ['--product', [...vendor, '--product', 'Orrery!', '--service', 'http://a']],
    ['--service', [...vendor, '--service', 'activate.example.com']],
    ['--support-email', [...vendor, '--service', 'http://a', '--support-email', 'nobody']],
    ['--deep-link', [...vendor, '--service', 'http://a', '--deep-link', 'javascript:alert(1)']],
    ['--type', [...vendor, '--service', 'http://a', '--type', 'pro,serial=maybe']],
    ['--type', [...vendor, '--service', 'http://a', '--type', 'pro', '--type', 'pro']],
    ['--type', [...vendor, '--service', 'http://a', '--type', 'PRO']],
    ['--bindings', [...vendor, '--service', 'http://a', '--bindings', '6']],
  ])('names what is wrong: %s', async (option, args) => {
    const { exitCode, stderr } = await run('init', ...args);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(option)]);
    expect(existsSync(at('.keyferry'))).toBe(false);
  });
});

/** Created once, because key derivation is slow by design. */
let bare: string;
let keyed: string;

describe('the keys of a vendor', () => {
  beforeAll(async () => {
    [bare = '', keyed = ''] = ['bare', 'keyed'].map((name) => mkdtempSync(join(tmpdir(), `keyferry-${name}-`)));
    folder = bare;
    await done('init', ...vendor, '--service', 'http://localhost:8080');
    await done('keys', 'root', 'root.json', '--product', 'orrery');
    cpSync(bare, keyed, { recursive: true });
    folder = keyed;
    expect(await done('keys', 'init', '--root', 'root.json')).toContain('version 1, epoch 1');
  });
  afterAll(() => {
    for (const made of [bare, keyed]) rmSync(made, { recursive: true, force: true });
  });
  /** @param from folder where the first keys are created, or where none are */
  const begin = (from: string) => cpSync(from, folder, { recursive: true });

  test('are created and rotated with the root key on the same computer', async () => {
    begin(keyed);
    expect(statSync(at('root.json')).mode & 0o777).toBe(0o600);
    expect(await refused('keys', 'init', '--root', 'root.json')).toBe('keys-exist');
    await done('keys', 'rotate', '--root', 'root.json', '--valid', '90', '--overlap', '5');
    const { keyset, keys } = await list();
    expect(keyset).toMatchObject({ version: 2, epoch: 1 });
    expect(keys.map(({ state }) => state)).toEqual(['signing', 'listed']);
    expect(await done('keys', 'list')).toMatch(/signing .* signs now\n.* listed /);
  });

  test.each([
    ['2020-01-01', /^Warning: the service issues no licenses\. The signing key is valid from /m],
    ['2099-01-01', /^Warning: the service issues no licenses\. The signing key expired on /m],
  ])('are listed with a warning when none may sign, as on %s', async (day, warning) => {
    begin(keyed);
    const replaced = { now: () => new Date(day) };
    const { stdout } = await keyferryHere(folder, ['keys', 'list'], '', environment, replaced);
    expect(stdout.toString('utf8')).toMatch(warning);
    expect(await done('keys', 'list')).not.toContain('Warning');
  });

  test('are created with the root key on another computer, with files carried between them', async () => {
    begin(bare);
    const offline = emptyFolder();
    const there = (...args: string[]) => keyferryHere(offline, args, '', environment);
    expect(await done('keys', 'init', '--pin', 'root.json.pub')).toContain('Check phrase: ');
    const checkPhrase = (await list()).draft?.checkPhrase ?? '';
    expectDocumentedModes();
    for (const name of ['root.json', 'keyset-1.draft.json']) writeFileSync(join(offline, name), readFileSync(at(name)));
    rmSync(at('root.json'));

    const sign = ['keys', 'sign', 'keyset-1.draft.json', '--root', 'root.json'];
    expect((await there(...sign)).stderr).toMatch(/\nphrase-needed: /);
    expect((await there(...sign, '--check', 'AAAA-AAAA-AAAA-AAAA')).stderr).toMatch(/\nphrase-other: /);
    const signed = await there(...sign, '--check', checkPhrase.toLowerCase());
    expect([signed.exitCode, signed.stdout.toString()]).toEqual([0, expect.stringContaining('keyset-1.xml')]);
    expect((await there(...sign, '--check', checkPhrase)).stderr).toMatch(/\nfile-exists: /);

    const keyset = readFileSync(join(offline, 'keyset-1.xml'));
    writeFileSync(at('keyset-1.zip'), zipSync({ 'keyset-1.xml': keyset }));
    expect(await done('keys', 'accept', 'keyset-1.zip')).toContain('version 1, epoch 1');
    expect(readFileSync(at('.keyferry/products/orrery/keyset.xml'))).toEqual(keyset);
    writeFileSync(at('keyset-1.xml'), keyset);
    await done('keys', 'accept', 'keyset-1.xml');
    expectDocumentedModes();
    expect((await list()).keys).toMatchObject([{ state: 'signing' }]);
  });

  test('a draft that was modified in transit is refused when signed and when installed', async () => {
    begin(keyed);
    await done('keys', 'rotate');
    const phrase = (await list()).draft?.checkPhrase ?? '';
    const draft = readFileSync(at('keyset-2.draft.json'), 'utf8');
    writeFileSync(at('changed.json'), draft.replace('"version": 2', '"version": 3'));
    const sign = ['keys', 'sign', 'changed.json', '--root', 'root.json', '-o', 'changed.xml'];
    const first = await run(...sign, '--check', phrase);
    const own = /Check phrase: (\S+)/.exec(first.stderr)?.[1] ?? '';
    expect([first.exitCode, first.stderr]).toEqual([1, expect.stringMatching(/\nphrase-other: /)]);
    expect(own).not.toBe(phrase);
    expect((await run(...sign, '--check', own)).exitCode).toBe(0);
    expect(await refused('keys', 'accept', 'changed.xml')).toBe('keyset-other');
    expect((await list()).keyset?.version).toBe(1);
  });

  test('that were stolen are revoked and replaced in one step', async () => {
    begin(keyed);
    const [stolen] = (await list()).keys;
    expect(await refused('keys', 'revoke', stolen?.keyId ?? '', '--root', 'root.json')).toBe('key-needed');
    expect(await refused('keys', 'revoke', 'AAAAAAAAAAA', '--rotate', '--root', 'root.json')).toBe('key-not-listed');
    await done('keys', 'revoke', stolen?.keyId ?? '', '--rotate', '--root', 'root.json');
    const { keyset, keys } = await list();
    expect(keyset).toMatchObject({ version: 2, epoch: 2 });
    expect(keys.map(({ state }) => state)).toEqual(['signing', 'revoked']);
    await done('keys', 'revoke', '--license', 'AAAAAAAAAAAAAAAAAAAAAA', '--root', 'root.json');
    expect((await list()).keyset).toMatchObject({ version: 3, epoch: 2 });
  });

  test('are changed by one command at a time', async () => {
    begin(keyed);
    const data = dataFolderAt(at('.keyferry'));
    const lock = lockFile(data, data.keysLock);
    expect(await refused('keys', 'rotate', '--root', 'root.json')).toBe('keys-busy');
    lock?.close();
    await done('keys', 'rotate', '--root', 'root.json');
    expect((await list()).keyset).toMatchObject({ version: 2 });
  });

  test('have a spare root key that can be pinned and used later', async () => {
    begin(keyed);
    await done('keys', 'root', 'spare.json', '--product', 'orrery');
    expect(await refused('keys', 'rotate', '--root', 'spare.json')).toBe('root-unpinned');
    expect(await done('keys', 'pin', 'spare.json.pub')).toContain('2 root keys');
    expect(await done('keys', 'pin', 'spare.json.pub')).toContain('already');
    await done('keys', 'rotate', '--root', 'spare.json');
    await done('keys', 'root', 'other.json', '--product', 'planisphere');
    expect(await refused('keys', 'pin', 'other.json.pub')).toBe('root-other-product');
    expect(await refused('keys', 'rotate', '--root', 'other.json')).toBe('root-other-product');
    expect(await refused('keys', 'pin', 'nothing')).toBe('root-key-invalid');
  });

  test('do not open with a wrong passphrase, and a passphrase is never reused or short', async () => {
    begin(bare);
    const same = { ...environment, KEYFERRY_PASSPHRASE: environment.KEYFERRY_ROOT_PASSPHRASE };
    const init = ['keys', 'init', '--root', 'root.json'];
    const shared = await keyferryHere(folder, init, '', same);
    expect([shared.exitCode, shared.stderr]).toEqual([1, expect.stringMatching(/^passphrases-same: /)]);
    const short = await keyferryHere(folder, init, '', { ...environment, KEYFERRY_PASSPHRASE: 'short' });
    expect([short.exitCode, short.stderr]).toEqual([1, expect.stringMatching(/^passphrase-short: /)]);
    const { KEYFERRY_PASSPHRASE: _, ...rootOnly } = environment;
    const none = await keyferryHere(folder, init, '', rootOnly);
    expect([none.exitCode, none.stderr]).toEqual([
      1,
      expect.stringMatching(/^passphrase-missing: .*KEYFERRY_PASSPHRASE/),
    ]);
    const wrong = await keyferryHere(folder, init, '', {
      ...environment,
      KEYFERRY_ROOT_PASSPHRASE: 'another wrong, worthless one',
    });
    expect([wrong.exitCode, wrong.stderr]).toEqual([1, expect.stringMatching(/^setup-fault: .*passphrase is wrong/)]);
    expect(existsSync(at('.keyferry/products/orrery/keystore.json'))).toBe(false);
  });

  test('get another passphrase, as a root key does', async () => {
    begin(keyed);
    const changed = { KEYFERRY_NEW_PASSPHRASE: 'a third worthless passphrase' };
    const change = (...args: string[]) =>
      keyferryHere(folder, ['keys', 'passphrase', ...args], '', { ...environment, ...changed });
    for (const args of [[], ['--root', 'root.json']]) {
      expect((await change(...args)).exitCode).toBe(0);
      expect((await change(...args)).stderr).toMatch(/^setup-fault: .*passphrase is wrong/);
    }
    const { KEYFERRY_NEW_PASSPHRASE: third } = changed;
    const now = { KEYFERRY_PASSPHRASE: third, KEYFERRY_ROOT_PASSPHRASE: third };
    expect((await keyferryHere(folder, ['keys', 'rotate', '--root', 'root.json'], '', now)).exitCode).toBe(0);
    const short = { ...now, KEYFERRY_NEW_PASSPHRASE: 'short' };
    expect((await keyferryHere(folder, ['keys', 'passphrase'], '', short)).stderr).toMatch(/^passphrase-short: /);
  });
});

test.each([
  ['vendor-missing', ['keys', 'list']],
  ['vendor-missing', ['keys', 'rotate']],
  ['vendor-missing', ['keys', 'init', '--pin', 'x']],
  ['file-missing', ['keys', 'accept', 'none.xml']],
  ['file-missing', ['keys', 'sign', 'none.json', '--root', 'x']],
  ['draft-damaged', ['keys', 'sign', 'text', '--root', 'x']],
])('%s: %j', async (code, args) => {
  writeFileSync(at('text'), 'hello');
  expect(await refused(...args)).toBe(code);
});

test.each([
  [['keys', 'root']],
  [['keys', 'root', 'x']],
  [['keys', 'init']],
  [['keys', 'revoke']],
  [['keys', 'revoke', '--license', 'short']],
  [['keys', 'rotate', 'x']],
  [['keys', 'rotate', '--valid', '0']],
  [['keys', 'sign', 'x']],
])('%j exits with 2', async (args) => {
  expect((await run(...args)).exitCode).toBe(2);
});
