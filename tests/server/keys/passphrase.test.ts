import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../../server/configurationError.ts';
import { passphraseIn } from '../../../server/keys/passphrase.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyferry-passphrase-'));
const path = join(folder, 'passphrase');
afterAll(() => rmSync(folder, { recursive: true }));

const text = (content: string) => new TextEncoder().encode(content);
const utf16 = (content: string) => Buffer.from(`\ufeff${content}`, 'utf16le');
const fromFile = (content: Uint8Array) => {
  writeFileSync(path, content);
  return passphraseIn({ KEYFERRY_PASSPHRASE_FILE: path }, 'KEYFERRY_PASSPHRASE');
};

describe('a passphrase file yields its first line', () => {
  test.each([
    ['as it is', text('grüne wolke')],
    ['with a line feed', text('grüne wolke\n')],
    ['with the line end of Windows', text('grüne wolke\r\n')],
    ['with the line end of old Macs', text('grüne wolke\rmore')],
    ['before other lines, of any encoding', Buffer.concat([text('grüne wolke\n'), Buffer.from([0xff, 0xfe, 0])])],
    ['with a byte order mark', text('\ufeffgrüne wolke\r\n')],
    ['in UTF-16, from PowerShell', utf16('grüne wolke\r\n')],
    ['in UTF-16 of the other byte order', utf16('grüne wolke\r\n').swap16()],
    ['before more than is read', text(`grüne wolke\n${'x'.repeat(100_000)}`)],
  ])('%s', (_, content) => {
    expect(fromFile(content)).toBe('grüne wolke');
  });

  test('with its spaces', () => {
    expect(fromFile(text('  two words \n'))).toBe('  two words ');
  });
});

describe('is refused, and the file named', () => {
  test.each([
    ['empty', text(''), 'is empty'],
    ['with an empty first line', text('\r\nsecond line'), 'is empty'],
    ['with a byte order mark only', text('\ufeff'), 'is empty'],
    ['in Latin-1', Buffer.from('grüne wolke', 'latin1'), 'not text in UTF-8'],
    ['in UTF-16 without a byte order mark', Buffer.from('wolke', 'utf16le'), 'not a line of text'],
    ['with a first line of 100 kB', text('x'.repeat(100_000)), 'not a line of text'],
  ])('%s', (_, content, problem) => {
    expect(() => fromFile(content)).toThrow(ConfigurationError);
    expect(() => fromFile(content)).toThrow(new RegExp(`The passphrase file ${path} .*${problem}`));
  });

  test.each([
    ['a folder', folder, 'EISDIR'],
    ['missing', join(folder, 'none'), 'There is no such file'],
    ['below a file', join(path, 'below'), 'ENOTDIR'],
    // Never ends.
    ['a device', '/dev/zero', 'not a line of text'],
  ])('%s', (_, file, problem) => {
    writeFileSync(path, '');
    expect(() => passphraseIn({ KEYFERRY_PASSPHRASE_FILE: file }, 'KEYFERRY_PASSPHRASE')).toThrow(
      new RegExp(`^The passphrase file .*${problem}`),
    );
  });
});

describe('a variable', () => {
  const given = (value: string) => passphraseIn({ KEYFERRY_PASSPHRASE: value }, 'KEYFERRY_PASSPHRASE');

  test('keeps its spaces and loses line ends', () => {
    expect([given(' two words '), given('wolke\r'), given('wolke\r\n')]).toEqual([' two words ', 'wolke', 'wolke']);
  });

  test('is absent when it is empty', () => {
    expect([given(''), given('\r\n')]).toEqual([undefined, undefined]);
  });

  test('is refused when it is not UTF-8', () => {
    expect(() => given('gr\ufffdne')).toThrow(/^KEYFERRY_PASSPHRASE is not text in UTF-8/);
  });
});
