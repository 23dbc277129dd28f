import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { languages, missingFor } from '../examples/languages.ts';

const vectors = fileURLToPath(new URL('vectors.json', import.meta.url));
const program = fileURLToPath(new URL('independent/typed_codes.py', import.meta.url));

/** It needs what the verifier in Python needs, and is run like it. */
const python = languages.find(({ name }) => name === 'Python');
if (!python) throw new Error('There is no verifier in Python.');
const missing = missingFor(python);
const [command = '', ...options] = python.run('').slice(0, -1);
if (missing) {
  process.stderr.write(`SKIPPED: typed codes as Python reads them, because this fails here: ${missing}\n`);
}

const output = mkdtempSync(join(tmpdir(), 'keyferry-typed-'));
afterAll(() => rmSync(output, { recursive: true, force: true }));

function reads(path: string) {
  const { status, stdout, stderr } = spawnSync(command, [...options, program, path], { encoding: 'utf8' });
  return { status, stderr, lines: stdout.split(/\r?\n/).slice(0, -1) };
}

describe.skipIf(missing)('typed codes, as Python reads them from the specification alone', () => {
  it('agree in every vector', () => {
    const { installation, confirmation, return: returns, refused } = JSON.parse(readFileSync(vectors, 'utf8'));
    const { status, stderr, lines } = reads(vectors);
    expect(lines.filter((line) => !line.startsWith('agrees: '))).toEqual([]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(lines).toHaveLength(installation.length + confirmation.length + returns.length + refused.length);
  });

  it.each([
    ['installation', { keysetVersion: 5 }],
    ['confirmation', { machine: 'unbound' }],
    ['return', { licenseId: 'AQIDBAUGBwgJCgsMDQ4PEQ' }],
    ['refused', { groups: [3] }],
  ])('disagree with a wrong vector: %s', (section, wrong) => {
    const changed = JSON.parse(readFileSync(vectors, 'utf8'));
    Object.assign(changed[section][0], wrong);
    const path = join(output, `${section}.json`);
    writeFileSync(path, JSON.stringify(changed));
    const { status, lines } = reads(path);
    expect(lines.filter((line) => line.startsWith('DISAGREES: '))).toEqual([
      expect.stringContaining(`DISAGREES: ${section} 1, `),
    ]);
    expect(status).toBe(1);
  });
});
