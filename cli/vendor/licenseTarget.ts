import type { Streams } from '../command.ts';
import { UsageError } from '../errors.ts';
import { refuseExisting, shown } from '../files.ts';
import { type Target, writePieces } from './output.ts';
import { vendorWords } from './words.ts';

interface LicenseTarget extends Target {
  readonly json?: boolean | undefined;
}

/**
 * Before anything is issued: a license that cannot be written down would have to be asked for again.
 *
 * @throws UsageFault; Trouble `file-exists`
 */
export function checkLicenseTarget({ output, force, json }: LicenseTarget, { stdout }: Streams): void {
  const toStdout = output === undefined || output === '-';
  if (toStdout && json) throw new UsageError(vendorWords.jsonNeedsFile);
  if (toStdout && stdout.isTTY) throw new UsageError(vendorWords.licenseOnTerminal);
  if (!toStdout && !force) refuseExisting([output]);
}

/** Writes a license, and says on standard error what came of the order, or on standard output as JSON. */
export async function writeLicenseTo(
  target: LicenseTarget,
  { stdout, stderr }: Streams,
  { file, said, facts }: { readonly file: Uint8Array; readonly said: string; readonly facts: object },
): Promise<void> {
  await writePieces([file], target, stdout);
  stderr.write(said);
  if (target.output !== undefined && target.output !== '-') stderr.write(vendorWords.wrote(shown(target.output)));
  if (target.json) stdout.write(`${JSON.stringify({ ...facts, output: target.output }, null, 2)}\n`);
}
