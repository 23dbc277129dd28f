import { CommandError } from '../errors.ts';
import { readAtMost, shown } from '../files.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { askForSerial } from '../vendor/serialInput.ts';

/** How much of a file with a serial number is read, in bytes. */
const longestSerial = 1000;

/** Where the serial number comes from. */
interface SerialSource {
  readonly serial: string | undefined;
  readonly serialFile: string | undefined;
}

/** @throws CommandError `input-missing`, `serial-file-empty`, and those of `readAtMost` */
export async function readSerial(
  { serial, serialFile }: SerialSource,
  environment: CommandEnvironment,
): Promise<string | undefined> {
  if (serialFile === undefined) return serial === '-' ? askForSerial(environment) : serial;
  const content = new TextDecoder().decode(readAtMost(serialFile, longestSerial)).replace(/^\ufeff/, '');
  const line = content.split(/\r?\n/, 1)[0]?.trim() ?? '';
  if (line === '') throw new CommandError('serial-file-empty', { path: shown(serialFile) });
  return line;
}
