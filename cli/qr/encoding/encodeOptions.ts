import { UsageError } from '../../errors.ts';
import { parsed } from '../../framework/valueTypes.ts';
import { type PictureFormat, pictureFormats } from '../pictures/drawSeries.ts';

/** The options of `qr encode` as they are typed. */
export interface GivenEncodeOptions {
  readonly file: string;
  readonly output: string | undefined;
  readonly format: PictureFormat | undefined;
  readonly url: string | undefined;
  readonly density: EncodeOptions['density'];
  readonly pace: number | undefined;
  readonly scale: number | undefined;
  readonly spare: number | undefined;
  readonly pages: boolean;
  readonly force: boolean;
}

export interface EncodeOptions {
  /** The file to encode. */
  readonly file: string;
  /** `-`: standard output; null: the terminal. */
  readonly output: string | null;
  /** Null exactly if `output` is null. */
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
 * Never resolves (RFC 6761 section 6.4), so a phone that opens a code sends nothing anywhere. Any other default would send
 * the content to a page that the user did not choose.
 */
const defaultAddress = 'https://keyferry.invalid/';
/** Leaves room for the most symbols a code may carry. */
export const maxAddressLength = 200;

/** The address of a page for codes to open. */
export const pageAddress = parsed(`an http or https address of at most ${maxAddressLength} characters`, (text) => {
  const address = URL.canParse(text) ? new URL(text) : null;
  const isUsable = address && /^https?:$/.test(address.protocol) && address.href.length <= maxAddressLength;
  return isUsable ? address.href : undefined;
});

/** @throws UsageError if options contradict each other */
export function checkEncodeOptions({ format, url, pages, ...given }: GivenEncodeOptions): EncodeOptions {
  const output = given.output ?? null;
  const options = {
    ...given,
    output,
    format: formatOf(output, format),
    pageUrl: url ?? defaultAddress,
    byPage: pages,
  };
  refuseUnusedOptions(options);
  return options;
}

const texts = {
  formatUnknown: 'OUT must end in .png, .svg or .gif; or give --format.',
  formatNeeded: '-o - needs --format png, svg or gif.',
  unused: (option: string, place: string) => `${option} has no effect ${place}.`,
} as const;

function formatOf(output: string | null, named: PictureFormat | undefined): PictureFormat | null {
  if (output === null) return null;
  if (named !== undefined) return named;
  if (output === '-') throw new UsageError(texts.formatNeeded);
  const format = pictureFormats.find((known) => output.toLowerCase().endsWith(`.${known}`));
  if (format === undefined) throw new UsageError(texts.formatUnknown);
  return format;
}

/** An option without effect is a misunderstanding that would be noticed too late. */
function refuseUnusedOptions({ output, format, pace, scale, spare, byPage, force }: EncodeOptions): void {
  const unused = (option: string, place: string) => new UsageError(texts.unused(option, place));
  if (format === null) {
    if (scale !== undefined) throw unused('--scale', 'in a terminal');
    if (spare !== undefined) throw unused('--spare', 'in a terminal, where spare codes follow without end');
    if (force) throw unused('--force', 'without -o');
    if (byPage && pace !== undefined) throw unused('--pace', 'with --pages');
    return;
  }
  if (byPage) throw unused('--pages', 'with -o');
  if (pace !== undefined && format !== 'gif') throw unused('--pace', `for ${format}`);
  if (force && output === '-') throw unused('--force', 'with -o -');
}
