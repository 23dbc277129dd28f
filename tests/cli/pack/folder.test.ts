import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { CommandError } from '../../../cli/errors.ts';
import { type Files, inspectFolder, replaceFolder, withSums } from '../../../cli/pack/folder.ts';
import { packPage } from '../../../src/vendor/pack.ts';
import { profileSample } from '../../vendor/profileSample.ts';
import { emptyFolder } from '../tool.ts';

let folder: string;
const out = () => join(folder, 'out');
const bytes = (text: string) => new TextEncoder().encode(text);
const prebuilt = readFileSync('index.html', 'utf8').replace('"keyferry-policy"', '"connect-src keyferry-service"');

function filesOf(name: string): Files {
  const html = packPage(prebuilt, profileSample({ vendor: { name } }), { service: 'profile' });
  return withSums(
    new Map([
      ['index.html', bytes(html)],
      ['assets/a b.js', bytes(name)],
    ]),
  );
}

/** Every file below the folder, with its content. */
function contents(path = folder): Record<string, string> {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file.slice(path.length + 1), readFileSync(file, 'utf8')];
    }),
  );
}

const asText = (files: Files) =>
  Object.fromEntries([...files].map(([path, content]) => [path, new TextDecoder().decode(content)]));

function refusalOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof CommandError) return error.code;
    throw error;
  }
}

beforeEach(() => {
  folder = emptyFolder();
});

describe('a folder that would be replaced is', () => {
  test('free when it is empty or missing', () => {
    expect(inspectFolder(out())).toEqual({ is: 'free' });
    mkdirSync(out());
    expect(inspectFolder(out())).toEqual({ is: 'free' });
  });

  test('a pack, with its product', () => {
    replaceFolder(out(), filesOf('Northlight'), false);
    expect(inspectFolder(out())).toMatchObject({ is: 'packed', profile: { vendor: { name: 'Northlight' } } });
  });

  test.each<[what: string, file: string, change: () => void]>([
    [
      'something else',
      'thesis.txt',
      () => {
        rmSync(out(), { recursive: true });
        mkdirSync(out());
        writeFileSync(join(out(), 'thesis.txt'), '');
      },
    ],
    ['a pack with an additional file', 'assets/robots.txt', () => writeFileSync(join(out(), 'assets/robots.txt'), '')],
    ['a pack with an additional folder', 'own', () => mkdirSync(join(out(), 'own'))],
    ['a pack with an additional link', 'own', () => symlinkSync('/', join(out(), 'own'))],
    ['a pack with a modified file', 'assets/a b.js', () => writeFileSync(join(out(), 'assets/a b.js'), 'x')],
    ['a pack with a missing file', 'index.html', () => rmSync(join(out(), 'index.html'))],
    ['an empty checksum list', 'assets/a b.js', () => writeFileSync(join(out(), 'SHA256SUMS'), '')],
    [
      'only a checksum list',
      'SHA256SUMS',
      () => {
        rmSync(out(), { recursive: true });
        mkdirSync(out());
        writeFileSync(join(out(), 'SHA256SUMS'), '');
      },
    ],
    [
      'pages without a profile',
      'index.html',
      () => {
        rmSync(out(), { recursive: true });
        replaceFolder(out(), withSums(new Map([['index.html', bytes(prebuilt)]])), false);
      },
    ],
    [
      'pages with an invalid profile',
      'index.html',
      () => {
        const html = prebuilt.replace('data-service="unpacked">', 'data-service="profile">{"format":0}');
        rmSync(out(), { recursive: true });
        replaceFolder(out(), withSums(new Map([['index.html', bytes(html)]])), false);
      },
    ],
  ])('foreign: %s', (_, file, change) => {
    replaceFolder(out(), filesOf('Northlight'), false);
    change();
    expect(inspectFolder(out())).toEqual({ is: 'foreign', file });
  });

  test('foreign when it is not a folder', () => {
    writeFileSync(out(), '');
    expect(inspectFolder(out())).toEqual({ is: 'foreign', file: out() });
  });
});

describe('a folder is replaced', () => {
  test('completely, with nothing left next to it', () => {
    replaceFolder(out(), filesOf('before'), false);
    const after = withSums(new Map([...filesOf('after')].filter(([path]) => path === 'index.html')));
    replaceFolder(out(), after, false);
    expect(contents(out())).toEqual(asText(after));
    expect(readdirSync(folder)).toEqual(['out']);
  });

  test('and kept on request, but never over a copy kept earlier', () => {
    mkdirSync(out());
    writeFileSync(join(out(), 'thesis.txt'), 'precious');
    replaceFolder(out(), filesOf('after'), true);
    expect(contents(out())).toEqual(asText(filesOf('after')));
    expect(contents(`${out()}.old`)).toEqual({ 'thesis.txt': 'precious' });
    const before = contents();
    expect(refusalOf(() => replaceFolder(out(), filesOf('again'), true))).toBe('file-exists');
    expect(contents()).toEqual(before);
  });

  test('behind a link, which remains', () => {
    replaceFolder(join(folder, 'release'), filesOf('before'), false);
    symlinkSync('release', out());
    replaceFolder(out(), filesOf('after'), false);
    expect(lstatSync(out()).isSymbolicLink()).toBe(true);
    expect(contents(join(folder, 'release'))).toEqual(asText(filesOf('after')));
  });

  test('not when it cannot be written: then it is unchanged', () => {
    replaceFolder(out(), filesOf('before'), false);
    const before = contents();
    // A file in place of a required folder: the first file is written, the second one fails.
    const impossible = new Map([...filesOf('after'), ['index.html/a.js', bytes('')]]);
    expect(refusalOf(() => replaceFolder(out(), impossible, false))).toBe('pack-not-written');
    expect(contents()).toEqual(before);
    expect(refusalOf(() => replaceFolder(join(folder, 'nowhere/out'), filesOf('after'), false))).toBe(
      'pack-not-written',
    );
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });

  test.runIf(process.getuid?.() === 0)('not when it cannot be moved', () => {
    replaceFolder(out(), filesOf('before'), false);
    const before = contents();
    expect(refusalOf(() => replaceFolder('/proc', filesOf('after'), false))).toBe('pack-not-written');
    expect(contents()).toEqual(before);
  });
});

test('sha256sum accepts the checksums, which are sorted', () => {
  const lines = asText(filesOf('a')).SHA256SUMS?.trimEnd().split('\n') ?? [];
  expect(lines.map((line) => line.slice(66))).toEqual(['assets/a b.js', 'index.html']);
  expect(lines[0]).toBe('ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  assets/a b.js');
});
