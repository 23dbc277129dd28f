import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { zipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { encodeBase64 } from '../../../src/crypto/base64.ts';
import { joinBundle } from '../../../src/documents/bundle.ts';
import { writeLicense } from '../../../src/documents/license.ts';
import { writeSampleKeyset } from '../../cli/machine/vendor.ts';
import { bindingsOf, licenseFields, now, product, rootSigner, signingSigner } from '../../documents/sample.ts';
import { applicationWithLibrary } from './installed.ts';

let folder: string;

/** A third party's application: it contains only what it has installed. */
beforeEach(() => {
  ({ folder } = applicationWithLibrary());
});

/** Runs a program in the application's folder. It can call `read(name)`; the JSON that it prints is returned. */
function runThere(program: string): unknown {
  writeFileSync(
    join(folder, 'app.js'),
    `import { readFileSync } from 'node:fs';
import { checkLicense } from '@keyferry/library/verify';
import { identifyThisMachine } from '@keyferry/library/machine';
const read = (name) => new Uint8Array(readFileSync(name));
const print = (value) => process.stdout.write(JSON.stringify(value));
${program}`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, ['app.js'], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe('an application that embeds the library', () => {
  test('gets the state of a license and what to store', async () => {
    writeFileSync(join(folder, 'keyset.xml'), await writeSampleKeyset());
    const { stopDate: _, ...perpetual } = licenseFields;
    writeFileSync(join(folder, 'license.lic'), await writeLicense(perpetual, signingSigner));
    const options = {
      product,
      rootKeys: [encodeBase64(rootSigner.publicKey)],
      bindings: bindingsOf(),
    };
    const printed = runThere(`
      const options = { ...${JSON.stringify(options)}, keysets: [read('keyset.xml')], license: read('license.lic') };
      const now = new Date('${now.toISOString()}');
      const first = checkLicense({ ...options, now });
      const later = checkLicense({ ...options, now: new Date(now.getTime() + 60 * 86400000), lastSeen: [first.lastSeen] });
      const back = checkLicense({ ...options, now, lastSeen: [null, later.lastSeen] });
      const elsewhere = checkLicense({ ...options, now, bindings: options.bindings.slice(0, 2) });
      const text = checkLicense({ ...options, now, license: new TextDecoder().decode(options.license) });
      const none = checkLicense({ ...options, now, keysets: [] });
      print([first, later, back, elsewhere, text, none].map(({ result, lastSeen }) => [result.state, result.code ?? null, lastSeen]));
    `);
    expect(printed).toEqual([
      ['active', null, '2026-11-23T10:00:00Z 2026-11-23T09:59:30Z\n'],
      ['active', null, '2027-01-22T10:00:00Z 2026-11-23T09:59:30Z\n'],
      ['clock-suspect', null, '2027-01-22T10:00:00Z 2026-11-23T09:59:30Z\n'],
      ['refused', 'machine-other', null],
      ['active', null, '2026-11-23T10:00:00Z 2026-11-23T09:59:30Z\n'],
      ['refused', 'keyset-missing', null],
    ]);
  });

  test('accepts the keys delivered with a license', async () => {
    const older = await writeSampleKeyset({ keys: [] });
    const newer = await writeSampleKeyset({ version: 4 });
    const license = await writeLicense(licenseFields, signingSigner);
    writeFileSync(join(folder, 'keyset.xml'), older);
    writeFileSync(join(folder, 'license.lic'), joinBundle([license, newer]));
    const printed = runThere(`
      const { result, keyset } = checkLicense({
        product: '${product}',
        rootKeys: ['${encodeBase64(rootSigner.publicKey)}'],
        keysets: [read('keyset.xml')],
        license: read('license.lic'),
        bindings: ${JSON.stringify(bindingsOf())},
        now: new Date('${now.toISOString()}'),
      });
      print([result.state, new TextDecoder().decode(keyset).includes('<Version Value="4"/>')]);
    `);
    expect(printed).toEqual(['active', true]);
  });

  test('gets the license of a file that was damaged on its way, if it asks for that', async () => {
    const license = await writeLicense(licenseFields, signingSigner);
    writeFileSync(join(folder, 'keyset.xml'), await writeSampleKeyset());
    writeFileSync(join(folder, 'license.zip'), zipSync({ 'license.lic': license }));
    const options = { product, rootKeys: [encodeBase64(rootSigner.publicKey)], bindings: bindingsOf() };
    const printed = runThere(`
      const options = {
        ...${JSON.stringify(options)}, keysets: [read('keyset.xml')], license: read('license.zip'),
        now: new Date('${now.toISOString()}'),
      };
      print([options, { ...options, heal: true }].map(checkLicense).map(({ result, license }) => [
        result.code ?? result.state, license && new TextDecoder().decode(license),
      ]));
    `);
    expect(printed).toEqual([
      ['file-not-utf8', null],
      ['active', new TextDecoder().decode(license)],
    ]);
  });

  test('gets this machine’s components', () => {
    const printed = runThere(`print(identifyThisMachine('${product}'));`);
    expect(printed).toMatchObject({ strength: expect.stringMatching(/^(?:strong|weak)$/), findings: { length: 5 } });
  });

  test('agrees with every license vector, except three that it checks in another order', () => {
    cpSync(resolve('tests/vectors'), join(folder, 'vectors'), { recursive: true });
    const printed = runThere(`
      const { contexts, cases } = JSON.parse(new TextDecoder().decode(read('vectors/manifest.json')));
      const bytes = (text) => new Uint8Array(Buffer.from(text, 'base64'));
      print(cases.filter(({ type }) => type === 'license').map(({ file, context, expect }) => {
        const { product, rootKeys, keyset, machine, now } = contexts[context];
        const { result } = checkLicense({
          product, rootKeys, keysets: [read('vectors/' + keyset)], license: read('vectors/' + file),
          bindings: machine.bindings, installationKey: bytes(machine.installationKey), requestIds: machine.requestIds,
          now: new Date(now),
        });
        return [file, expect, result.state === 'refused' ? result.code : 'pass', result.state];
      }));
    `) as [file: string, expected: string, found: string, state: string][];
    expect(printed.length).toBeGreaterThan(100);
    // The library accepts several documents in one file, refuses a keyset of another product before it reads a license, and
    // reports a clock before all signatures before it checks dates.
    expect(
      printed.filter(([, expected, found]) => expected !== found).map(([file, , , state]) => [file, state]),
    ).toEqual([
      ['license/envelope/twice-in-one-file.xml', 'active'],
      ['license/rule/key-unacceptable-and-other-product.xml', 'refused'],
      ['license/trust/clock-before-start.xml', 'clock-suspect'],
    ]);
  });
});

test('the browser part needs nothing of Node and no further packages', async () => {
  writeFileSync(join(folder, 'license.lic'), await writeLicense(licenseFields, signingSigner));
  writeFileSync(
    join(folder, 'browser.js'),
    `import { readFileSync } from 'node:fs';
    const { stdout } = process;
    const license = readFileSync('license.lic', 'utf8');
    for (const name of ['process', 'Buffer', 'require', 'global', 'setImmediate']) delete globalThis[name];
    const { checkLicense } = await import('@keyferry/library/verify');
    const { result } = checkLicense({
      product: '${product}',
      rootKeys: ['${encodeBase64(rootSigner.publicKey)}'],
      keysets: [${JSON.stringify(new TextDecoder().decode(await writeSampleKeyset()))}],
      license,
      bindings: ${JSON.stringify(bindingsOf())},
      now: new Date('${now.toISOString()}'),
    });
    stdout.write(result.state);`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, ['browser.js'], { cwd: folder, encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['active', '']);
  expect(readFileSync('dist/library/verify.js', 'utf8')).not.toMatch(/["']node:/);
});
