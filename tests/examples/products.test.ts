import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { surveyLinux } from '../../hardware/linux/survey.ts';
import { encodeBase64 } from '../../src/crypto/base64.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { writeLicense } from '../../src/documents/license.ts';
import { identifyMachine } from '../../src/machine/identity.ts';
import { deliveryOf, writeSampleKeyset } from '../cli/machine/vendor.ts';
import { keysetFields, licenseFields, product, rootSigner, signingSigner } from '../documents/sample.ts';
import { examples, languages, missingFor, sourcesOf } from './languages.ts';

const readme = readFileSync(join(examples, 'README.md'), 'utf8');
const programIn = (language: string) => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(readme)?.[1] ?? '';

/** How the products of the README are compiled with the sources of their language, in a folder, and started. */
const products = {
  'C#': {
    file: 'Studio.cs',
    program: programIn('csharp'),
    build: (sources: readonly string[]) => ['mcs', '-out:studio.exe', ...sources, 'Studio.cs'],
    start: ['mono', 'studio.exe'],
  },
  Java: {
    file: 'Studio.java',
    program: programIn('java'),
    build: (sources: readonly string[]) => ['javac', '-d', 'classes', ...sources, 'Studio.java'],
    start: ['java', '-cp', 'classes', 'Studio'],
  },
  C: {
    file: 'studio.c',
    program: programIn('c'),
    build: (sources: readonly string[]) => [
      'cc',
      '-std=c99',
      '-D_XOPEN_SOURCE=700',
      `-I${examples}c`,
      ...sources,
      'studio.c',
      '-lsodium',
      '-o',
      'studio',
    ],
    start: ['./studio'],
  },
} as const;

const { stopDate: _, updateDate: __, ...endless } = licenseFields;

describe.skipIf(process.platform !== 'linux').each(['C#', 'Java', 'C'] as const)('the product in %s', (name) => {
  const language = languages.find((one) => one.name === name);
  const skipped = !language || missingFor(language) !== null;

  it.skipIf(skipped)(
    'runs with a license for this machine until its key is revoked, and keeps that keyset',
    async (context) => {
      const folder = mkdtempSync(join(tmpdir(), 'keyferry-studio-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const { file, program, build, start } = products[name];
      const installed = join(folder, 'orrery');
      mkdirSync(installed);
      writeFileSync(
        join(folder, file),
        program.replaceAll('/opt/orrery', installed).replaceAll('ROOT KEY', encodeBase64(rootSigner.publicKey)),
      );
      const run = ([path = '', ...words]: readonly string[]) =>
        spawnSync(path, words, { cwd: folder, encoding: 'utf8' });
      const starts = () => {
        const { status, stdout, stderr } = run(start);
        return [status, stdout + stderr];
      };
      expect(run(build(language ? sourcesOf(language) : []))).toMatchObject({ status: 0 });

      const { bindings } = identifyMachine(product, surveyLinux());
      if (bindings.length === 0) context.skip('this machine shows no hardware');
      const license = await writeLicense({ ...endless, bindings }, signingSigner);
      writeFileSync(join(installed, 'keyset.xml'), await writeSampleKeyset());
      writeFileSync(join(installed, 'orrery.lic'), license);
      expect(starts()).toEqual([0, expect.stringMatching(/for Mbali Okonkwo.*\nExport is on/i)]);

      const record = join(installed, 'returned.json');
      writeFileSync(record, JSON.stringify({ format: 1, returned: [{ licenseId: endless.licenseId }] }, null, 2));
      if (name !== 'C') expect(starts()).toEqual([1, expect.stringContaining('license-returned')]);
      rmSync(record);

      const revoking = { version: 9, epoch: keysetFields.epoch + 1, revokedKeys: [keyIdOf(signingSigner.publicKey)] };
      writeFileSync(join(installed, 'orrery.lic'), await deliveryOf(license, await writeSampleKeyset(revoking)));
      expect(starts()).toEqual([1, expect.stringContaining('key-revoked')]);
      writeFileSync(join(installed, 'orrery.lic'), license);
      expect(starts()).toEqual([1, expect.stringContaining('key-revoked')]);
    },
  );
});
