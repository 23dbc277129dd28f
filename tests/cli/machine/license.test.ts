import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { joinBundle } from '../../../src/documents/bundle.ts';
import type { MachineSurvey } from '../../../src/machine/survey.ts';
import { endDateIn } from '../../../src/messages/endDate.ts';
import { bindingsOf, installationSigner, now } from '../../documents/sample.ts';
import { adapter, disk, read } from '../../machine/surveys.ts';
import { deliveryOf, writeSampleKeyset } from './vendor.ts';
import { workbench } from './workbench.ts';

const newBoard: Partial<MachineSurvey> = { board: read('PF9Z00ZZ1111') };
const newDisk: Partial<MachineSurvey> = { disks: [disk({ serial: read('S9NEW001') })] };
const newAdapter: Partial<MachineSurvey> = { adapters: [adapter({ address: '00:16:3e:ff:00:01' })] };

const days = (count: number) => new Date(now.getTime() + count * 24 * 60 * 60 * 1000);

describe('a license made for this machine', () => {
  it('is activated, installed, stored, and shown', async () => {
    const bench = await workbench();
    const target = bench.at('orrery.lic');
    const activated = await bench.run('activate', await bench.obtain(), '--to', target);
    expect(activated).toMatchObject({ exitCode: 0, stderr: '' });
    expect(new Uint8Array(readFileSync(target))).toEqual(await deliveryOf(bench.read('license.lic')));
    expect(readFileSync(bench.paths.license)).toEqual(readFileSync(target));
    const { exitCode, stdout } = await bench.run('status', '--to', target);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/state +active/);
    expect(stdout).toMatch(/5 of 5 components match; 3 are needed/);
    expect(stdout).toContain(endDateIn('en', 'long')('2027-11-24T00:00:00Z'));
  });

  it.each([
    ['one component changed', newBoard, 4, ['board']],
    ['two changed', { ...newBoard, ...newDisk }, 3, ['board', 'disk']],
  ])('is valid with %s', async (_, hardware, equal, changed) => {
    const bench = await workbench();
    await bench.run('activate', await bench.obtain());
    bench.changeHardware(hardware);
    const { exitCode, stdout } = await bench.run('status', '--json');
    expect(exitCode).toBe(0);
    const { state, machine } = JSON.parse(stdout);
    expect([state, machine.equal, machine.required]).toEqual(['active', equal, 3]);
    for (const component of changed) expect(machine.components[component]).toBe('changed');
  });

  it('is refused with two of five components, and the refusal names the changed ones', async () => {
    const bench = await workbench();
    const license = await bench.obtain();
    await bench.run('activate', license);
    bench.changeHardware({ ...newBoard, ...newDisk, ...newAdapter });
    expect(await bench.run('activate', license)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^machine-other: .*main board, system disk, network adapter/),
    });
    expect(await bench.run('status')).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('machine-other') });
    const { exitCode, stdout } = await bench.run('verify', license, '--json');
    expect([exitCode, JSON.parse(stdout)]).toEqual([
      1,
      {
        state: 'refused',
        code: 'machine-other',
        details: { changed: ['board', 'disk', 'network'], equal: 2, required: 3 },
      },
    ]);
  });

  it('reports a component that only an administrator can read', async () => {
    const bench = await workbench();
    await bench.run('activate', await bench.obtain());
    bench.changeHardware({ system: { outcome: 'no-rights' }, board: { outcome: 'no-rights' } });
    expect((await bench.run('status')).stdout).toMatch(/main board +only an administrator may read it/);
  });

  it('is found among those of a whole room, and the delivered keys are stored', async () => {
    const bench = await workbench();
    const own = await bench.obtain();
    const other = await bench.obtain('other.lic', { bindings: bindingsOf('another machine') });
    const keyset = await writeSampleKeyset({ version: 4 });
    writeFileSync(bench.at('room.lic'), joinBundle([readFileSync(other), readFileSync(own), keyset]));
    expect((await bench.run('activate', bench.at('room.lic'), '--to', bench.at('orrery.lic'))).exitCode).toBe(0);
    expect(bench.read('orrery.lic')).toEqual(await deliveryOf(readFileSync(own), keyset));
    expect(new Uint8Array(readFileSync(bench.paths.keyset))).toEqual(keyset);
  });

  it('is bound to the installation when the machine shows no hardware', async () => {
    const bench = await workbench();
    const own = await bench.obtain('own.lic', { bindings: [] });
    expect((await bench.run('verify', own)).exitCode).toBe(0);
    const other = await bench.obtain('other.lic', { bindings: [], installationKey: installationSigner.publicKey });
    expect((await bench.run('verify', other)).stdout).toContain('installation-other');
  });

  it('is refused once a keyset delivered with another one revokes its key', async () => {
    const bench = await workbench();
    const license = await bench.obtain();
    await bench.run('activate', license);
    const revoking = await writeSampleKeyset({ version: 4, revokedLicenses: ['EBESExQVFhcYGRobHB0eHw'] });
    writeFileSync(bench.at('news.lic'), joinBundle([readFileSync(license), revoking]));
    expect((await bench.run('activate', bench.at('news.lic'))).stderr).toMatch(/^license-revoked: /);
  });

  it('may come after a newer keyset, which is stored by itself', async () => {
    const bench = await workbench();
    const keyset = await writeSampleKeyset({ version: 4 });
    writeFileSync(bench.at('keyset.xml'), keyset);
    const run = await bench.run('activate', bench.at('keyset.xml'));
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Stored keyset version 4\./) });
    expect(new Uint8Array(readFileSync(bench.paths.keyset))).toEqual(keyset);
    expect((await bench.run('activate')).stderr).toMatch(/^license-missing: /);
  });

  it('is missing at first, and status says so', async () => {
    const bench = await workbench();
    expect(await bench.run('status')).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/no license/) });
    expect(JSON.parse((await bench.run('status', '--json')).stdout)).toEqual({ state: 'none' });
    expect((await bench.run('activate')).stderr).toMatch(/^license-missing: /);
  });

  it('is installed in the vendor’s path, whose folder is created', async () => {
    const bench = await workbench({ licenseFile: { linux: '~/.orrery/licenses/orrery.lic' } });
    expect((await bench.run('activate', await bench.obtain())).exitCode).toBe(0);
    const place = join(bench.at('..'), '.orrery/licenses/orrery.lic');
    expect(existsSync(place)).toBe(true);
    rmSync(place);
    expect((await bench.run('status')).stdout).toMatch(/license file +missing from /);
    expect((await bench.run('activate')).exitCode).toBe(0);
    expect(existsSync(place)).toBe(true);
  });

  it.skipIf(process.platform === 'win32')(
    'is readable by every account, with the folders that are created for it',
    async () => {
      const bench = await workbench({ licenseFile: { linux: '~/shared/licenses/orrery.lic' } });
      const license = await bench.obtain();
      const mask = process.umask(0o077);
      try {
        expect((await bench.run('activate', license)).exitCode).toBe(0);
      } finally {
        process.umask(mask);
      }
      const modeOf = (path: string) => statSync(join(bench.at('..'), path)).mode & 0o777;
      expect(['shared', 'shared/licenses', 'shared/licenses/orrery.lic'].map(modeOf)).toEqual([0o755, 0o755, 0o644]);
      expect(statSync(bench.paths.license).mode & 0o777).toBe(0o600);
    },
  );

  it('is stored but not installed when the system folder does not exist', async () => {
    const bench = await workbench();
    const run = await bench.run('activate', await bench.obtain(), '--to', bench.at('nowhere/orrery.lic'));
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^target-folder-missing: /) });
    expect(run.stderr).toContain(bench.paths.license);
    expect(new Uint8Array(readFileSync(bench.paths.license))).toEqual(await deliveryOf(bench.read('license.lic')));
    expect((await bench.run('activate', '--to', bench.at('orrery.lic'))).exitCode).toBe(0);
  });

  it('stores the delivered keys even if the license cannot be installed', async () => {
    const bench = await workbench();
    const keyset = await writeSampleKeyset({ version: 4 });
    writeFileSync(bench.at('both.lic'), joinBundle([readFileSync(await bench.obtain()), keyset]));
    const run = await bench.run('activate', bench.at('both.lic'), '--to', bench.at('nowhere/orrery.lic'));
    expect(run.stderr).toMatch(/^target-folder-missing: /);
    expect(new Uint8Array(readFileSync(bench.paths.keyset))).toEqual(keyset);
  });

  it('does not replace a valid license with an invalid one', async () => {
    const bench = await workbench();
    await bench.run('activate', await bench.obtain(), '--to', bench.at('orrery.lic'));
    const before = readFileSync(bench.at('orrery.lic'));
    writeFileSync(bench.at('bad.lic'), before.subarray(0, 900));
    expect((await bench.run('activate', bench.at('bad.lic'), '--to', bench.at('orrery.lic'))).stderr).toMatch(
      /^file-cut-short: /,
    );
    expect((await bench.run('activate', bench.at('request.licreq'))).stderr).toMatch(/^document-type-wrong: /);
    expect(readFileSync(bench.at('orrery.lic'))).toEqual(before);
    expect(readFileSync(bench.paths.license)).toEqual(before);
  });
});

