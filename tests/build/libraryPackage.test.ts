import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder } from '../cli/tool.ts';

const MAX_TARBALL_BYTES = 150_000;

function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
  return stdout;
}

/** @returns a folder outside of the project that contains only the installed library */
function installedProgram(): { folder: string; installed: string; tarball: string } {
  const folder = emptyFolder();
  run('npm', ['pack', './dist/library', '--silent', '--pack-destination', folder], resolve('.'));
  const [name = ''] = readdirSync(folder);
  const installed = join(folder, 'node_modules/@keyferry/library');
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', name, '-C', installed, '--strip-components=1'], folder);
  return { folder, installed, tarball: join(folder, name) };
}

test('the library is a small package with types, licenses and no dependencies', () => {
  const { installed, tarball } = installedProgram();
  expect(statSync(tarball).size).toBeLessThan(MAX_TARBALL_BYTES);

  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const { version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(manifest).toMatchObject({ name: '@keyferry/library', version, license });
  expect(manifest).not.toHaveProperty('dependencies');
  for (const entry of Object.values<Record<string, string>>(manifest.exports)) {
    for (const file of Object.values(entry)) expect(existsSync(join(installed, file))).toBe(true);
  }

  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'third-party-licenses.md']));
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    const text = readFileSync(join(installed, file), 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
    expect(text).not.toMatch(/\b(?:libsql|kysely)\b/);
    expect(text).not.toMatch(/^(?:import|export) .*["'](?!node:|\.)[^"']*["'];$/m);
  }
});

test('a program with the packed library alone verifies a vector and identifies its machine', () => {
  const { folder } = installedProgram();
  cpSync(resolve('tests/vectors'), join(folder, 'vectors'), { recursive: true });
  writeFileSync(
    join(folder, 'program.mjs'),
    `import { readFileSync } from 'node:fs';
    import { identifyThisMachine } from '@keyferry/library/machine';
    import { checkLicense } from '@keyferry/library/verify';
    const { product, rootKeys, keyset, now, machine } = JSON.parse(readFileSync('vectors/manifest.json', 'utf8')).contexts.usual;
    const check = (license) => checkLicense({
      product, rootKeys, now: new Date(now), bindings: machine.bindings,
      keysets: [readFileSync('vectors/' + keyset)], license: readFileSync('vectors/' + license),
    }).result;
    process.stdout.write(JSON.stringify([
      check('license/valid.xml').state,
      check('license/trust/field-edited.xml').code,
      identifyThisMachine(product).findings.length,
    ]));`,
  );
  expect(JSON.parse(run(process.execPath, ['program.mjs'], folder))).toEqual(['active', 'signature-invalid', 5]);
});
