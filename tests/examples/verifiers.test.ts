import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examples, languages, missingFor } from './languages.ts';
import { type Cases, type SystemName, writeMachines, writeTool } from './machineCases.ts';

const cases = fileURLToPath(new URL('../vectors/cases.txt', import.meta.url));
const verified = /^verify (?:license|keyset|delivery) /;
/** Expected output of a verifier of licenses and keysets; requests and receipts are verified by the issuer. */
const expected = readFileSync(cases, 'utf8')
  .split('\n')
  .filter((line) => verified.test(line) || /^(?:holder|feature|version|license) |^entitlement\t/.test(line));

function runs(command: readonly string[], folder: string): string {
  const [file = '', ...words] = command;
  const env = { ...process.env, GOCACHE: process.env.GOCACHE ?? join(tmpdir(), 'keyferry-go-cache') };
  const { status, stdout, stderr, error } = spawnSync(file, words, { cwd: folder, encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}

/** Written once for all languages. */
const machines: Partial<Record<SystemName, Cases>> = {};
const output = mkdtempSync(join(tmpdir(), 'keyferry-verifiers-'));
afterAll(() => rmSync(output, { recursive: true, force: true }));

describe.each(languages)('the verifier in $name', (language) => {
  const folder = join(examples, language.folder);
  const missing = missingFor(language);
  const built = join(output, language.folder);
  if (missing) process.stderr.write(`SKIPPED: the verifier in ${language.name}, because this fails here: ${missing}\n`);

  const linesFor = (file: string) =>
    runs([...language.run(built), file], folder)
      .split('\n')
      .slice(0, -1);

  beforeAll(() => {
    mkdirSync(built);
    if (!missing) for (const command of language.build(built)) runs(command, folder);
  });

  it.each(language.sources)('is short: %s', (source) => {
    const lines = readFileSync(join(folder, source), 'utf8').trimEnd().split('\n');
    expect(lines.length).toBeLessThan(250);
    expect(lines.filter((line) => line.length > 130)).toEqual([]);
  });

  it.skipIf(missing)('agrees on every license, keyset and delivery of the vectors', () => {
    expect(linesFor(cases)).toEqual(expected);
  });

  it.skipIf(missing).each(language.systems)('identifies machines under %s as the tool does', (system) => {
    machines[system] ??= writeMachines(output, system);
    const { cases, expected } = machines[system];
    expect(expected.filter((line) => line.startsWith('shows ')).length).toBeGreaterThan(20);
    expect(linesFor(cases)).toEqual(expected);
  });

  it.skipIf(missing).each(language.asksTool ? ['macos'] : [])('gets the bindings under %s from the tool', async () => {
    const machine = await writeTool(output);
    expect(linesFor(machine.cases)).toEqual(machine.expected);
  });
});

describe('the cases', () => {
  it('number more than 400 and contain every way in which a license or keyset fails', () => {
    expect(expected.filter((line) => line.startsWith('verify ')).length).toBeGreaterThan(400);
    const codes = new Set(expected.map((line) => (line.startsWith('verify ') ? line.split(' ')[3] : '')));
    for (const code of [
      'license-returned',
      'key-unacceptable',
      'payload-schema',
      'keyset-rollback',
      'machine-other',
      'pass',
    ]) {
      expect(codes).toContain(code);
    }
  });
});
