import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Streams } from '../../cli/command.ts';
import { CommandError, type CommandErrorCode } from '../../cli/errors.ts';
import { explain } from '../../cli/explain.ts';
import { commandErrors } from '../../cli/refusals/commandErrors.ts';
import { printableJson, printableStreams, terminalSequence } from '../../cli/terminalText.ts';
import { Refusal, refusalCodes } from '../../src/refusal.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { emptyFolder, keyferryHere } from './tool.ts';

/** Sets the title, colors, turns text around, hides text, and continues with a line that looks like ours. */
const hostile = 'a\u001b]0;b\u0007\u009b31m\u202Ec\u2066\u200B\u{E0041}\u2028d\rInstalled: e';
const rewrites = /(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** The names that details have, with hostile values. */
const details = Object.fromEntries(
  [
    ...['path', 'reason', 'product', 'found', 'expected', 'name', 'value', 'field', 'fault', 'kind', 'line', 'word'],
    ...['folder', 'stored', 'kept', 'missing', 'part', 'keyId', 'type', 'id', 'target', 'row', 'text', 'system', 'url'],
  ].map((name) => [name, `${hostile}\n${hostile}`]),
);

describe('text from outside', () => {
  it('cannot rewrite the terminal in an error, nor begin a line of it', () => {
    const errors = [
      ...refusalCodes.map((code) => new Refusal(code, details)),
      ...Object.keys(commandErrors).map((code) => new CommandError(code as CommandErrorCode, details)),
    ];
    for (const error of errors) {
      const { line } = explain(error, 'vendor');
      expect(line).not.toMatch(rewrites);
      expect(line).not.toMatch(/^Installed/m);
    }
  });

  it('cannot rewrite the terminal before a draft is signed', async () => {
    const folder = emptyFolder();
    const key = { keyId: hostile, publicKey: 'AAAA', notBefore: hostile, notAfter: hostile };
    const draft = {
      ...{ format: 'keyferry-keyset-draft/1', product: `${hostile}\nCheck phrase: 0000`, version: 1, epoch: 0 },
      ...{ issuedAt: hostile, keys: [key], revokedKeys: [hostile], revokedLicenses: [] },
    };
    writeFileSync(join(folder, 'draft.json'), JSON.stringify(draft));
    const run = await keyferryHere(folder, ['keys', 'sign', 'draft.json', '--root', 'root.key']);
    expect(run.stderr).toContain('phrase-needed');
    expect(run.stderr).not.toMatch(rewrites);
    expect(run.stderr.match(/^Check phrase:/gm)).toHaveLength(1);
  });

  it.each([
    ['in an argument', ['qr', 'encode', hostile]],
    ['in an unknown option', ['qr', 'encode', `--${hostile}`]],
    ['in an unknown command', [hostile]],
    ['in a folder', ['serials', 'list', '--data', hostile]],
    ['in a profile', ['profile', 'check', hostile]],
    ['in a code', ['qr', 'decode', '--text', hostile]],
  ])('cannot rewrite the terminal %s', async (_, args) => {
    const { stdout, stderr, exitCode } = await keyferryHere(emptyFolder(), args);
    expect(exitCode).not.toBe(0);
    expect(stderr).not.toBe('');
    expect(stderr + stdout.toString()).not.toMatch(rewrites);
  });
});

describe('JSON', () => {
  it('keeps every text, without a character that could rewrite the terminal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant(hostile)), (text) => {
        const printed = printableJson({ [text]: [text] }, 2);
        expect(printed).not.toMatch(rewrites);
        expect(JSON.parse(printed)).toEqual({ [text]: [text] });
      }),
      { numRuns: propertyRuns(50) },
    );
  });
});

describe('the streams of commands', () => {
  it('replace what could rewrite the terminal in text, and leave bytes as they are', () => {
    const written: (string | Uint8Array)[] = [];
    const stream = { isTTY: true, columns: 80, write: (content: string | Uint8Array) => written.push(content) > 0 };
    const { stdout, stderr } = printableStreams({ stdout: stream, stderr: stream } as unknown as Streams);
    stdout.write('one\n\ttwo \u001b[2J');
    stderr.write('\u202E');
    stdout.write(terminalSequence('\u001b[2J'));
    expect(written).toEqual(['one\n\ttwo \u{FFFD}[2J', '\u{FFFD}', Buffer.from('\u001b[2J')]);
    expect([stdout.isTTY, stdout.columns]).toEqual([true, 80]);
  });
});
