import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfiguration as readWhole } from '../../server/configuration.ts';
import { ConfigurationError } from '../../server/configurationError.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyferry-configuration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** settings.test.ts tests the guard's settings. */
function readConfiguration(environment: Record<string, string>) {
  const { guard: _, threads: __, ...others } = readWhole(environment);
  return others;
}

describe('the configuration', () => {
  test('has defaults for everything, and empty variables count as absent', () => {
    const defaults = {
      dataFolder: resolve('.keyferry'),
      port: 8080,
      portChosen: false,
      host: undefined,
      publicUrl: undefined,
      passphrase: undefined,
      logLevel: 'info',
    };
    expect(readConfiguration({})).toEqual(defaults);
    const empty = { KEYFERRY_DATA: '', KEYFERRY_PORT: ' ', KEYFERRY_HOST: '', KEYFERRY_PASSPHRASE: '' };
    expect(readConfiguration(empty)).toEqual(defaults);
  });

  test('has a thread for documents on each core but one, and at least one', () => {
    const most = Math.max(1, availableParallelism() - 1);
    expect(readWhole({}).threads).toBe(most);
    expect(readWhole({ KEYFERRY_THREADS: '0' }).threads).toBe(0);
    for (const wrong of ['-1', 'all', '65']) {
      expect(() => readWhole({ KEYFERRY_THREADS: wrong })).toThrow('a number from 0 to 64');
    }
  });

  test('uses the values of the environment', () => {
    const file = join(folder, 'passphrase.txt');
    writeFileSync(file, ' two words \r\nand a note');
    const environment = {
      KEYFERRY_DATA: '/srv/keyferry',
      KEYFERRY_PORT: '443',
      KEYFERRY_HOST: '[::1]',
      KEYFERRY_PUBLIC_URL: 'https://activate.example.com:8443//',
      KEYFERRY_PASSPHRASE_FILE: file,
      KEYFERRY_LOG_LEVEL: 'warn',
    };
    expect(readConfiguration(environment)).toEqual({
      dataFolder: '/srv/keyferry',
      port: 443,
      portChosen: true,
      host: '::1',
      publicUrl: 'https://activate.example.com:8443',
      passphrase: ' two words ',
      logLevel: 'warn',
    });
  });

  test.each([
    { KEYFERRY_PORT: '65536' },
    { KEYFERRY_PORT: '-1' },
    { KEYFERRY_PORT: '8080a' },
    { KEYFERRY_HOST: 'two words' },
    { KEYFERRY_PUBLIC_URL: 'ftp://example.com' },
    { KEYFERRY_PUBLIC_URL: 'https://user:secret@example.com' },
    { KEYFERRY_PUBLIC_URL: 'https://example.com/?a=b' },
    { KEYFERRY_PUBLIC_URL: 'https://example.com/licenses' },
    { KEYFERRY_PUBLIC_URL: 'https://example.com:6667' },
    { KEYFERRY_PUBLIC_URL: 'http://[::1]:8080' },
    { KEYFERRY_PORT: '10080' },
    { KEYFERRY_PORT: '6000' },
    { KEYFERRY_LOG_LEVEL: 'loud' },
    { KEYFERRY_PASSPHRASE: 'a', KEYFERRY_PASSPHRASE_FILE: '/b' },
    { KEYFERRY_PASSPHRASE_FILE: '/nowhere/at/all' },
  ])('refuses %j, naming the variable', (environment) => {
    const [name = ''] = Object.keys(environment);
    const read = () => readConfiguration(environment);
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(new RegExp(name === 'KEYFERRY_PASSPHRASE_FILE' ? 'passphrase file' : name));
  });

  test('refuses an empty passphrase file', () => {
    const file = join(folder, 'empty.txt');
    writeFileSync(file, '\n');
    expect(() => readConfiguration({ KEYFERRY_PASSPHRASE_FILE: file })).toThrow(ConfigurationError);
  });
});
