import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { examples, languages, missingFor } from './languages.ts';

const cases = fileURLToPath(new URL('../vectors/cases.txt', import.meta.url));
/** Expected output of a verifier of licenses and keysets; requests and receipts are verified by the issuer. */
const expected = readFileSync(cases, 'utf8')
  .split('\n')
  .filter((line) => /^(?:verify (?:license|keyset)|holder) /.test(line));

function runs(command: readonly string[], folder: string): string {
  const [file = '', ...words] = command;
  const env = { ...process.env, GOCACHE: process.env.GOCACHE ?? join(tmpdir(), 'keyferry-go-cache') };
  const { status, stdout, stderr, error } = spawnSync(file, words, { cwd: folder, encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}

describe.each(languages)('the verifier in $name', (language) => {
  const folder = join(examples, language.folder);

  it('has fewer than 200 lines', () => {
    const lines = readFileSync(join(folder, language.verifier), 'utf8').trimEnd().split('\n');
    expect(lines.length).toBeLessThan(200);
    expect(lines.filter((line) => line.length > 130)).toEqual([]);
  });

  it('agrees on every license and keyset of the vectors', (context) => {
    const missing = missingFor(language);
    if (missing) {
      process.stderr.write(`SKIPPED: the verifier in ${language.name}, because this fails here: ${missing}\n`);
      context.skip(`this fails here: ${missing}`);
    }
    const output = mkdtempSync(join(tmpdir(), 'keyferry-verifier-'));
    try {
      for (const command of language.build(output)) runs(command, folder);
      const printed = runs([...language.run(output), cases], folder).split('\n');
      expect(printed.slice(0, -1)).toEqual(expected);
    } finally {
      rmSync(output, { recursive: true, force: true });
    }
  });
});

describe('the cases', () => {
  it('number more than 400 and contain every way in which a license or keyset fails', () => {
    expect(expected.filter((line) => line.startsWith('verify ')).length).toBeGreaterThan(400);
    const codes = new Set(expected.map((line) => (line.startsWith('verify ') ? line.split(' ')[3] : '')));
    for (const code of ['key-unacceptable', 'payload-schema', 'keyset-rollback', 'machine-other', 'pass']) {
      expect(codes).toContain(code);
    }
  });
});
