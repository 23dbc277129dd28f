import { existsSync, readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readReturnReceipt } from '../../../src/documents/returnReceipt.ts';
import { installationSigner, licenseFields, now, product } from '../../documents/sample.ts';
import { workbench } from './workbench.ts';

const otherId = 'AAECAwQFBgcICQoLDA0ODg';
/** After the interval between two returns. */
const later = new Date(now.getTime() + 8 * 24 * 60 * 60 * 1000);

describe('a returned license', () => {
  it('leaves a receipt and is refused from then on, whatever its source', async () => {
    const bench = await workbench();
    const license = await bench.obtain();
    await bench.run('activate', license, '--to', bench.at('orrery.lic'));
    const run = await bench.run('return', '--yes', '-o', bench.at('a.licret'), '--to', bench.at('orrery.lic'));
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(readReturnReceipt(bench.read('a.licret'))).toMatchObject({
      product,
      licenseId: licenseFields.licenseId,
      counter: 1,
    });
    expect([existsSync(bench.at('orrery.lic')), existsSync(bench.paths.license)]).toEqual([false, false]);
    expect((await bench.run('activate', license)).stderr).toMatch(/^license-returned: /);
    expect((await bench.run('verify', license)).stdout).toContain('license-returned');
    expect((await bench.run('status')).stdout).toMatch(/no license, returned on November 23, 2026/);
  });

  it('remains returned when one of the records is deleted', async () => {
    for (const place of [0, 1] as const) {
      const bench = await workbench();
      const license = await bench.obtain();
      await bench.run('activate', license);
      await bench.run('return', '--yes', '-o', bench.at('a.licret'));
      rmSync(bench.paths.returned[place]);
      expect((await bench.run('activate', license)).stderr).toMatch(/^license-returned: /);
    }
  });

  it('has one receipt, however often it is requested', async () => {
    const bench = await workbench();
    await bench.run('activate', await bench.obtain());
    await bench.run('return', '--yes', '-o', bench.at('a.licret'));
    await bench.run('return', '-o', bench.at('b.licret'));
    expect(readFileSync(bench.at('b.licret'))).toEqual(readFileSync(bench.at('a.licret')));
  });

  it('is recorded before its receipt is written, which may fail', async () => {
    const bench = await workbench();
    const license = await bench.obtain();
    await bench.run('activate', license);
    expect((await bench.run('return', '--yes', '-o', bench.at('nowhere/a.licret'))).stderr).toMatch(
      /^file-unwritable: /,
    );
    expect((await bench.run('activate', license)).stderr).toMatch(/^license-returned: /);
    expect((await bench.run('return', '-o', bench.at('a.licret'))).exitCode).toBe(0);
    expect(readReturnReceipt(bench.read('a.licret')).counter).toBe(1);
  });

  it('increments the counter for the next return', async () => {
    const bench = await workbench();
    await bench.run('activate', await bench.obtain());
    await bench.run('return', '--yes', '-o', bench.at('a.licret'));
    bench.change({ now: later });
    expect((await bench.run('activate', await bench.obtain('b.lic', { licenseId: otherId }))).exitCode).toBe(0);
    await bench.run('return', '--yes', '-o', bench.at('b.licret'));
    expect(readReturnReceipt(bench.read('b.licret'))).toMatchObject({ licenseId: otherId, counter: 2 });
  });

  it('is not returned without confirmation, without a license, or by another installation', async () => {
    const bench = await workbench();
    expect((await bench.run('return', '--yes', '-o', bench.at('a.licret'))).stderr).toMatch(
      /^installation-key-missing: /,
    );
    const license = await bench.obtain();
    expect((await bench.run('return', '--yes', '-o', bench.at('a.licret'))).stderr).toMatch(/^license-missing: /);
    await bench.run('activate', license);
    expect((await bench.run('return', '-o', bench.at('a.licret'))).exitCode).toBe(2);
    expect((await bench.run('status')).exitCode).toBe(0);
    await bench.run('activate', await bench.obtain('other.lic', { installationKey: installationSigner.publicKey }));
    expect((await bench.run('return', '--yes', '-o', bench.at('a.licret'))).stderr).toMatch(/^installation-other: /);
    expect((await bench.run('status')).exitCode).toBe(0);
    expect(existsSync(bench.at('a.licret'))).toBe(false);
  });
});
