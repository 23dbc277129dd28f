import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { explain } from '../../../cli/explain.ts';
import { type PackSources, readPackInput, sourcesFor } from '../../../cli/pack/input.ts';
import { dataFolderAt } from '../../../server/dataFolder.ts';
import { productFolderAt } from '../../../server/productFolder.ts';
import { encodeBase64 } from '../../../src/crypto/base64.ts';
import type { VendorProfile } from '../../../src/vendor/profile.ts';
import { product, rootSigner, signingSigner } from '../../documents/sample.ts';
import { writeProfile, writeSampleKeyset } from '../machine/vendor.ts';
import { emptyFolder } from '../tool.ts';

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = emptyFolder();
  await writeProfile(folder);
});

/** @returns the error message of the command */
function said(sources: Partial<PackSources> = {}): string {
  try {
    readPackInput({ profile: at('vendor.json'), keyset: null, ...sources });
  } catch (error) {
    const { line, exitCode } = explain(error, 'vendor');
    if (exitCode === 70) throw error;
    return line;
  }
  throw new Error('nothing was refused');
}

function change(changed: Record<string, unknown>): void {
  const profile = JSON.parse(readFileSync(at('vendor.json'), 'utf8'));
  writeFileSync(at('vendor.json'), JSON.stringify({ ...profile, ...changed }, null, 2));
}

async function keysetFile(...fields: Parameters<typeof writeSampleKeyset>): Promise<string> {
  writeFileSync(at('keyset.xml'), await writeSampleKeyset(...fields));
  return at('keyset.xml');
}

describe('the packed profile', () => {
  test('has its own keyset', () => {
    const { profile, profileJson, keyset } = readPackInput({ profile: at('vendor.json'), keyset: null });
    expect(JSON.parse(profileJson)).toEqual(profile);
    expect(profile.keyset).toContain('<Keyset');
    expect(keyset.product).toBe(product);
  });

  test('has a newer keyset if there is one', async () => {
    const newer = await keysetFile({ version: 7 });
    const { profile, keyset } = readPackInput({ profile: at('vendor.json'), keyset: newer });
    expect(keyset.version).toBe(7);
    expect(profile.keyset).toBe(readFileSync(newer, 'utf8'));
  });

  test('has the keyset next to it if it contains none', async () => {
    change({ keyset: '' });
    expect(readPackInput({ profile: at('vendor.json'), keyset: await keysetFile() }).profile.keyset).not.toBe('');
  });

  test('does not depend on the layout of the file', () => {
    const before = readPackInput({ profile: at('vendor.json'), keyset: null }).profileJson;
    const { format, ...others } = JSON.parse(readFileSync(at('vendor.json'), 'utf8'));
    writeFileSync(at('vendor.json'), `\uFEFF${JSON.stringify({ ...others, format }, null, 4)}\r\n`);
    expect(readPackInput({ profile: at('vendor.json'), keyset: null }).profileJson).toBe(before);
  });

  test('is in the data folder unless it is named', async () => {
    const data = productFolderAt(dataFolderAt(at('data')), 'orrery');
    const product = () => data;
    expect(sourcesFor({}, product)).toEqual({ profile: data.profile, keyset: null, catalog: null });
    mkdirSync(dirname(data.keyset), { recursive: true });
    writeFileSync(data.keyset, '');
    writeFileSync(data.catalog, '');
    expect(sourcesFor({}, product)).toEqual({ profile: data.profile, keyset: data.keyset, catalog: data.catalog });
    // The keyset of one vendor does not match the profile of another one.
    expect(sourcesFor({ profile: 'a.json' }, product)).toEqual({ profile: 'a.json', keyset: null });
    expect(sourcesFor({ profile: 'a.json', keyset: 'k.xml' }, product)).toEqual({ profile: 'a.json', keyset: 'k.xml' });
  });
});

