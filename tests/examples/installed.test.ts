import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { surveyLinux } from '../../hardware/linux/survey.ts';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { type LicenseFields, writeLicense } from '../../src/documents/license.ts';
import { readRequest } from '../../src/documents/request.ts';
import type { MachineSurvey } from '../../src/machine/survey.ts';
import { writeSampleKeyset } from '../cli/machine/vendor.ts';
import { workbench } from '../cli/machine/workbench.ts';
import { keysetFields, licenseFields, signingSigner } from '../documents/sample.ts';
import { examples, languages, missingFor } from './languages.ts';

const nextSigner = seedSigner(new Uint8Array(32).fill(9));
const nextKey = {
  keyId: keyIdOf(nextSigner.publicKey),
  publicKey: nextSigner.publicKey,
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2100-01-01T00:00:00Z',
};
const rotated = await writeSampleKeyset({ version: 4, keys: [...keysetFields.keys, nextKey] });
const revoked = await writeSampleKeyset({
  version: 5,
  epoch: keysetFields.epoch + 1,
  keys: [nextKey],
  revokedKeys: [keyIdOf(signingSigner.publicKey)],
});

const guide = readFileSync(join(examples, '../docs/integration.md'), 'utf8');
const programIn = (language: string) => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(guide)?.[1] ?? '';
const go = { GOFLAGS: '-mod=mod', GOCACHE: process.env.GOCACHE ?? join(tmpdir(), 'keyferry-go-cache'), GOPROXY: 'off' };

/** How the product of the guide is made, as the guide says: commands in its folder, and the one that starts it. */
const products = {
  Python: {
    file: ['product.py', programIn('python')],
    make: (folder: string) => {
      cpSync(join(examples, 'python/keyferry'), join(folder, 'keyferry'), { recursive: true });
      return [];
    },
    start: ['python3', '-B', 'product.py'],
  },
  Go: {
    file: ['main.go', programIn('go')],
    make: () => [
      ['go', 'mod', 'init', 'example.com/studio'],
      `go mod edit -require keyferry.example/keyferry@v0.0.0 -replace keyferry.example/keyferry=${examples}go`.split(
        ' ',
      ),
      ['go', 'build', '-o', 'studio', '.'],
    ],
    start: ['./studio'],
  },
} as const;

/** A machine with the hardware of this one, and the product of the guide. */
async function machineWith(language: keyof typeof products, hardware: () => MachineSurvey = surveyLinux) {
  const bench = await workbench({ licenseFile: { linux: '~/studio/orrery.lic' } });
  bench.change({ survey: hardware });
  const home = bench.system().home ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-product-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { file, make, start } = products[language];
  const variables = { PATH: process.env.PATH, ...go, HOME: home };
  const runs = ([program = '', ...words]: readonly string[], zone = 'UTC') =>
    spawnSync(program, words, { cwd: folder, encoding: 'utf8', env: { ...variables, TZ: zone } });
  writeFileSync(join(folder, file[0]), file[1]);
  writeFileSync(join(folder, 'vendor.json'), readFileSync(bench.at('vendor.json')));
  for (const command of make(folder)) expect(runs(command)).toMatchObject({ status: 0 });

  async function bring(...documents: readonly Uint8Array[]) {
    writeFileSync(bench.at('delivery'), joinBundle(documents));
    return bench.run('activate', bench.at('delivery'));
  }

  return {
    bench,
    licenseFile: join(home, 'studio/orrery.lic'),
    bring,
    async activate(...documents: readonly Uint8Array[]): Promise<void> {
      expect(await bring(...documents)).toMatchObject({ exitCode: 0, stderr: '' });
    },
    /** A license for this machine, without an end. */
    async license(change: Partial<LicenseFields> = {}, signer = signingSigner): Promise<Uint8Array> {
      await bench.run('request', '-o', bench.at('request.licreq'), '--force');
      const { requestId, bindings, installationKey } = readRequest(bench.read('request.licreq'));
      const { stopDate: _, updateDate: __, ...fields } = licenseFields;
      const signed = { keyId: keyIdOf(signer.publicKey), requestId, bindings, installationKey };
      return writeLicense({ ...fields, ...signed, ...change }, signer);
    },
    /** What the product prints, and 0 where it runs. */
    start(zone = 'UTC'): readonly [number | null, string] {
      const { status, stdout, stderr } = runs(start, zone);
      return [status, stdout + stderr];
    },
  };
}

const skipped = (language: string) => languages.some((one) => one.name === language && missingFor(one) !== null);

