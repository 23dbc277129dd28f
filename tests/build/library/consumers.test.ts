import { spawnSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applicationWithLibrary, succeed } from './installed.ts';

const program = `
  const { product, rootKeys, keyset, now, machine } = JSON.parse(readFileSync('vectors/manifest.json', 'utf8')).contexts.usual;
  const check = (license) => checkLicense({
    product, rootKeys, now: new Date(now), bindings: machine.bindings,
    keysets: [readFileSync('vectors/' + keyset)], license: readFileSync('vectors/' + license),
  }).result;
  identifyThisMachineAsync(product).then(({ findings }) => process.stdout.write(JSON.stringify([
    check('license/valid.xml').state,
    check('license/trust/field-edited.xml').code,
    findings.length === identifyThisMachine(product).findings.length,
    typeof startWizard,
    typeof readInstalledLicense,
  ])));`;

const names = {
  machine: '{ identifyThisMachine, identifyThisMachineAsync }',
  verify: '{ checkLicense }',
  '': '{ readInstalledLicense, startWizard }',
};
const specifierOf = (entry: string) => `'@keyferry/library${entry === '' ? '' : `/${entry}`}'`;

describe.each([
  ['module', (name: string, entry: string) => `import ${name} from ${specifierOf(entry)};`],
  ['commonjs', (name: string, entry: string) => `const ${name} = require(${specifierOf(entry)});`],
] as const)('a %s program with the packed library alone', (type, importing) => {
  test('verifies a vector and identifies its machine', () => {
    const { folder } = applicationWithLibrary(type);
    cpSync(resolve('tests/vectors'), join(folder, 'vectors'), { recursive: true });
    const fileSystem =
      type === 'module' ? "import { readFileSync } from 'node:fs';" : "const { readFileSync } = require('node:fs');";
    const imports = Object.entries(names).map(([entry, name]) => importing(name, entry));
    writeFileSync(join(folder, 'program.js'), [fileSystem, ...imports, program].join('\n'));
    const printed = succeed(process.execPath, ['program.js'], folder);
    expect(JSON.parse(printed)).toEqual(['active', 'signature-invalid', true, 'function', 'function']);
  });
});

const typed = `import { type InstalledLicense, readInstalledLicense, startWizard, type WizardOutcome } from '@keyferry/library';
import { type PageLicense, readPageLicense } from '@keyferry/library/browser';
import { identifyThisMachine } from '@keyferry/library/machine';
import { checkLicense, type LicenseCheck, type LicenseResult, licenseResult } from '@keyferry/library/verify';
const check: LicenseCheck = checkLicense({
  product: 'orrery', rootKeys: [], keysets: [], license: '', now: new Date(),
  bindings: identifyThisMachine('orrery').bindings,
});
if (check.result.state === 'refused') console.log(check.result.code satisfies string, check.result.details);
const asked: LicenseResult = licenseResult(check.result, new Date(), 'de');
console.log(asked.message, asked.has('export') && asked.entitlement('content', 'messier')?.validTo);
const installed: InstalledLicense = readInstalledLicense({ profile: '{}' });
console.log(installed.state === 'refused' ? installed.code : installed.license.holder, installed.daysLeft);
export const page: Promise<PageLicense> = readPageLicense({ profile: { product: { id: 'orrery' }, rootKeys: [], keyset: '' } });
export const done: Promise<WizardOutcome> = startWizard({ command: 'orrery-license' });
// @ts-expect-error there is no option for the clock
checkLicense({ product: 'orrery', rootKeys: [], keysets: [], license: '' });
`;

describe.each([
  ['module', 'ESNext', 'Bundler'],
  ['module', 'NodeNext', 'NodeNext'],
  ['commonjs', 'NodeNext', 'NodeNext'],
  ['commonjs', 'Node16', 'Node16'],
] as const)('a %s consumer in TypeScript', (type, module, resolution) => {
  test(`has types with ${resolution} resolution, without skipping those of the library`, () => {
    const { folder } = applicationWithLibrary(type);
    writeFileSync(join(folder, 'app.ts'), typed);
    const options = ['--strict', '--target', 'ES2022', '--lib', 'ES2023,DOM', '--types', '', '--outDir', 'out'];
    const compiler = resolve('node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(
      process.execPath,
      [compiler, ...options, '--module', module, '--moduleResolution', resolution, 'app.ts'],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(stdout).toBe('');
  });
});
