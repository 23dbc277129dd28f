import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { packPages, policyOf, profileIn } from '../../src/vendor/pack.ts';
import { writeProfile, writeSampleKeyset } from '../cli/machine/vendor.ts';
import { emptyFolder, keyferry } from '../cli/tool.ts';

let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const text = (...names: string[]) => readFileSync(at(...names), 'utf8');

beforeEach(async () => {
  folder = emptyFolder();
  await writeProfile(folder);
});

/** @returns exit code, standard output, and the refusal code */
async function pack(...args: string[]) {
  const { exitCode, stdout, stderr } = await keyferry(folder, ['pack', '--profile', 'vendor.json', ...args]);
  return { exitCode, stdout: stdout.toString('utf8'), stderr, code: stderr.split(':')[0] };
}

/** Everything below a folder, with its bytes. */
function contents(path: string): Map<string, string> {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(files.map((file) => [file.slice(path.length + 1), readFileSync(file).toString('base64')]));
}

function change(changed: Record<string, unknown>): void {
  writeFileSync(at('vendor.json'), JSON.stringify({ ...JSON.parse(text('vendor.json')), ...changed }));
}

describe('keyferry pack', () => {
  test('creates the pages for a disk and for any host, identical for identical input', async () => {
    const { exitCode, stdout } = await pack('-o', 'out', '--page', 'activate-orrery.html', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      product: { id: 'orrery' },
      pages: { folder: at('out'), files: contents(at('out')).size },
      page: { path: at('out/activate-orrery.html'), bytes: readFileSync(at('out/keyferry.html')).length },
      executable: null,
    });
    const names = [...contents(at('out')).keys()];
    expect(names).toEqual(expect.arrayContaining(['index.html', 'keyferry.html', 'sw.js', 'manifest.webmanifest']));
    expect(names.filter((name) => name.startsWith('admin'))).toEqual([]);
    expect(policyOf(text('out/index.html'))).toContain("connect-src 'self' https://activate.example;");
    expect(policyOf(text('out/keyferry.html'))).toContain('connect-src https://activate.example;');
    expect(text('out/activate-orrery.html')).toBe(text('out/keyferry.html'));
    expect((await pack('-o', 'again', '--page', 'activate-orrery.html')).exitCode).toBe(0);
    expect(contents(at('again'))).toEqual(contents(at('out')));
  });

  test('finds profile and keyset in the data folder', async () => {
    mkdirSync(at('.keyferry/products/orrery'), { recursive: true });
    await writeProfile(at('.keyferry/products/orrery'));
    writeFileSync(at('.keyferry/products/orrery/keyset.xml'), await writeSampleKeyset({ version: 9 }));
    const { exitCode, stdout } = await keyferry(folder, ['pack', '-o', 'out']);
    expect(exitCode).toBe(0);
    expect(stdout.toString()).toContain('keyset version 9');
    expect(JSON.parse(profileIn(text('out/index.html')) ?? '').keyset).toContain('<Version Value="9"/>');
  });

  test('prints what it created, its size, and how to try it', async () => {
    change({ accent: '#ffdd00', serviceUrl: 'http://activate.example' });
    const { stdout, stderr } = await pack('-o', 'out');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/Packed Orrery Studio \(orrery .*keyset version/);
    expect(stdout).toMatch(/out\/keyferry\.html +\d\.\d MB/);
    expect(stdout).toMatch(/accent #ffdd00 has too little contrast/);
    expect(stdout).toMatch(/an https host cannot call a service over http/);
    expect(stdout).toMatch(/KEYFERRY_ALLOWED_ORIGINS=/);
  });

  test('keeps profile texts inside their data block', async () => {
    const name = `</script><script>alert(1)</script><!--\u2028"'&`;
    change({ vendor: { name }, product: { id: 'orrery', name, version: '5.2' } });
    expect((await pack('-o', 'out')).exitCode).toBe(0);
    const built = new Map(
      [...contents(join(process.cwd(), 'dist/pages'))].map(([path, base64]) => [path, Buffer.from(base64, 'base64')]),
    );
    const plain = packPages(
      built,
      JSON.stringify({ ...JSON.parse(text('vendor.json')), vendor: { name: 'x' } }),
      'profile',
    );
    for (const page of ['index.html', 'keyferry.html']) {
      const html = text('out', page);
      expect(JSON.parse(profileIn(html) ?? '').vendor.name).toBe(name);
      const tags = (page: string) => page.match(/<\/?script\b|<!--/gi)?.length;
      expect(tags(html)).toBe(tags(new TextDecoder().decode(plain.get(page))));
    }
    expect(JSON.parse(text('out/manifest.webmanifest'))).toMatchObject({ short_name: name });
  });
});

describe('a pack is refused and writes nothing', () => {
  async function refused(...args: string[]) {
    const before = contents(folder);
    const { exitCode, stdout, code, stderr } = await pack(...args);
    expect(stdout).toBe('');
    expect(contents(folder)).toEqual(before);
    expect(readdirSync(folder).filter((name) => /unfinished|replaced/.test(name))).toEqual([]);
    expect(stderr).not.toMatch(/\n\s+at |undefined/);
    return [exitCode, code];
  }

  test('with an error in the profile, also over an earlier pack', async () => {
    await pack('-o', 'out');
    change({ licenseTypes: [{ id: 'pro', name: 'Pro', serialNumber: 'sometimes' }] });
    expect(await refused('-o', 'out')).toEqual([1, 'vendor-invalid']);
    expect(await refused('-o', 'new')).toEqual([1, 'vendor-invalid']);
    expect(await refused('--executable', 'tool')).toEqual([1, 'vendor-invalid']);
  });

  test('into a folder with other content, unless forced: then that content is kept', async () => {
    mkdirSync(at('out'));
    writeFileSync(at('out/thesis.txt'), 'precious');
    expect(await refused('-o', 'out')).toEqual([1, 'pack-folder-foreign']);
    expect((await pack('-o', 'out', '--force')).exitCode).toBe(0);
    expect(text('out.old/thesis.txt')).toBe('precious');
    // Files edited by hand since the pack are kept as well.
    writeFileSync(at('out/index.html'), `${text('out/index.html')}<!-- mine -->`);
    expect(await refused('-o', 'out')).toEqual([1, 'pack-folder-foreign']);
  });

  test('over the pages of another product, and with an older keyset than the packed one', async () => {
    const keyset = async (...fields: Parameters<typeof writeSampleKeyset>) =>
      new TextDecoder().decode(await writeSampleKeyset(...fields));
    change({ keyset: await keyset({ version: 5 }) });
    await pack('-o', 'out');
    change({ keyset: await keyset({ version: 4 }) });
    expect(await refused('-o', 'out')).toEqual([1, 'pack-keyset-older']);
    expect(await refused('-o', 'out', '--force')).toEqual([1, 'pack-keyset-older']);
    const { product } = JSON.parse(text('vendor.json'));
    change({ product: { ...product, id: 'sextant' }, keyset: await keyset({ product: 'sextant', version: 5 }) });
    expect(await refused('-o', 'out')).toEqual([1, 'pack-folder-other-product']);
  });

  test('over an existing executable, or with an invalid Node', async () => {
    writeFileSync(at('tool'), 'precious');
    expect(await refused('--executable', 'tool')).toEqual([1, 'file-exists']);
    expect(await refused('--executable', 'new', '--node', 'tool')).toEqual([1, 'node-unfit']);
    expect(await refused('--executable', 'new', '--node', 'none')).toEqual([1, 'file-missing']);
    expect(await refused('--executable', 'nowhere/new')).toEqual([1, 'file-unwritable']);
  });
});
