import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxPrevious } from '../../../installed/previousLicenses.ts';
import { joinBundle } from '../../../src/documents/bundle.ts';
import type { LicenseFields } from '../../../src/documents/license.ts';
import { bindingsOf, licenseFields } from '../../documents/sample.ts';
import { propertyRuns } from '../../propertyRuns.ts';
import { deliveryOf, writeSampleKeyset } from './vendor.ts';
import { workbench } from './workbench.ts';

const second: Partial<LicenseFields> = { licenseId: 'AAECAwQFBgcICQoLDA0ODw', issuedAt: '2026-11-23T09:59:40Z' };
const third: Partial<LicenseFields> = { licenseId: 'AQECAwQFBgcICQoLDA0ODw', issuedAt: '2026-11-23T09:59:50Z' };
const personal = { ...second, licenseType: 'personal', features: ['render'], entitlements: [] };

/** A machine with the target `orrery.lic`. */
async function machine() {
  const bench = await workbench();
  const file = async (name: string, change: Partial<LicenseFields> = {}) =>
    new Uint8Array(readFileSync(await bench.obtain(name, change)));
  const activate = (...args: readonly string[]) => bench.run('activate', ...args, '--to', bench.at('orrery.lic'));
  const bring = (content: Uint8Array, ...args: readonly string[]) => {
    writeFileSync(bench.at('brought'), content);
    return activate(bench.at('brought'), ...args);
  };
  const typeOf = async () => JSON.parse((await bench.run('status', '--json', '--to', bench.at('orrery.lic'))).stdout);
  return { bench, file, activate, bring, typeOf, previous: () => readdirSync(bench.paths.previous) };
}

describe('of several licenses', () => {
  it('the one issued last is installed, in any order and with any others', async () => {
    const { bench, file, bring } = await machine();
    const licenses = [await file('1'), await file('2', second), await file('3', third)];
    const strangers = [await file('4', { ...third, bindings: bindingsOf('other') }), await writeSampleKeyset()];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...licenses, ...strangers], { minLength: 5 }), async (order) => {
        expect((await bring(joinBundle(order))).exitCode).toBe(0);
        expect(bench.read('orrery.lic')).toEqual(await deliveryOf(licenses[2] ?? new Uint8Array()));
      }),
      { numRuns: propertyRuns(6) },
    );
  });

  it('are collected from files and folders; what is no document in a folder is skipped', async () => {
    const { bench, file, activate } = await machine();
    const folder = bench.at('stick');
    mkdirSync(join(folder, 'subfolder'), { recursive: true });
    writeFileSync(join(folder, 'a.lic'), await file('1', third));
    writeFileSync(join(folder, 'b.lic'), await file('2', second));
    writeFileSync(join(folder, 'holiday.jpg'), 'no document');
    writeFileSync(join(folder, 'orrery.licreq'), bench.read('request.licreq'));
    writeFileSync(bench.at('first.lic'), await file('3'));
    expect((await activate(bench.at('first.lic'), folder)).exitCode).toBe(0);
    expect(bench.read('orrery.lic')).toEqual(await deliveryOf(new Uint8Array(readFileSync(join(folder, 'a.lic')))));
  });

  it('none is in a folder: that is said', async () => {
    const { bench, activate } = await machine();
    mkdirSync(bench.at('stick'));
    expect((await activate(bench.at('stick'))).stderr).toMatch(/^folder-without-licenses: /);
  });
});

describe('a worse license', () => {
  it('is not installed without consent, and the refusal names both', async () => {
    const { bench, file, bring, typeOf } = await machine();
    const pro = await file('pro.lic');
    await bring(pro);
    const worse = await file('personal.lic', personal);
    const { exitCode, stderr } = await bring(worse);
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(/^replacement-not-confirmed: .*pro.*personal.*type, features/),
    ]);
    expect(bench.read('orrery.lic')).toEqual(await deliveryOf(pro));
    expect((await bring(worse, '--replace')).exitCode).toBe(0);
    expect((await typeOf()).license.licenseType).toBe('personal');
  });

  it('leaves a copy of what it replaced', async () => {
    const { bench, file, bring, previous } = await machine();
    const pro = await file('pro.lic');
    await bring(pro);
    const { stdout } = await bring(await file('personal.lic', personal), '--replace');
    const [copy = '', ...more] = previous();
    expect(more).toEqual([]);
    expect(stdout).toContain(join(bench.paths.previous, copy));
    expect(new Uint8Array(readFileSync(join(bench.paths.previous, copy)))).toEqual(await deliveryOf(pro));
  });
});

