import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { markOf } from '../../../src/documents/byCode/machineDigest.ts';
import { layouts } from '../../../src/documents/keyboard/layouts.ts';
import { bytesOfMachineId } from '../../../src/documents/machineId.ts';
import { writeConfirmationCode } from '../../../src/typed/confirmationCode.ts';
import { readInstallationCode } from '../../../src/typed/installationCode.ts';
import type { LicenseByCodeFields } from '../../../src/typed/licenseByCode.ts';
import { readReturnCode } from '../../../src/typed/returnCode.ts';
import { signForCode } from '../../../src/typed/signedLicense.ts';
import { vocabularyOf } from '../../../src/typed/vocabulary.ts';
import { readProfile } from '../../../src/vendor/profile.ts';
import { typedOn } from '../../documents/keyboard/typedOn.ts';
import { licenseFields, signingSigner } from '../../documents/sample.ts';
import { disk, read } from '../../machine/surveys.ts';
import { workbench } from './workbench.ts';

type Bench = Awaited<ReturnType<typeof workbench>>;

async function installationCode(bench: Bench): Promise<string[]> {
  const { exitCode, stdout } = await bench.run('request', '--typed');
  expect(exitCode).toBe(0);
  return groupsIn(stdout);
}

const groupsIn = (text: string) => [...text.matchAll(/^\s*\d+ +([0-9A-Z]{6}) /gm)].map(([, group = '']) => group);

const { licenseId: _, requestId: __, holder: ___, bindings: ____, ...terms } = licenseFields;

/** The vendor's side: answers an installation code as it was read out. */
async function answer(bench: Bench, code: readonly string[], change: Partial<LicenseByCodeFields> = {}) {
  const asked = readInstallationCode(code);
  if (typeof asked === 'string') throw new Error(asked);
  const vocabulary = vocabularyOf(readProfile(readFileSync(bench.at('vendor.json'), 'utf8')));
  const { installationKey: _, clientProvidedVersion: __, ...fields } = terms;
  const license = {
    ...fields,
    features: ['planets', 'export'],
    entitlements: [],
    machineMark: markOf(asked.digest, bytesOfMachineId(asked.machineId) ?? new Uint8Array()),
    ...change,
  };
  const { signature } = await signForCode(license, signingSigner);
  return writeConfirmationCode(license, signature, vocabulary);
}

describe('a machine that nothing is carried to', () => {
  it('is activated by the code that answers its own, and stays so', async () => {
    const bench = await workbench();
    const code = await answer(bench, await installationCode(bench));
    const activated = await bench.run('activate', '--code', code.join(' '), '--to', bench.at('orrery.lic'));
    expect(activated).toMatchObject({ exitCode: 0, stderr: '' });
    const { stdout } = await bench.run('status', '--to', bench.at('orrery.lic'), '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'active',
      license: { licenseType: 'pro', features: ['planets', 'export'] },
    });
    expect(await bench.run('verify', bench.at('orrery.lic'))).toMatchObject({ exitCode: 0 });
  });

  it('takes the code from standard input, in any case and with any separators', async () => {
    const bench = await workbench();
    const code = await answer(bench, await installationCode(bench));
    const typed = new TextEncoder().encode(`${code.join('-').toLowerCase().replaceAll('0', 'o')}\r\n`);
    expect(await bench.pipe(typed, 'activate', '--code', '-')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('keeps its license when a disk is replaced', async () => {
    const bench = await workbench();
    await bench.run('activate', '--code', (await answer(bench, await installationCode(bench))).join(' '));
    bench.changeHardware({ disks: [disk({ serial: read('S9NEW001') })] });
    expect(await bench.run('status')).toMatchObject({ exitCode: 0 });
  });

  it.each(layouts.slice(1))('takes the code from a scanner that types on a keyboard of $language', async (computer) => {
    const bench = await workbench();
    const code = await answer(bench, await installationCode(bench));
    const typed = typedOn({ scanner: layouts[0], computer }, code.join('-')) ?? '';
    expect(await bench.run('activate', '--code', typed)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('returns it, and takes the same code no more', async () => {
    const bench = await workbench();
    const code = await answer(bench, await installationCode(bench));
    await bench.run('activate', '--code', code.join(' '));
    expect(await bench.run('return', '--yes', '-o', bench.at('slip.licret'))).toMatchObject({ exitCode: 0 });
    const again = await bench.run('activate', '--code', code.join(' '));
    expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^license-returned: /) });
  });

  it('tells its return as a code, the same each time', async () => {
    const bench = await workbench();
    await bench.run('activate', '--code', (await answer(bench, await installationCode(bench))).join(' '));
    const [first, again] = [await bench.run('return', '--yes', '--typed'), await bench.run('return', '--typed')];
    expect([first.exitCode, again.exitCode, again.stdout]).toEqual([0, 0, first.stdout]);
    expect(readReturnCode(groupsIn(first.stdout))).toMatchObject({
      counter: 1,
      machine: { installationKey: expect.any(Uint8Array), hardware: expect.any(Uint8Array) },
    });
  });

  it('shows the same code each time', async () => {
    const bench = await workbench();
    expect(await installationCode(bench)).toEqual(await installationCode(bench));
  });
});

describe('is refused', () => {
  it.each([
    ['a wrong group', (code: string[]) => code.with(4, code[5] as string), /^code-mistyped: .*Wrong groups?: 5/],
    ['a group left out', (code: string[]) => code.toSpliced(4, 1), /^code-mistyped: .*Wrong groups: 5, 6/],
    ['the end not typed', (code: string[]) => code.slice(0, 20), /^code-incomplete: /],
    ['nothing', () => [], /^code-incomplete: /],
  ])('%s', async (_, change, refusal) => {
    const bench = await workbench();
    const code = await answer(bench, await installationCode(bench));
    const refused = await bench.run('activate', '--code', change(code).join(' '));
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(refusal) });
    expect(await bench.run('status')).toMatchObject({ exitCode: 1 });
  });

  it('its own installation code', async () => {
    const bench = await workbench();
    const refused = await bench.run('activate', '--code', (await installationCode(bench)).join(' '));
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^code-of-another-kind: /) });
  });

  it('the code of another machine', async () => {
    const [bench, other] = [await workbench(), await workbench()];
    await installationCode(bench);
    const code = await answer(other, await installationCode(other));
    const { exitCode, stderr } = await bench.run('activate', '--code', code.join(' '));
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^code-(?:other-machine|mistyped): /)]);
  });

  it('a code beside a file', async () => {
    const bench = await workbench();
    const refused = await bench.run('activate', 'x.lic', '--code', 'ABCDEF');
    expect(refused).toMatchObject({ exitCode: 2 });
  });

  it('a code without a request', async () => {
    const bench = await workbench();
    const refused = await bench.run('activate', '--code', 'ABCDEF');
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^installation-key-missing: /) });
  });
});
