import { statSync } from 'node:fs';
import { join } from 'node:path';
import { keyboardRefusal } from '../../src/documents/keyboard/keyboardRefusal.ts';
import { retype } from '../../src/documents/keyboard/retype.ts';
import { intactFrameIn, scannedFrame } from '../../src/transfer/keyboard/scannedFrame.ts';
import { problemWith } from '../../src/transfer/picture/pictureFile.ts';
import { exitCodes, type Streams } from '../command.ts';
import { CommandError, UsageError } from '../errors.ts';
import { readAtMost, refuseExisting, writeFile, writeOut } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument, flag, option } from '../framework/parameters.ts';
import { file, text } from '../framework/valueTypes.ts';
import { terminalSequence } from '../terminalText.ts';
import {
  type DecodeOutcome,
  type DecodeSource,
  outcomeAsJson,
  problemLines,
  type RestoredFile,
  refusalsOf,
  restoredLines,
} from './decoding/decodeReport.ts';
import { findPictures } from './decoding/findPictures.ts';
import { linesFrom } from './decoding/lines.ts';
import { distinctNames, restoredName } from './decoding/restoredName.ts';
import { mostComplete, mostIncomplete, type Transfer, Transfers } from './decoding/transfers.ts';
import { codesIn } from './pictures/codeReader.ts';

/** The largest picture that is read, in bytes: an animation of 256 KiB in large modules takes some tens of megabytes. */
const maxPictureBytes = 256 * 1024 * 1024;

const eraseLine = '\r\u001b[K';

export const command = defineCommand({
  name: 'qr decode',
  summary: 'Restore files from pictures of QR codes, or from scanned text.',
  description:
    'Reads codes in any order, rotated, and several in one picture. A PICTURE is a PNG, JPEG, BMP or TIFF, a GIF, of ' +
    'which all frames are read, a PDF of scanned pages, or a folder of such files.',
  usage: ['qr decode PICTURE... [OPTIONS]', 'qr decode --text TEXT [OPTIONS]'],
  arguments: {
    pictures: argument({ value: 'PICTURE', type: file, presence: 'any', help: 'Picture, or folder of pictures' }),
  },
  options: {
    output: option({
      ...{ short: 'o', value: 'OUT', type: file, defaultText: 'the original name, in the current folder' },
      help: 'File to write, an existing folder, or - for standard output',
    }),
    force: flag({ help: 'Replace existing files' }),
    text: option({
      ...{ value: 'TEXT', type: text, repeatable: true },
      help: 'Link or text that a scanner read; - reads them from standard input, one a line',
    }),
    json: flag({ help: 'Print the result as JSON' }),
  },
  exits: { 0: 'everything was restored', 1: 'something is missing' },
  async run({ pictures, output = null, force, text: given, json }, environment) {
    const options = { output, force, json };
    refuseContradictions(options, pictures.length + given.length);
    checkOutput(options, environment);
    const transfers = new Transfers();
    const sources = [
      ...(await readTexts(given, transfers, environment)),
      ...(await readPictures(pictures, transfers, environment)),
    ];
    const complete = transfers.all.filter(({ parcel }) => parcel !== null);
    const incomplete = transfers.all.filter(({ parcel }) => parcel === null);
    const restored = await restore(complete, options, environment);
    const outcome = { restored, incomplete, problems: transfers.problems, sources };
    report(outcome, options, environment);
    if (transfers.isOverfull)
      throw new CommandError('transfers-too-many', { incomplete: mostIncomplete, complete: mostComplete });
    return refusalsOf(outcome).length === 0 ? exitCodes.success : exitCodes.refused;
  },
});

const texts = {
  inputNeeded: 'Give pictures, folders of pictures, or --text.',
  oneForOutput: '--json and -o - both write to standard output. Give only one of them.',
  forceUnused: '--force has no effect with -o -.',
  fileOnTerminal: 'Refusing to print the file to a terminal. Give -o FILE, or redirect the output.',
  reading: (number: number, count: number) => `Picture ${number} of ${count}`,
  progress: (received: number, needed: number) => `${received} of ${needed} parts`,
} as const;

interface OutputOptions {
  /** `-`: standard output; null: the original name. */
  readonly output: string | null;
  readonly force: boolean;
  readonly json: boolean;
}

/** @throws UsageError */
function refuseContradictions({ output, force, json }: OutputOptions, inputs: number): void {
  if (inputs === 0) throw new UsageError(texts.inputNeeded);
  if (output === '-' && json) throw new UsageError(texts.oneForOutput);
  if (output === '-' && force) throw new UsageError(texts.forceUnused);
}