describe('an older license', () => {
  it('changes nothing, and that is said', async () => {
    const { bench, file, bring } = await machine();
    const [old, renewed] = [
      await file('old.lic'),
      await file('new.lic', { ...second, stopDate: '2028-11-24T00:00:00Z' }),
    ];
    expect(await bring(renewed)).toMatchObject({ exitCode: 0 });
    expect(await bring(old)).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/issued later.*\n/) });
    expect(bench.read('orrery.lic')).toEqual(await deliveryOf(renewed));
    expect(await bring(old, '--replace')).toMatchObject({ exitCode: 0 });
    expect(bench.read('orrery.lic')).toEqual(await deliveryOf(old));
  });
});

describe('a renewal', () => {
  it('replaces the license without a question, and again without a copy', async () => {
    const { bench, file, bring, previous } = await machine();
    await bring(await file('old.lic'));
    const renewed = await file('new.lic', { ...second, stopDate: '2028-11-24T00:00:00Z' });
    expect(await bring(renewed)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await bring(renewed)).toMatchObject({
      exitCode: 0,
      stdout: expect.not.stringContaining('replaced license'),
    });
    expect(bench.read('orrery.lic')).toEqual(await deliveryOf(renewed));
    expect(previous()).toHaveLength(1);
  });

  it('replaces a license that has ended, whatever it was', async () => {
    const { bench, file, bring, typeOf } = await machine();
    await bring(await file('pro.lic'));
    bench.change({ now: new Date('2028-01-01T00:00:00Z') });
    const next = {
      ...personal,
      issuedAt: '2027-12-31T00:00:00Z',
      stopDate: '2029-01-01T00:00:00Z',
      updateDate: '2028-12-01T00:00:00Z',
    };
    await bring(await file('personal.lic', next));
    expect(await typeOf()).toMatchObject({ state: 'active', license: { licenseType: 'personal' } });
  });
});

describe('what is replaced', () => {
  it('is kept, whatever it was', async () => {
    const { bench, file, bring, previous } = await machine();
    writeFileSync(bench.at('orrery.lic'), 'notes of the administrator');
    expect((await bring(await file('pro.lic'))).exitCode).toBe(0);
    expect(previous().map((name) => readFileSync(join(bench.paths.previous, name), 'utf8'))).toEqual([
      'notes of the administrator',
    ]);
  });

  it('is kept beside the license file where the user’s folder cannot be written', async () => {
    const { bench, file, bring } = await machine();
    await bring(await file('pro.lic'));
    writeFileSync(bench.paths.previous, 'a file where the folder belongs');
    expect((await bring(await file('new.lic', second))).exitCode).toBe(0);
    expect(readdirSync(bench.at('')).filter((name) => name.startsWith('previous-'))).toHaveLength(1);
  });

  it('is kept up to a number of files', async () => {
    const { bench, file, bring, previous } = await machine();
    const license = await file('pro.lic');
    for (let at = 0; at < maxPrevious + 3; at++) {
      writeFileSync(bench.at('orrery.lic'), `notes ${at}`);
      bench.change({ now: new Date(Date.parse(licenseFields.issuedAt) + at * 60_000) });
      expect((await bring(license)).exitCode).toBe(0);
    }
    const kept = previous().map((name) => readFileSync(join(bench.paths.previous, name), 'utf8'));
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([maxPrevious, 'notes 3', `notes ${maxPrevious + 2}`]);
    expect(existsSync(bench.at('orrery.lic'))).toBe(true);
  });
});
