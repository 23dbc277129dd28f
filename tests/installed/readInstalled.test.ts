import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMachineSession } from '../../cli/machine/wizard/session.ts';
import { type ReadingContext, readInstalled } from '../../installed/readInstalled.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { type LicenseFields, writeLicense } from '../../src/documents/license.ts';
import { readRequest } from '../../src/documents/request.ts';
import { identifyMachine } from '../../src/machine/identity.ts';
import { readProfile } from '../../src/vendor/profile.ts';
import { writeSampleKeyset } from '../cli/machine/vendor.ts';
import { workbench } from '../cli/machine/workbench.ts';
import { emptyFolder } from '../cli/tool.ts';
import { keysetFields, licenseFields, now, product, strangerSigner } from '../documents/sample.ts';

const licenseFile = '~/product/orrery.lic';
const another = 'AAECAwQFBgcICQoLDA0ODw';

/** A machine, and the licensed program on it, which reads `licenseFile` of its profile. */
async function machineWithProgram() {
  const bench = await workbench({ licenseFile: { linux: licenseFile } });
  const profile = readProfile(readFileSync(bench.at('vendor.json'), 'utf8'));
  const target = join(bench.system().home ?? '', 'product/orrery.lic');
  return {
    bench,
    target,
    profile,
    start(change: Partial<ReadingContext> = {}) {
      const { survey, ...host } = bench.system();
      return readInstalled({
        host,
        profile,
        now: host.now,
        heal: false,
        bindings: () => identifyMachine(product, survey()).shown,
        ...change,
      });
    },
    /** Brings a file and installs what is in it. */
    async activate(file: Uint8Array, ...args: readonly string[]) {
      writeFileSync(bench.at('brought'), file);
      return bench.run('activate', bench.at('brought'), ...args);
    },
  };
}

/** Signed with a key that the vendor made after the product was built, and the keyset with it. */
async function rotated(request: Uint8Array, change: Partial<LicenseFields> = {}) {
  const { requestId, bindings, installationKey } = readRequest(request);
  const keyId = keyIdOf(strangerSigner.publicKey);
  const key = {
    keyId,
    publicKey: strangerSigner.publicKey,
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2036-01-01T00:00:00Z',
  };
  const answer = { ...licenseFields, requestId, bindings, installationKey, licenseId: another, keyId, ...change };
  return {
    license: await writeLicense(answer, strangerSigner),
    keyset: await writeSampleKeyset({ version: 4, keys: [...keysetFields.keys, key] }),
    keyWithdrawn: await writeSampleKeyset({ version: 5, epoch: 3, keys: [key], revokedKeys: [licenseFields.keyId] }),
  };
}