/** Checks where the files go before hundreds of pictures are read. */
function checkOutput({ output, force }: OutputOptions, { stdout }: Streams): void {
  if (output === '-') {
    if (stdout.isTTY) throw new UsageError(texts.fileOnTerminal);
  } else if (output !== null && !force && !isFolder(output)) refuseExisting([output]);
}

async function readPictures(
  paths: readonly string[],
  transfers: Transfers,
  { stderr }: Streams,
): Promise<readonly DecodeSource[]> {
  const sources: DecodeSource[] = [];
  const pictures = findPictures(paths);
  for (const [at, path] of pictures.entries()) {
    if (stderr.isTTY) stderr.write(terminalSequence(`\r${texts.reading(at + 1, pictures.length)}`));
    const content = readAtMost(path, maxPictureBytes);
    const codes = content.length > maxPictureBytes ? null : await codesIn(content);
    const problem = codes && codes.length > 0 ? null : problemWith(content);
    // A picture that was opened is of a format that is read.
    const isTold = codes === null || problem?.code === 'picture-cut-short';
    const result = codes === null ? 'unreadable' : addTexts(codes, transfers);
    sources.push({ path, result, ...(problem && isTold && { problem }) });
  }
  if (stderr.isTTY) stderr.write(terminalSequence(eraseLine));
  return sources;
}

async function readTexts(
  given: readonly string[],
  transfers: Transfers,
  { stdin, stderr }: Streams,
): Promise<readonly DecodeSource[]> {
  const results = given.filter((line) => line !== '-').map((line) => addTyped(line, transfers));
  if (given.includes('-')) {
    // The lines have no end; what counts is whether some were used, and some were not.
    const found = new Map<string, TextResult>();
    for await (const line of linesFrom(stdin)) {
      const one = addTyped(line, transfers);
      found.set(JSON.stringify(one), one);
      if (!stdin.isTTY) continue;
      // A person with a scanner sees the progress, and the command continues when nothing is missing.
      const { received, needed } = transfers.all.at(-1) ?? { received: 0, needed: 1 };
      stderr.write(`${texts.progress(received, needed)}\n`);
      if (received === needed && transfers.all.every(({ parcel }) => parcel !== null)) break;
    }
    results.push(...found.values());
  }
  return results.map((result) => ({ path: '--text', ...result }));
}

type TextResult = Pick<DecodeSource, 'result' | 'problem'>;

/** Adds what a scanner typed, also for another keyboard than the computer has. */
function addTyped(line: string, transfers: Transfers): TextResult {
  const retyped = intactFrameIn(line) === null ? retype(line, scannedFrame) : null;
  const result = addTexts([retyped?.status === 'read' ? retyped.text : line], transfers);
  if (result === 'read' || retyped?.status !== 'unread') return { result };
  return { result, problem: keyboardRefusal(retyped.mismatches) };
}

function addTexts(codes: readonly string[], transfers: Transfers): DecodeSource['result'] {
  if (codes.length === 0) return 'without-code';
  return codes.map((code) => transfers.add(code)).includes(true) ? 'read' : 'foreign';
}

async function restore(
  complete: readonly Transfer[],
  { output, force }: OutputOptions,
  { stdout }: Streams,
): Promise<readonly RestoredFile[]> {
  if (complete.length === 0) return [];
  if (output === '-') {
    refuseSeveral(complete);
    for (const { parcel } of complete) if (parcel) await writeOut(stdout, parcel.bytes);
    return complete.map((transfer) => ({ transfer, path: null }));
  }
  const paths = pathsFor(complete, output);
  if (!force) refuseExisting(paths);
  return complete.map((transfer, at) => {
    const path = paths[at] ?? transfer.id;
    if (transfer.parcel) writeFile(path, transfer.parcel.bytes, force);
    return { transfer, path };
  });
}

function pathsFor(complete: readonly Transfer[], output: string | null): readonly string[] {
  if (output !== null && !isFolder(output)) {
    refuseSeveral(complete);
    return [output];
  }
  const names = complete.flatMap(({ id, parcel }) => (parcel ? [restoredName(parcel, id)] : []));
  return distinctNames(names).map((name) => (output === null ? name : join(output, name)));
}

function refuseSeveral({ length: count }: readonly Transfer[]): void {
  if (count > 1) throw new CommandError('several-transfers', { count });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function report(outcome: DecodeOutcome, { json, output }: OutputOptions, { stdout, stderr }: Streams): void {
  if (json) stdout.write(`${outcomeAsJson(outcome)}\n`);
  else for (const line of restoredLines(outcome)) (output === '-' ? stderr : stdout).write(`${line}\n`);
  for (const line of problemLines(outcome)) stderr.write(`${line}\n`);
}
