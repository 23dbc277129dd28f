import { basename } from 'node:path';
import { largestFile } from '../../src/transfer/parcel.ts';
import { createSender } from '../../src/transfer/sender.ts';
import { type Command, exitCodes, type Streams } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readAtMost, refuseExisting, shown, writeFile } from '../files.ts';
import { words } from '../words.ts';
import { type EncodeOptions, type PictureFormat, readEncodeOptions } from './encoding/encodeOptions.ts';
import { pageNames } from './encoding/pageNames.ts';
import { type CodeSeries, planSeries } from './encoding/plan.ts';
import { encodeHelp } from './help.ts';
import { drawSeries } from './pictures/drawSeries.ts';
import { showInTerminal } from './terminal/show.ts';

/** A combined code replaces any that a camera missed; half as many again make a second round needless. */
const animationSpare = 50;
const defaults = { pace: 8, pictureScale: 8, animationScale: 4 } as const;

export const qrEncode: Command = {
  help: encodeHelp,
  async run(args, streams) {
    const options = readEncodeOptions(args);
    checkOutput(options, streams);
    // A document of ours is told by its content, and travels without its name: packing decides.
    const bytes = readAtMost(options.file, largestFile);
    const sender = createSender({ kind: 'document', name: basename(options.file), bytes }, options.pageUrl);
    if (options.output === null || options.format === null) {
      return showInTerminal(sender, { ...options, pace: options.pace ?? defaults.pace }, streams);
    }
    const spare = options.spare ?? (options.format === 'gif' ? animationSpare : 0);
    writePictures(planSeries(sender, options.density, spare), options.output, options.format, options, streams);
    return exitCodes.success;
  },
};

/** @throws UsageFault before anything is read, when there is nowhere to put the codes */
function checkOutput({ output, byPage }: EncodeOptions, { stdin, stdout }: Streams): void {
  if (output === null && !stdout.isTTY) throw new UsageError(words.outputNeeded);
  if (output === '-' && stdout.isTTY) throw new UsageError(words.pictureOnTerminal);
  if (byPage && !stdin.isTTY) throw new UsageError(words.keyboardNeeded);
}

function writePictures(
  series: CodeSeries,
  output: string,
  format: PictureFormat,
  options: EncodeOptions,
  { stdout }: Streams,
): void {
  const pace = options.pace ?? defaults.pace;
  const scale = options.scale ?? (format === 'gif' ? defaults.animationScale : defaults.pictureScale);
  const count = format === 'gif' ? 1 : series.codes.length;
  if (output === '-' && count > 1) throw new UsageError(words.severalToPipe(count));
  const paths = pageNames(output, count);
  // Before the first is written: half a series beside half of an older one would be no use.
  if (output !== '-' && !options.force) refuseExisting(paths);
  const pictures = drawSeries(series.codes, { format, scale, pace, title: basename(options.file) });
  if (output === '-') {
    for (const picture of pictures) stdout.write(picture);
    return;
  }
  for (const path of paths) {
    const { value } = pictures.next();
    if (value === undefined) throw new Error('fewer pictures than names');
    writeFile(path, value, options.force);
  }
  stdout.write(`${report(series, paths, format, pace)}\n`);
}

function report(
  { codes, necessary }: CodeSeries,
  paths: readonly string[],
  format: PictureFormat,
  pace: number,
): string {
  const [first = '', last = first] = [paths[0], paths.at(-1)].map((path) => shown(path ?? ''));
  const count = codes.length;
  if (count === 1) return words.wrote(first, last, 1);
  const what =
    format === 'gif' ? words.wroteAnimation(first, count, (count / pace).toFixed(1)) : words.wrote(first, last, count);
  return `${what} ${count > necessary ? words.suffice(necessary) : words.allNeeded}`;
}