describe('a profile is refused with the position of the error', () => {
  test('that is not JSON', () => {
    writeFileSync(at('vendor.json'), '{\n  "format": 1\n  "vendor": {}\n}');
    expect(said()).toMatch(/^vendor-invalid: .*vendor\.json, line 3, column 3: this is not JSON: unexpected “"”/);
  });

  test('with a line end in a text, or a text that is cut off', () => {
    writeFileSync(at('vendor.json'), '{"format": "1\n"}');
    expect(said()).toMatch(/line 1, column 14: this is not JSON/);
    writeFileSync(at('vendor.json'), '{"format": 1,');
    expect(said()).toMatch(/it ends too early/);
  });

  test('with a field of one of several license types', () => {
    const types = ['a', 'b', 'c'].map((id) => ({ id, name: id, serialNumber: 'none' }));
    change({ licenseTypes: types.map((type) => (type.id === 'c' ? { ...type, features: ['x'] } : type)) });
    const { length } = readFileSync(at('vendor.json'), 'utf8').split('"features"')[0]?.split('\n') ?? [];
    expect(said()).toContain(`line ${length}, column 7: unknown field “licenseTypes[2].features”`);
    change({ licenseTypes: types.map((type) => (type.id === 'c' ? { ...type, id: 'Pro!' } : type)) });
    expect(said()).toContain('“licenseTypes[2].id” has a wrong value. It takes 1 to 64 of a-z');
  });

  test.each<[path: string, changed: Record<string, unknown>]>([
    ['vendor', { vendor: 'Northlight' }],
    ['vendor.name', { vendor: {} }],
    ['colour', { colour: '#ffffff' }],
    ['accent', { accent: 'red' }],
    ['requiredBindings', { requiredBindings: '3' }],
    ['serviceUrl', { serviceUrl: 'ftp://a.example' }],
    ['serviceUrl', { serviceUrl: 'https://käse.example' }],
    ['serviceUrl', { serviceUrl: 'https://a.example;script-src' }],
    ['fileEndings.license', { fileEndings: { request: '.a', license: 'b', return: '.c' } }],
    ['licenseFile.windows', { licenseFile: { windows: 'orrery.lic' } }],
    ['deepLink', { deepLink: 'javascript:alert(1)' }],
    ['rootKeys', { rootKeys: [] }],
    ['rootKeys[1]', { rootKeys: [encodeBase64(rootSigner.publicKey), 'AAAA'] }],
    ['logo', { logo: 'https://a.example/logo.png' }],
    ['logo', { logo: `data:image/png;base64,${'A'.repeat(65_536)}` }],
  ])('%s', (path, changed) => {
    change(changed);
    expect(said()).toMatch(/^vendor-invalid: .*vendor\.json, line \d+, column \d+: /);
    expect(said()).toContain(`“${path}”`);
  });

  test('with an unsafe root key', () => {
    change({ rootKeys: [encodeBase64(rootSigner.publicKey), encodeBase64(new Uint8Array(32).fill(1, 0, 1))] });
    expect(said()).toMatch(/^vendor-invalid: .*“rootKeys\[1\]” has a wrong value/);
  });

  test('with a logo that is not only a picture', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>';
    change({ logo: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` });
    expect(said()).toMatch(/^vendor-invalid: .*“logo” is not a picture that pages can show safely: .*\(script\)/);
  });

  test('with a repeated field', () => {
    const text = readFileSync(at('vendor.json'), 'utf8').replace('{', '{\n"accent": "#000000",\n"accent": "#ffffff",');
    writeFileSync(at('vendor.json'), text);
    expect(said()).toMatch(/line 3, column 1: “accent” occurs twice/);
  });

  test('without internal terms of the library, where the field is known', () => {
    change({ accent: 'red' });
    expect(said()).not.toMatch(/Invalid|Expected|regex/);
  });

  test('that is longer than any profile', () => {
    writeFileSync(at('vendor.json'), `{"logo": "${'A'.repeat(300_000)}"}`);
    expect(said()).toMatch(/^file-too-large: /);
  });

  test('that is not an object, or is nested without end', () => {
    writeFileSync(at('vendor.json'), '"x"');
    expect(said()).toMatch(/line 1, column 1: a vendor profile must be a JSON object/);
    writeFileSync(at('vendor.json'), '['.repeat(100_000) + ']'.repeat(100_000));
    expect(said()).toMatch(/^vendor-invalid: /);
  });
});

describe('a keyset is refused', () => {
  test('that does not exist', () => {
    change({ keyset: '' });
    expect(said()).toMatch(/^keyset-missing: /);
    expect(said({ keyset: at('none.xml') })).toMatch(/^file-missing: /);
    expect(said({ profile: at('none.json') })).toMatch(/^file-missing: /);
  });

  test('that no pinned root key has signed', () => {
    change({ rootKeys: [encodeBase64(signingSigner.publicKey)] });
    expect(said()).toMatch(/^root-unpinned: /);
  });

  test('for another product, inside the profile or next to it', async () => {
    const other = await keysetFile({ product: 'sextant', version: 9 });
    expect(said({ keyset: other })).toMatch(/^pack-product-other: .*keyset\.xml.*“sextant”.*“orrery”/);
    change({ keyset: readFileSync(other, 'utf8') });
    expect(said()).toMatch(/^pack-product-other: .*vendor\.json/);
  });

  test.each([
    ['version', { version: 1 }],
    ['epoch', { epoch: 1, version: 9 }],
  ])('that is older than the profile’s, by its %s', async (_, older) => {
    change({ keyset: new TextDecoder().decode(await writeSampleKeyset({ version: 4, epoch: 2 })) });
    expect(said({ keyset: await keysetFile(older) })).toMatch(/^pack-keyset-older: .*version 4, epoch 2/);
  });

  test('that is damaged or something else', async () => {
    const path = await keysetFile({ version: 9 });
    writeFileSync(path, readFileSync(path, 'utf8').replace('<Version Value="9"/>', '<Version Value="8"/>'));
    expect(said({ keyset: path })).toMatch(/^keyset-unusable: .*keyset\.xml.*\(signature-invalid\)/);
    writeFileSync(path, 'hello');
    expect(said({ keyset: path })).toMatch(/^keyset-unusable: /);
    change({ keyset: 'hello' } satisfies Partial<VendorProfile>);
    expect(said()).toMatch(/^keyset-unusable: .*vendor\.json/);
  });
});

test('reading writes nothing', async () => {
  await keysetFile({ version: 9 });
  readPackInput({ profile: at('vendor.json'), keyset: at('keyset.xml') });
  expect(existsSync(at('out'))).toBe(false);
});
