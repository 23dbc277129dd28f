import { checkSerialNumber } from '../../src/documents/serialNumber.ts';
import { Refusal } from '../../src/refusal.ts';
import { ask } from '../ask.ts';
import type { Streams } from '../command.ts';
import { CommandError } from '../errors.ts';
import { vendorWords } from './words.ts';

/** Bytes of a line with a serial number at most. */
const mostBytes = 1000;

/**
 * A serial number in clear, from standard input or from whoever sits at it: arguments are seen by others on the computer.
 *
 * @returns as it was typed
 * @throws Trouble `input-missing`
 */
export async function askForSerial(streams: Streams): Promise<string> {
  const line = streams.stdin.isTTY
    ? await ask(vendorWords.serialQuestion, streams, true)
    : await firstLine(streams.stdin);
  if (line.trim() === '') throw new CommandError('input-missing', {});
  return line.trim();
}

/**
 * @returns canonical form
 * @throws Refusal `serial-malformed` with `status`
 */
export function canonicalOf(typed: string): string {
  const checked = checkSerialNumber(typed);
  if (checked.status !== 'valid') throw new Refusal('serial-malformed', { status: checked.status });
  return checked.canonical;
}

async function firstLine(stdin: NodeJS.ReadStream): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.includes('\n') || text.length > mostBytes) break;
  }
  return text.split(/\r?\n/, 1)[0] ?? '';
}