describe('a program and the commands on its machine', () => {
  it('agree after the vendor rotated its keys', async () => {
    const { bench, start, activate } = await machineWithProgram();
    await bench.run('request', '-o', bench.at('request.licreq'));
    const { license, keyset } = await rotated(bench.read('request.licreq'));
    expect((await activate(joinBundle([license, keyset]))).exitCode).toBe(0);
    expect(start()).toMatchObject({ state: { state: 'active', license: { licenseId: another } }, isKept: true });
  });

  it.each([
    ['alone, for the command', async (at, keyset) => void (await at.activate(keyset))],
    [
      'with the license that it revokes',
      async (at, keyset, license) => void (await at.activate(joinBundle([license, keyset]))),
    ],
    [
      'alone, through the served wizard',
      async ({ bench, target, profile }, keyset) => {
        const place = { path: target, mayMakeFolder: true };
        await createMachineSession({ profile, target: place, system: bench.system }).takeKeyset(keyset);
      },
    ],
    [
      'by hand, beside the license file',
      async ({ target }, keyset) => writeFileSync(join(target, '../keyset.xml'), keyset),
    ],
    ['by hand, in the folder of the commands', async ({ bench }, keyset) => writeFileSync(bench.paths.keyset, keyset)],
    [
      'by hand, behind the license',
      async ({ target }, keyset, license) => writeFileSync(target, joinBundle([license, keyset])),
    ],
  ] as [
    string,
    (at: Awaited<ReturnType<typeof machineWithProgram>>, keyset: Uint8Array, license: Uint8Array) => Promise<void>,
  ][])('refuse a revoked license once the keyset came %s', async (_, bring) => {
    const at = await machineWithProgram();
    const license = new Uint8Array(readFileSync(await at.bench.obtain()));
    await at.activate(license);
    expect(at.start().state.state).toBe('active');
    await bring(
      at,
      await writeSampleKeyset({ version: 4, epoch: 3, revokedLicenses: [licenseFields.licenseId] }),
      license,
    );
    expect(at.start().state).toMatchObject({ state: 'refused', code: 'license-revoked' });
    expect((await at.bench.run('status')).stdout).toContain('license-revoked');
    // What was learned stays, although the file that brought it goes.
    await at.activate(license);
    writeFileSync(at.target, license);
    rmSync(join(at.target, '../keyset.xml'), { force: true });
    expect(at.start().state).toMatchObject({ code: 'license-revoked' });
  });

  it('refuse a license whose key was revoked, also in programs of other users', async () => {
    const at = await machineWithProgram();
    await at.activate(new Uint8Array(readFileSync(await at.bench.obtain())));
    const { keyWithdrawn } = await rotated(at.bench.read('request.licreq'));
    expect((await at.activate(keyWithdrawn)).stderr).toMatch(/^key-revoked: /);
    expect(at.start().state).toMatchObject({ code: 'key-revoked' });
    const { survey: _, ...host } = at.bench.system();
    const stranger = at.start({ host: { ...host, home: emptyFolder() }, licenseFile: at.target });
    expect(stranger.state).toMatchObject({ code: 'key-revoked' });
  });

  it('refuse a returned license that is copied back, also in programs of other users', async () => {
    const at = await machineWithProgram();
    await at.activate(new Uint8Array(readFileSync(await at.bench.obtain())));
    copyFileSync(at.target, at.bench.at('copy'));
    expect((await at.bench.run('return', '--yes', '-o', at.bench.at('orrery.licret'))).exitCode).toBe(0);
    expect(at.start().state).toMatchObject({ code: 'license-returned' });
    copyFileSync(at.bench.at('copy'), at.target);
    expect(at.start().state).toMatchObject({ state: 'refused', code: 'license-returned' });
    expect((await at.bench.run('status')).stdout).toContain('license-returned');
    const { survey: _, ...host } = at.bench.system();
    const stranger = at.start({ host: { ...host, home: emptyFolder() }, licenseFile: at.target });
    expect(stranger.state).toMatchObject({ code: 'license-returned' });
  });

  it('refuse the license before a renewal too, once the renewal was returned', async () => {
    const at = await machineWithProgram();
    const first = new Uint8Array(readFileSync(await at.bench.obtain()));
    await at.activate(first);
    const renewal = { licenseId: another, issuedAt: '2026-11-23T09:59:50Z' };
    await at.activate(new Uint8Array(readFileSync(await at.bench.obtain('renewed.lic', renewal))));
    await at.bench.run('return', '--yes', '-o', at.bench.at('orrery.licret'));
    expect(await at.bench.run('return', '--yes', '-o', at.bench.at('orrery.licret'), '--force')).toMatchObject({
      exitCode: 0,
    });
    writeFileSync(at.target, first);
    expect(at.start().state).toMatchObject({ code: 'license-returned' });
    expect((await at.activate(first)).stderr).toMatch(/^license-returned: /);
    // A license of another seat is not meant.
    const other = { licenseId: 'AQECAwQFBgcICQoLDA0ODw', serialMasked: '*****-*****-*****-ZZ12C' };
    await at.activate(new Uint8Array(readFileSync(await at.bench.obtain('other.lic', other))));
    expect(at.start().state).toMatchObject({ state: 'active' });
  });

  it('share what is known of the time', async () => {
    const at = await machineWithProgram();
    await at.activate(new Uint8Array(readFileSync(await at.bench.obtain())));
    at.start({ now: new Date('2027-02-01T00:00:00Z') });
    expect(await at.bench.run('status')).toMatchObject({ exitCode: 3 });
    expect(at.start().state).toMatchObject({ state: 'clock-suspect', floor: '2027-02-01T00:00:00Z' });
    // A license that is signed later makes the record obsolete.
    await at.activate(
      new Uint8Array(
        readFileSync(await at.bench.obtain('again.lic', { licenseId: another, issuedAt: '2026-11-23T09:59:50Z' })),
      ),
    );
    expect(at.start().state).toMatchObject({ state: 'active', license: { licenseId: another } });
    expect(await at.bench.run('status')).toMatchObject({ exitCode: 0 });
  });
});

