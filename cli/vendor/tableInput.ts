import type { ImportFault } from '../../server/licensing/administration/importSerials.ts';
import { decodeTable } from '../../server/licensing/administration/readTable.ts';
import { contractLimits } from '../../src/contract/limits.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Streams } from '../command.ts';
import { explainRefusal } from '../refusals/explainRefusal.ts';
import { readInput } from './readInput.ts';
import { vendorTexts } from './texts.ts';

const { importBytes } = contractLimits;
/** Lines whose errors are shown one by one. */
const shownFaults = 50;

/**
 * Reads the file of a table.
 *
 * @param path `-` for standard input
 * @throws CommandError as `readAtMost`; Refusal `file-too-large`, `file-not-utf8`
 */
export async function readTableText(path: string, streams: Streams): Promise<string> {
  const bytes = await readInput(path, importBytes, streams);
  if (bytes.length > importBytes) throw new Refusal('file-too-large', { limit: importBytes });
  return decodeTable(bytes);
}

/** @param heading says of how many lines that nothing was done */
export function reportFaults(
  faults: readonly ImportFault[],
  heading: (faults: number) => string,
  { stderr }: Streams,
): void {
  stderr.write(heading(faults.length));
  for (const { line, code, details } of faults.slice(0, shownFaults)) {
    stderr.write(`${explainRefusal(code, { ...details, line }, 'vendor')}\n`);
  }
  if (faults.length > shownFaults) stderr.write(vendorTexts.moreFaults(faults.length - shownFaults));
}
