import { readFileSync, writeFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { damages } from '../../documents/heal/damages.ts';
import { deliveryOf, writeSampleKeyset } from './vendor.ts';
import { workbench } from './workbench.ts';

const chosen = Object.entries(damages).filter((_, at) => at % 8 === 2);

/** A machine, and a license for it. */
async function machineWithLicense() {
  const bench = await workbench();
  const path = await bench.obtain();
  const license = bench.read('license.lic');
  return {
    bench,
    license,
    /** @returns the path of a file with this content */
    file(content: Uint8Array): string {
      writeFileSync(path, content);
      return path;
    },
  };
}

describe('a license that was damaged on its way', () => {
  it('is verified, whatever happened to it', async () => {
    const { bench, license, file } = await machineWithLicense();
    for (const [name, damage] of chosen)
      expect([name, await bench.run('verify', file(damage(license)))]).toMatchObject([name, { exitCode: 0 }]);
  });

  it('is installed as it was signed', async () => {
    const { bench, license, file } = await machineWithLicense();
    const target = bench.at('orrery.lic');
    const keyset = await writeSampleKeyset({ version: 9 });
    const archive = zipSync({ 'a.lic': license, 'keyset.xml': keyset });
    expect(await bench.run('activate', file(archive), '--to', target)).toMatchObject({ exitCode: 0, stderr: '' });
    expect([readFileSync(target), readFileSync(bench.paths.license)].map((one) => new Uint8Array(one))).toEqual([
      await deliveryOf(license, keyset),
      await deliveryOf(license, keyset),
    ]);
    expect(readFileSync(bench.paths.keyset, 'utf8')).toContain('<Version Value="9"/>');
  });

  it('is explained with what happened to it', async () => {
    const { bench, license, file } = await machineWithLicense();
    const wrapped = damages['wrapped at 76']?.(license) ?? license;
    const { exitCode, stdout } = await bench.run('explain', file(wrapped));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/a license\n.*intact +repaired: it arrived with .*line breaks[\s\S]*state +active/);
    const changed = new TextDecoder().decode(wrapped).replace('Okonkwo', 'Okonkwa');
    const refused = await bench.run('explain', file(new TextEncoder().encode(changed)));
    expect(refused).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/file-damaged: .*line breaks/) });
  });

  it('is not valid where the product reads it exactly: status says so', async () => {
    const { bench, license } = await machineWithLicense();
    const target = bench.at('orrery.lic');
    writeFileSync(target, zipSync({ 'a.lic': license }));
    expect((await bench.run('status', '--to', target)).exitCode).toBe(1);
  });
});

describe('standard input', () => {
  it('brings a license, such as an e-mail', async () => {
    const { bench, license } = await machineWithLicense();
    const mail = damages['mail with an attachment']?.(license) ?? license;
    for (const command of ['verify', 'explain', 'activate'] as const)
      expect([command, await bench.pipe(mail, command, '-')]).toMatchObject([command, { exitCode: 0 }]);
    expect(new Uint8Array(readFileSync(bench.paths.license))).toEqual(await deliveryOf(license));
  });
});