describe('a program', () => {
  it('says that there is no license, and where it belongs', async () => {
    const { start, target } = await machineWithProgram();
    expect(start({ bindings: () => expect.unreachable('no license, so nothing is identified') })).toMatchObject({
      state: { code: 'license-missing', details: { path: target } },
      isKept: true,
    });
  });

  it('uses the license that could not be installed, from the user’s own folder', async () => {
    const { bench, start, activate, target } = await machineWithProgram();
    writeFileSync(join(target, '..'), 'a file where the folder belongs');
    expect((await activate(new Uint8Array(readFileSync(await bench.obtain())))).stderr).toMatch(
      /^target-folder-missing: /,
    );
    expect(start()).toMatchObject({ state: { state: 'active' }, path: bench.paths.license });
  });

  it('chooses the better license of all that are there', async () => {
    const { bench, start, target } = await machineWithProgram();
    const old = readFileSync(await bench.obtain());
    const renewed = readFileSync(
      await bench.obtain('new.lic', { licenseId: another, issuedAt: '2026-11-23T09:59:50Z' }),
    );
    mkdirSync(join(target, '..'));
    for (const [there, here] of [
      [old, renewed],
      [renewed, old],
      [Buffer.concat([old, renewed]), old],
    ] as const) {
      writeFileSync(target, there);
      writeFileSync(bench.paths.license, here);
      expect(start().state).toMatchObject({ state: 'active', license: { licenseId: another } });
    }
  });

  it('heals a license file on demand', async () => {
    const { bench, start, target } = await machineWithProgram();
    const mailed = readFileSync(await bench.obtain(), 'utf8').replaceAll('\n', '\r\n');
    mkdirSync(join(target, '..'));
    writeFileSync(target, `Hello,\r\n\r\n${mailed}\r\nBest regards`);
    expect(start().state.state).toBe('refused');
    expect(start({ heal: true }).state.state).toBe('active');
    writeFileSync(target, 'no license');
    expect(start({ heal: true }).state.state).toBe('refused');
  });

  it('runs without a home folder, and remembers the time beside the license', async () => {
    const { bench, start, target } = await machineWithProgram();
    const { survey: _, ...host } = bench.system();
    mkdirSync(join(target, '..'));
    copyFileSync(await bench.obtain(), target);
    const homeless = { host: { ...host, home: null }, licenseFile: target };
    expect(start(homeless)).toMatchObject({ state: { state: 'active' }, isKept: true });
    start({ ...homeless, now: new Date('2027-02-01T00:00:00Z') });
    expect(start(homeless).state).toMatchObject({ state: 'clock-suspect' });
  });

  it('runs where nothing can be written, and says that nothing is kept', async () => {
    const { bench, start, target } = await machineWithProgram();
    const license = await bench.obtain();
    // Also an administrator can write to neither.
    mkdirSync(join(target, '../last-seen'), { recursive: true });
    const home = bench.at('a file');
    writeFileSync(home, '');
    copyFileSync(license, target);
    const { survey: _, ...host } = bench.system();
    const reading = start({ host: { ...host, home }, licenseFile: target });
    expect(reading).toMatchObject({ state: { state: 'active' }, isKept: false });
  });

  it('runs where files of its folders are folders or garbage', async () => {
    const { bench, start, target } = await machineWithProgram();
    const license = await bench.obtain();
    const { paths } = bench;
    for (const path of [paths.keyset, ...paths.lastSeen, ...paths.returned]) mkdirSync(path, { recursive: true });
    mkdirSync(join(target, '..'));
    copyFileSync(license, target);
    writeFileSync(join(target, '../returned.json'), '{"format":1,"returned":[{}]}');
    writeFileSync(join(target, '../keyset.xml'), 'no keyset');
    expect(start()).toMatchObject({ state: { state: 'active' }, isKept: false });
    expect(start({ profile: { product: { id: product }, rootKeys: [], keyset: '' } }).state.state).toBe('refused');
  });

  it('leaves no unfinished file behind', async () => {
    const { bench, start, activate } = await machineWithProgram();
    await activate(new Uint8Array(readFileSync(await bench.obtain())));
    start();
    expect(readdirSync(bench.paths.folder).sort()).toEqual([
      'installation.key',
      'keyset.xml',
      'last-seen',
      'license.lic',
    ]);
    expect(existsSync(bench.paths.request)).toBe(false);
    expect(now).toEqual(bench.system().now);
  });
});
