import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shown } from '../../../cli/files.ts';
import { distinctNames, restoredName } from '../../../cli/qr/decoding/restoredName.ts';
import { pageNames } from '../../../cli/qr/encoding/pageNames.ts';
import { packParcel } from '../../../src/transfer/packParcel.ts';
import { unpackParcel } from '../../../src/transfer/parcel.ts';
import { sampleKeyset, sampleLicense, sampleRequest, sampleReturn } from '../../transfer/sampleDocuments.ts';

describe('names of pages', () => {
  test.each([
    ['code.png', 1, ['code.png']],
    ['code.png', 2, ['code-01.png', 'code-02.png']],
    ['a.b/c', 2, ['a.b/c-01', 'a.b/c-02']],
    ['x.tar.svg', 2, ['x.tar-01.svg', 'x.tar-02.svg']],
    ['.png', 2, ['-01.png', '-02.png']],
  ])('%s in %i pages', (path, count, names) => {
    expect(pageNames(path, count)).toEqual(names);
  });

  test('sort in page order', () => {
    const names = pageNames('p.png', 1200);
    expect([...names].sort()).toEqual(names);
  });
});

describe('the name of a restored file', () => {
  const nameOf = (name: string) =>
    restoredName(unpackParcel(packParcel({ kind: 'file', name, bytes: new Uint8Array() })), 'a1b2c3d4');

  test.each([
    ['notes.txt', 'notes.txt'],
    ['../../../etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['.bashrc', '_bashrc'],
    ['-rf', '_rf'],
    ['c:con', 'c_con'],
    ['CON.txt', '_CON.txt'],
    ['nul', '_nul'],
    ['a?.txt ', 'a_.txt'],
    ['dots...', 'dots_'],
    ['', 'a1b2c3d4.bin'],
    ['..', 'a1b2c3d4.bin'],
    ['naïve 許可.lic', 'naïve 許可.lic'],
  ])('%s becomes %s', (name, safe) => {
    expect(nameOf(name)).toBe(safe);
  });

  test('is never a path, hidden, or empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(nameOf(name)).toMatch(/^[^./\\-][^/\\]*$/u);
      }),
    );
  });

  test('of a document states its type', async () => {
    const made = [await sampleRequest(), await sampleLicense(), await sampleReturn(), await sampleKeyset()];
    const names = made.map((bytes) => restoredName({ kind: 'document', bytes }, 'a1b2c3d4'));
    expect(names).toEqual(['license-request.licreq', 'license.lic', 'license-return.licret', 'keyset.xml']);
  });

  test('is used only once', () => {
    expect(distinctNames(['a.txt', 'A.txt', 'b', 'a.txt', 'b', 'a-2.txt'])).toEqual([
      'a.txt',
      'A-2.txt',
      'b',
      'a-3.txt',
      'b-2',
      'a-2-2.txt',
    ]);
  });
});

test('names on the terminal cannot change its content', () => {
  expect(shown('a\u001b[2Jb\u202ec\n')).toBe('a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}');
});
