import type { Streams } from '../command.ts';
import { UsageError } from '../errors.ts';
import { refuseExisting, shown } from '../files.ts';
import { printableJson } from '../terminalText.ts';
import { type OutputTarget, writePieces } from './output.ts';
import { vendorTexts } from './texts.ts';

interface LicenseTarget extends OutputTarget {
  readonly json: boolean;
}

/**
 * Checks where a license goes before it is issued: one that cannot be written would have to be requested again.
 *
 * @throws UsageError; CommandError `file-exists`
 */
export function checkLicenseTarget({ output, force, json }: LicenseTarget, { stdout }: Streams): void {
  const toStdout = output === undefined || output === '-';
  if (toStdout && json) throw new UsageError(vendorTexts.jsonNeedsFile);
  if (toStdout && stdout.isTTY) throw new UsageError(vendorTexts.licenseOnTerminal);
  if (!toStdout && !force) refuseExisting([output]);
}

/** Writes a license, and reports the outcome on standard error, or as JSON on standard output. */
export async function writeLicenseTo(
  target: LicenseTarget,
  { stdout, stderr }: Streams,
  { file, said, facts }: { readonly file: Uint8Array; readonly said: string; readonly facts: object },
): Promise<void> {
  await writePieces([file], target, stdout);
  stderr.write(said);
  if (target.output !== undefined && target.output !== '-') stderr.write(vendorTexts.wrote(shown(target.output)));
  if (target.json) stdout.write(`${printableJson({ ...facts, output: target.output }, 2)}\n`);
}