describe.skipIf(process.platform !== 'linux').each(['Python', 'Go'] as const)('a product in %s', (language) => {
  it.skipIf(skipped(language))(
    'runs with the license that was activated, through a rotation and until a revocation',
    async () => {
      const { license, activate, bring, start } = await machineWith(language);
      expect(start()).toEqual([1, expect.stringContaining('license-missing')]);
      await activate(await license());
      expect(start()).toEqual([0, expect.stringMatching(/^pro for Mbali Okonkwo.*\nExport(?: is|:) (?:on|true)/)]);
      await activate(await license({ issuedAt: '2026-11-23T09:59:59Z' }, nextSigner), rotated);
      expect(start()[0]).toBe(0);
      await activate(await license({ issuedAt: '2026-11-24T00:00:00Z' }));
      expect(start()[0]).toBe(0);
      expect(await bring(revoked)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('key-revoked') });
      expect(start()).toEqual([1, expect.stringContaining('key-revoked')]);
    },
  );

  it.skipIf(skipped(language))('keeps a newer keyset that was put beside its license, after it is gone', async () => {
    const { license, activate, start, licenseFile, bench } = await machineWith(language);
    await activate(await license());
    const beside = join(dirname(licenseFile), 'keyset.xml');
    writeFileSync(beside, revoked);
    expect(start()).toEqual([1, expect.stringContaining('key-revoked')]);
    rmSync(beside);
    expect(start()).toEqual([1, expect.stringContaining('key-revoked')]);
    expect(readFileSync(bench.paths.keyset)).toEqual(Buffer.from(revoked));
  });

  it.skipIf(skipped(language))('refuses a returned license that is copied back', async () => {
    const { license, activate, start, licenseFile, bench } = await machineWith(language);
    await activate(await license());
    const copy = readFileSync(licenseFile);
    expect(await bench.run('return', '--yes', '-o', bench.at('receipt.licret'))).toMatchObject({ exitCode: 0 });
    expect(start()).toEqual([1, expect.stringContaining('license-returned')]);
    mkdirSync(dirname(licenseFile), { recursive: true });
    writeFileSync(licenseFile, copy);
    expect(start()).toEqual([1, expect.stringContaining('license-returned')]);
  });

  it.skipIf(skipped(language))('runs in its grace and not after it', async () => {
    const { license, start, licenseFile } = await machineWith(language);
    const days = (count: number) => toInstant(new Date(Date.now() + count * 24 * 60 * 60 * 1000));
    mkdirSync(dirname(licenseFile), { recursive: true });
    writeFileSync(licenseFile, await license({ startDate: days(-20), stopDate: days(-13) }));
    expect(start()).toEqual([0, expect.stringMatching(/has ended|Ended: true/)]);
    writeFileSync(licenseFile, await license({ startDate: days(-20), stopDate: days(-15) }));
    expect(start()).toEqual([1, expect.stringContaining('license-expired')]);
  });

  it.skipIf(skipped(language) || !existsSync('/usr/share/zoneinfo/Pacific/Auckland'))(
    'names the last day in the zone of the machine',
    async () => {
      const { license, activate, start } = await machineWith(language);
      await activate(await license({ stopDate: '2099-11-24T00:00:00Z' }));
      expect(start('Pacific/Auckland')).toEqual([0, expect.stringContaining('until 2099-11-24')]);
      expect(start('America/New_York')).toEqual([0, expect.stringContaining('until 2099-11-23')]);
    },
  );

  it.skipIf(skipped(language))('notices a clock that was set back, until a license is signed later', async () => {
    const { license, activate, start, bench } = await machineWith(language);
    await activate(await license());
    const seen = '9000-01-01T00:00:00Z 2026-11-24T00:00:00Z\n';
    for (const path of bench.paths.lastSeen) writeFileSync(path, seen);
    expect(start()).toEqual([0, expect.stringMatching(/Correct the clock|suspect: true/)]);
    await activate(await license({ issuedAt: '2026-11-24T00:00:01Z' }));
    expect(start()).toEqual([0, expect.not.stringMatching(/Correct the clock|suspect: true/)]);
  });

  it.skipIf(skipped(language))('takes a license that is bound to no hardware, by the installation key', async () => {
    const nothing = { outcome: 'missing' } as const;
    const surroundings = { kind: 'container', name: '' } as const;
    const bare = { surroundings, os: nothing, system: nothing, board: nothing, disks: [], adapters: [] };
    const { license, activate, start, bench } = await machineWith(language, () => bare);
    await activate(await license());
    expect(start()[0]).toBe(0);
    rmSync(bench.paths.installationKey);
    expect(start()).toEqual([1, expect.stringContaining('installation-other')]);
  });
});