describe('a clock set back by thirty days', () => {
  async function setBack() {
    const bench = await workbench();
    await bench.run('activate', await bench.obtain());
    bench.change({ now: days(60) });
    await bench.run('status');
    bench.change({ now: days(30) });
    return bench;
  }

  it('is detected even if one of the two records is deleted', async () => {
    for (const place of [null, 0, 1] as const) {
      const bench = await setBack();
      if (place !== null) rmSync(bench.paths.lastSeen[place]);
      const { exitCode, stdout } = await bench.run('status', '--json');
      expect([exitCode, JSON.parse(stdout).state]).toEqual([3, 'clock-suspect']);
      // The deleted record exists again.
      for (const path of bench.paths.lastSeen) expect(readFileSync(path, 'utf8')).toContain('2027-01-22T10:00:00Z');
    }
  });

  it('is no longer reported once it is correct', async () => {
    const bench = await setBack();
    await bench.run('status');
    bench.change({ now: days(60.5) });
    expect(JSON.parse((await bench.run('status', '--json')).stdout).state).toBe('active');
  });

  it.each(['license', 'keyset'])('is accepted again after a new %s', async (kind) => {
    const bench = await setBack();
    expect((await bench.run('status')).exitCode).toBe(3);
    const issuedAt = '2026-12-23T09:00:00Z';
    if (kind === 'license') {
      expect((await bench.run('activate', await bench.obtain('fresh.lic', { issuedAt }))).exitCode).toBe(0);
    } else {
      writeFileSync(bench.at('keyset.xml'), await writeSampleKeyset({ version: 4, issuedAt }));
      expect(await bench.run('activate', bench.at('keyset.xml'))).toMatchObject({ exitCode: 0 });
    }
    expect(JSON.parse((await bench.run('status', '--json')).stdout).state).toBe('active');
  });

  it('is not accepted again because of the current license', async () => {
    const bench = await setBack();
    await bench.run('activate', bench.at('license.lic'));
    expect((await bench.run('status')).exitCode).toBe(3);
  });

  it('changes nothing when a license is only verified', async () => {
    const bench = await setBack();
    const before = bench.paths.lastSeen.map((path) => readFileSync(path, 'utf8'));
    expect((await bench.run('verify', bench.at('license.lic'))).exitCode).toBe(3);
    expect(bench.paths.lastSeen.map((path) => readFileSync(path, 'utf8'))).toEqual(before);
  });
});
