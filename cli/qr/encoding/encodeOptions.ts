import { densities } from '../../../src/transfer/sender.ts';
import { numberIn, oneOf, readArguments } from '../../arguments.ts';
import { UsageError } from '../../errors.ts';
import { words } from '../../words.ts';

const formats = ['png', 'svg', 'gif'] as const;
export type PictureFormat = (typeof formats)[number];

export interface EncodeOptions {
  /** What is to travel. */
  readonly file: string;
  /** `-`: standard output. Null: the terminal. */
  readonly output: string | null;
  /** Null exactly when `output` is. */
  readonly format: PictureFormat | null;
  readonly pageUrl: string;
  readonly density: number | undefined;
  readonly pace: number | undefined;
  readonly scale: number | undefined;
  readonly spare: number | undefined;
  readonly byPage: boolean;
  readonly force: boolean;
}

/**
 * Nobody's address, for good (RFC 6761 section 6.4): a phone that opens a code goes nowhere with it. Any other default
 * would send what travels to a page of somebody whom the person has not chosen.
 */
const nowhere = 'https://keyferry.invalid/';
/** Leaves room for the most symbols that a code may carry. */
export const maxAddressLength = 200;

/** @throws UsageFault */
export function readEncodeOptions(args: readonly string[]): EncodeOptions {
  const { values, positionals } = readArguments(args, {
    output: { type: 'string', short: 'o' },
    format: { type: 'string' },
    url: { type: 'string' },
    density: { type: 'string' },
    pace: { type: 'string' },
    scale: { type: 'string' },
    spare: { type: 'string' },
    pages: { type: 'boolean' },
    force: { type: 'boolean' },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError(words.fileNeeded);
  const output = values.output ?? null;
  const options = {
    file,
    output,
    format: formatOf(output, oneOf('--format', values.format, formats)),
    pageUrl: addressIn(values.url ?? nowhere),
    density: oneOf('--density', values.density, densities),
    pace: numberIn('--pace', values.pace, { least: 0.5, most: 20, whole: false }),
    scale: numberIn('--scale', values.scale, { least: 1, most: 40, whole: true }),
    spare: numberIn('--spare', values.spare, { least: 0, most: 300, whole: true }),
    byPage: values.pages ?? false,
    force: values.force ?? false,
  };
  refuseUnusedOptions(options);
  return options;
}

function formatOf(output: string | null, named: PictureFormat | undefined): PictureFormat | null {
  if (output === null) return null;
  if (named !== undefined) return named;
  if (output === '-') throw new UsageError(words.formatNeeded);
  const format = formats.find((known) => output.toLowerCase().endsWith(`.${known}`));
  if (format === undefined) throw new UsageError(words.formatUnknown);
  return format;
}

function addressIn(text: string): string {
  const address = URL.canParse(text) ? new URL(text) : null;
  if (!address || !/^https?:$/.test(address.protocol) || address.href.length > maxAddressLength) {
    throw new UsageError(words.addressNeeded(maxAddressLength));
  }
  return address.href;
}

/** An option that changes nothing is a misunderstanding that would show too late. */
function refuseUnusedOptions({ output, format, pace, scale, spare, byPage, force }: EncodeOptions): void {
  const idle = (option: string, place: string) => new UsageError(words.optionIdle(option, place));
  if (format === null) {
    if (scale !== undefined) throw idle('--scale', 'in a terminal');
    if (spare !== undefined) throw idle('--spare', 'in a terminal, where combined codes follow without end');
    if (force) throw idle('--force', 'without -o');
    if (byPage && pace !== undefined) throw idle('--pace', 'with --pages');
    return;
  }
  if (byPage) throw idle('--pages', 'with -o');
  if (pace !== undefined && format !== 'gif') throw idle('--pace', `for ${format}`);
  if (force && output === '-') throw idle('--force', 'with -o -');
}
