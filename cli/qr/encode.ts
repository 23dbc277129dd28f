import { basename } from 'node:path';
import { largestFile } from '../../src/transfer/parcel.ts';
import { createSender, densities } from '../../src/transfer/sender.ts';
import { exitCodes, type Streams } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readAtMost, refuseExisting, shown, writeFile } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument, flag, option } from '../framework/parameters.ts';
import { choice, decimalNumber, file, wholeNumber } from '../framework/valueTypes.ts';
import { checkEncodeOptions, type EncodeOptions, pageAddress } from './encoding/encodeOptions.ts';
import { pageNames } from './encoding/pageNames.ts';
import { type CodeSeries, planSeries } from './encoding/plan.ts';
import { drawSeries, type PictureFormat, pictureFormats } from './pictures/drawSeries.ts';
import { showInTerminal } from './terminal/show.ts';

/** Per cent. Each spare code replaces any missed one, so one round of the animation is usually enough. */
const animationSpare = 50;
const defaults = { pace: 8, pictureScale: 8, animationScale: 4 } as const;

export const command = defineCommand({
  name: 'qr encode',
  summary: 'Show a file as QR codes, or write them as pictures.',
  description:
    'Shows a file of up to 256 KiB in this terminal, or writes pictures. A page of Keyferry on a phone or computer reads the ' +
    'codes, and so does “keyferry qr decode”. A file that does not fit into one code becomes several codes, which can be ' +
    'scanned in any order. In a terminal they play until Ctrl-C.\n\n' +
    'The ending of OUT chooses the format:\n\n' +
    '  .png   a picture for each code; several are numbered: NAME-01.png, NAME-02.png, ...\n' +
    '  .svg   the same as SVG\n' +
    '  .gif   one endless animation\n' +
    '  -      standard output, with --format',
  arguments: { file: argument({ value: 'FILE', type: file, help: 'File to encode' }) },
  options: {
    output: option({
      ...{ short: 'o', value: 'OUT', type: file, defaultText: 'show the codes in the terminal' },
      help: 'Pictures to write',
    }),
    format: option({ value: 'FORMAT', type: choice(pictureFormats), help: 'png, svg or gif, whatever OUT ends in' }),
    force: flag({ help: 'Replace existing files' }),
    url: option({
      ...{ value: 'ADDRESS', type: pageAddress, defaultText: 'https://keyferry.invalid/, which leads nowhere' },
      help: 'Page that a phone opens when it scans a code',
    }),
    density: option({
      ...{ value: 'N', type: choice(densities), defaultText: '5; less where the terminal is small' },
      help: `Parts in a code: ${densities.join(', ')}. Fewer are easier to read; 1 makes codes of version 10, 12 of 40`,
    }),
    pace: option({
      ...{ value: 'N', type: decimalNumber(0.5, 20), defaultText: String(defaults.pace) },
      help: 'Codes a second, 0.5 to 20, in a GIF or a terminal',
    }),
    scale: option({
      ...{
        value: 'N',
        type: wholeNumber(1, 40),
        defaultText: `${defaults.pictureScale}, GIF ${defaults.animationScale}`,
      },
      help: 'Pixels a module in pictures, 1 to 40',
    }),
    spare: option({
      ...{ value: 'N', type: wholeNumber(0, 300), defaultText: `0, GIF ${animationSpare}` },
      help: 'Per cent of additional codes in pictures, each of which replaces any lost one',
    }),
    pages: flag({
      help: 'Turn the codes in the terminal with the keyboard: Enter for the next, b for the previous, q to end',
    }),
  },
  examples: [
    { does: 'Show a license request in the terminal', line: 'qr encode orrery.licreq' },
    { does: 'Write one animation', line: 'qr encode report.pdf -o report.gif' },
  ],
  async run(given, environment) {
    const options = checkEncodeOptions(given);
    checkOutput(options, environment);
    // The parcel recognizes a document by its content, and then carries no name.
    const bytes = readAtMost(options.file, largestFile);
    const parcel = { kind: 'document', name: basename(options.file), bytes } as const;
    const sender = createSender(parcel, options.pageUrl, options.density);
    if (options.output === null || options.format === null) {
      return showInTerminal(sender, { ...options, pace: options.pace ?? defaults.pace }, environment);
    }
    const spare = options.spare ?? (options.format === 'gif' ? animationSpare : 0);
    const series = planSeries(sender, options.density, spare);
    writePictures(series, options.output, options.format, options, environment);
    return exitCodes.success;
  },
});

const texts = {
  terminalNeeded: 'The output is not a terminal. Give -o FILE.png, FILE.svg or FILE.gif.',
  pictureOnTerminal: 'Refusing to print a picture to a terminal. Give -o FILE, or redirect the output.',
  keyboardNeeded: '--pages needs a keyboard, and standard input is not a terminal.',
  oneForOutput: (count: number) => `-o - takes one picture, not ${count}. Give --format gif, or -o FILE.`,
  wrote: (first: string, last: string, count: number) =>
    count === 1 ? `Wrote ${first}: one code.` : `Wrote ${first} to ${last}: ${count} codes.`,
  wroteAnimation: (path: string, count: number, seconds: string) =>
    `Wrote ${path}: ${count} codes, ${seconds} seconds a round.`,
  anyOf: (necessary: number) => `Any ${necessary} of them are enough, very rarely one more, in any order.`,
  all: 'All of them are needed, in any order.',
} as const;

/** Checks where the codes go before the file is read. @throws UsageError */
function checkOutput({ output, byPage }: EncodeOptions, { stdin, stdout }: Streams): void {
  if (output === null && !stdout.isTTY) throw new UsageError(texts.terminalNeeded);
  if (output === '-' && stdout.isTTY) throw new UsageError(texts.pictureOnTerminal);
  if (byPage && !stdin.isTTY) throw new UsageError(texts.keyboardNeeded);
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
  if (output === '-' && count > 1) throw new UsageError(texts.oneForOutput(count));
  const paths = pageNames(output, count);
  // Checked for all before the first is written: a mixture of two series is useless.
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
  if (count === 1) return texts.wrote(first, last, 1);
  const what =
    format === 'gif' ? texts.wroteAnimation(first, count, (count / pace).toFixed(1)) : texts.wrote(first, last, count);
  return `${what} ${count > necessary ? texts.anyOf(necessary) : texts.all}`;
}
