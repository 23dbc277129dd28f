import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, exitCodes, type Streams } from '../command.ts';
import { CommandError, UsageError } from '../errors.ts';
import { readAtMost, refuseExisting, writeFile, writeOut } from '../files.ts';
import { words } from '../words.ts';
import { type DecodeOptions, readDecodeOptions } from './decoding/decodeOptions.ts';
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
import { type Transfer, Transfers } from './decoding/transfers.ts';
import { decodeHelp } from './help.ts';
import { codesIn } from './pictures/codeReader.ts';

/** Bytes of the largest picture that is opened: an animation of 256 KiB in large modules takes some tens of megabytes. */
const maxPictureBytes = 256 * 1024 * 1024;

const eraseLine = '\r\u001b[K';

export const qrDecode: Command = {
  help: decodeHelp,
  async run(args, streams) {
    const options = readDecodeOptions(args);
    checkOutput(options, streams);
    const transfers = new Transfers();
    const sources = [
      ...(await readTexts(options, transfers, streams)),
      ...(await readPictures(options, transfers, streams)),
    ];
    const complete = transfers.all.filter(({ parcel }) => parcel !== null);
    const incomplete = transfers.all.filter(({ parcel }) => parcel === null);
    const restored = await restore(complete, options, streams);
    const outcome = { restored, incomplete, problems: transfers.problems, sources };
    report(outcome, options, streams);
    return refusalsOf(outcome).length === 0 ? exitCodes.success : exitCodes.refused;
  },
};

/** Before hundreds of pictures are read in vain. */
function checkOutput({ output, force }: DecodeOptions, { stdout }: Streams): void {
  if (output === '-') {
    if (stdout.isTTY) throw new UsageError(words.bytesOnTerminal);
  } else if (output !== null && !force && !isFolder(output)) refuseExisting([output]);
}

async function readPictures(
  { paths }: DecodeOptions,
  transfers: Transfers,
  { stderr }: Streams,
): Promise<readonly DecodeSource[]> {
  const sources: DecodeSource[] = [];
  const pictures = findPictures(paths);
  for (const [at, path] of pictures.entries()) {
    // Hundreds of pictures take a while. Only somebody who watches wants to know.
    if (stderr.isTTY) stderr.write(`\r${words.looking(at + 1, pictures.length)}`);
    const file = readAtMost(path, maxPictureBytes);
    const texts = file.length > maxPictureBytes ? null : await codesIn(file);
    sources.push({ path, result: texts === null ? 'unreadable' : addTexts(texts, transfers) });
  }
  if (stderr.isTTY) stderr.write(eraseLine);
  return sources;
}

async function readTexts(
  { texts, textsFromInput }: DecodeOptions,
  transfers: Transfers,
  { stdin, stderr }: Streams,
): Promise<readonly DecodeSource[]> {
  const results = texts.map((text) => addTexts([text], transfers));
  if (textsFromInput) {
    for await (const line of linesFrom(stdin)) {
      results.push(addTexts([line], transfers));
      if (!stdin.isTTY) continue;
      // Somebody stands there with a scanner: say how it goes, and go on as soon as nothing is missing.
      const { received, needed } = transfers.all.at(-1) ?? { received: 0, needed: 1 };
      stderr.write(`${words.progress(received, needed)}\n`);
      if (received === needed && transfers.all.every(({ parcel }) => parcel !== null)) break;
    }
  }
  return results.map((result) => ({ path: words.textGiven, result }));
}

function addTexts(texts: readonly string[], transfers: Transfers): DecodeSource['result'] {
  if (texts.length === 0) return 'without-code';
  return texts.map((text) => transfers.add(text)).includes(true) ? 'read' : 'foreign';
}

async function restore(
  complete: readonly Transfer[],
  options: DecodeOptions,
  { stdout }: Streams,
): Promise<readonly RestoredFile[]> {
  if (complete.length === 0) return [];
  if (options.output === '-') {
    refuseSeveral(complete);
    for (const { parcel } of complete) if (parcel) await writeOut(stdout, parcel.bytes);
    return complete.map((transfer) => ({ transfer, path: null }));
  }
  const paths = pathsFor(complete, options.output);
  if (!options.force) refuseExisting(paths);
  return complete.map((transfer, at) => {
    const path = paths[at] ?? transfer.id;
    if (transfer.parcel) writeFile(path, transfer.parcel.bytes, options.force);
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

function report(outcome: DecodeOutcome, { json, output }: DecodeOptions, { stdout, stderr }: Streams): void {
  if (json) stdout.write(`${outcomeAsJson(outcome)}\n`);
  else for (const line of restoredLines(outcome)) (output === '-' ? stderr : stdout).write(`${line}\n`);
  for (const line of problemLines(outcome)) stderr.write(`${line}\n`);
}
